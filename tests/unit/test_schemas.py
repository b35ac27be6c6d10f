"""What commands write as JSON is as `ici-tui schema` says, and what was promised stays."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

from ici_tui.questions.records.by_command import schemas
from tests.golden.cases import EXPECTED, Case, all_cases
from tests.pilot.packs import SMALL, write_pack
from tests.unit.json_schema import TYPES, faults
from tests.unit.kept_schemas import broken, kept, now
from tests.unit.test_cli import run
from tests.unit.test_cli_completion import offered
from tests.unit.test_cli_docs import commands

if TYPE_CHECKING:
    from pathlib import Path

RECORDS = [case for case in all_cases() if case.name.endswith(".json")]


def schema(*words: str) -> Any:
    done = run("schema", *words)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def command_of(case: Case) -> str:
    """The command of a golden case; a card may be asked for by an option."""
    if case.words[0] in {"--city", "--unit"}:
        return "city"
    return max((name for name in schemas() if " ".join(case.words).startswith(name)), key=len)


@pytest.mark.parametrize("case", RECORDS, ids=lambda case: case.name)
def test_golden_records_are_as_the_schema_says(case: Case) -> None:
    text = (EXPECTED / f"{case.name}.txt").read_text(encoding="utf-8")
    assert faults(json.loads(text.split("--- stderr")[0]), schema(*command_of(case).split())) == []


RENAMED = {r"(?m)^Beta,": "Alpha_rank,", r"(?m)^Gamma,": "rank_x,", "Learning": "rank_y"}


def codes_like_fields() -> dict[str, str]:
    """A pack some of whose codes read as fields of other units or nodes."""
    files = dict(SMALL)
    for old, new in RENAMED.items():
        files = {name: re.sub(old, new, text) for name, text in files.items()}
    return files


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("rank", ("--weights", "state=50")),
        ("rank", ("--level", "all")),
        ("city", ("Alpha",)),
        ("compare", ("Alpha", "Alpha_rank")),
        ("compare", ("Alpha", "Alpha_rank", "rank_x")),
        ("clusters", ()),
        ("scores", ()),
        ("scores", ("--notes",)),
        ("stats", ()),
        ("stats", ("--correlations",)),
        ("check", ()),
    ],
)
@pytest.mark.parametrize("pack", ["own", "ici-cn-2020", "asem-2018"])
def test_records_of_other_packs_are_as_the_schema_says(
    command: str, words: tuple[str, ...], pack: str, tmp_path: Path
) -> None:
    units = {
        "asem-2018": ("France", "Germany", "Japan"),
        "ici-cn-2020": ("Wuhan", "Xian", "Harbin"),
    }
    if pack == "own":
        pack = str(write_pack(tmp_path / "own", codes_like_fields()))
    else:
        named = dict(zip(("Alpha", "Alpha_rank", "rank_x"), units[pack], strict=True))
        words = tuple(named.get(word, word) for word in words)
        words = tuple(word.replace("state", "government") for word in words)
        if pack == "asem-2018":
            words = tuple(word.replace("government=50", "conn=50") for word in words)
    done = run(command, *words, "--pack", pack, "--format", "json")
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert record or command == "check"
    assert faults(record, schema(command)) == []


def test_records_of_upkeep_are_as_the_schema_says(tmp_path: Path) -> None:
    broken_pack = write_pack(tmp_path / "broken", {**SMALL, "pack.toml": "format = 2\n"})
    own = write_pack(tmp_path / "own", SMALL)
    config = tmp_path / "config" / "ici-tui"
    config.mkdir(parents=True)
    (config / "config.toml").write_text('mouse = false\n[keys]\n"view.map" = "m"\n', "utf-8")
    env = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_STATE_HOME": str(tmp_path / "state")}
    for command, *words in (
        ("pack check", str(broken_pack)), ("pack new", str(tmp_path / "new")), ("packs",),
        ("export", str(tmp_path / "exported"), "--pack", str(own)), ("themes",),
        ("config path",), ("config show", "--pack", str(own)), ("config forget",), ("schema",),
    ):  # fmt: skip
        done = run(*command.split(), *words, "--format", "json", **env)
        record = json.loads(done.stdout)
        assert record, command
        assert faults(record, schema(*command.split())) == [], command


def test_every_command_has_a_schema() -> None:
    paths = {path.removeprefix("ici-tui").strip() for path, _ in commands()}
    groups = {path for path in paths if any(other.startswith(f"{path} ") for other in paths)}
    assert set(schemas()) == paths - groups - {"", "help"}, "help is text"
    assert run("schema").stdout.splitlines() == list(schemas())


def every_type(found: Any) -> set[str]:
    """The types that a schema names anywhere."""
    if isinstance(found, list):
        return {name for one in found for name in every_type(one)}
    if not isinstance(found, dict):
        return set()
    kinds = found.get("type", [])
    own = {kinds} if isinstance(kinds, str) else set(kinds) if isinstance(kinds, list) else set()
    fields = [
        one for key in ("properties", "patternProperties") for one in found.get(key, {}).values()
    ]
    rest = [found[key] for key in ("items", "anyOf", "additionalProperties") if key in found]
    return own | every_type(fields) | every_type(rest)


@pytest.mark.parametrize("name", schemas())
def test_a_schema_says_what_it_is_and_knows_the_types_of_json(name: str) -> None:
    found = schema(*name.split())
    assert found["$schema"].startswith("https://json-schema.org/")
    assert found["title"] == f"ici-tui {name}"
    assert found["description"].endswith(".")
    assert every_type(found) <= set(TYPES)


def test_values_that_are_not_as_a_schema_says_are_found() -> None:
    assert faults([{"code": 1}], schema("robust", "ranks"))
    assert faults({}, schema("robust", "ranks")) == [": {} is no array"]
    row = {"label": "N", "size": 1, "members": "A", "best": "A", "worst": "A", "A_mean": "5"}
    assert faults([row], schema("clusters")) == ["[0].A_mean: '5' is no number or null"]


def test_what_was_promised_is_so() -> None:
    """`python -m tests.unit.kept_schemas` adds what is new; nothing makes it take anything away."""
    assert list(broken(kept(), now(), "")) == []
    assert kept() == now(), "fields were added: run python -m tests.unit.kept_schemas"


def test_a_field_that_is_renamed_removed_or_changed_is_noticed() -> None:
    changed = deepcopy(now())
    fields = changed["rank"]["items"]["properties"]
    fields["position"] = fields.pop("rank")
    fields["delta"]["type"] = ["string", "null"]
    changed["city"]["required"].remove("pillars")
    changed["stats"]["anyOf"].pop()
    del changed["compare"]["items"]["patternProperties"]["^.+_rank$"]
    del changed["robust radius"]
    said = "\n".join(broken(now(), changed, ""))
    for name in ("properties.rank is gone", "delta.type was", "pillars may be missing",
                 "anyOf[1] is gone", "_rank$ is gone", "robust radius is gone"):  # fmt: skip
        assert name in said
    added = deepcopy(now())
    added["rank"]["items"]["properties"]["more"] = {"type": "string"}
    assert list(broken(now(), added, "")) == []


def test_a_schema_is_written_as_json_alone(tmp_path: Path) -> None:
    file = tmp_path / "rank.json"
    assert run("schema", "rank", "-o", str(file)).stdout == ""
    assert json.loads(file.read_text(encoding="utf-8")) == schema("rank")
    assert json.loads(run("schema", "rank", "--format", "jsonl").stdout) == schema("rank")
    done = run("schema", "rank", "--format", "csv")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--format csv" in done.stderr


def test_a_group_lists_its_commands_and_a_mistake_names_what_is_near() -> None:
    assert run("schema", "pack").stdout.split("\n")[:2] == ["pack check", "pack new"]
    done = run("schema", "robust", "ranke")
    assert (done.returncode, done.stdout) == (2, "")
    assert "robust ranks" in done.stderr
    assert run("schema", "").stdout == run("schema").stdout


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("ici-tui sche", ["schema"]),
        ("ici-tui schema co", ["compare", "columns", "config"]),
        ("ici-tui schema robust ra", ["ranks", "radius"]),
        ("ici-tui schema pack ", ["check", "new"]),
        ("ici-tui schema rank ", []),
    ],
)
def test_commands_are_completed_word_by_word(line: str, words: list[str]) -> None:
    assert offered(line) == words
