"""The Python interface: its documentation runs, its numbers are the command line's, it stays small."""

from __future__ import annotations

import doctest
import inspect
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ici_tui import Answer, AskError, OpenIndex, open_index
from ici_tui.cli.app import run
from tests.pilot.packs import HOSTILE, write_pack
from tests.tables.workbooks import workbook

if TYPE_CHECKING:
    from collections.abc import Callable

DOCS = Path(__file__).parents[2] / "docs" / "python.md"


@pytest.fixture(scope="module")
def ici() -> OpenIndex:
    return open_index("ici-cn-2020")


def test_the_documentation_runs() -> None:
    blocks = re.findall(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL)
    assert len(blocks) > 4
    found = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "python.md", None, 0)
    told: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(found, out=told.append)
    assert result.attempted > 12
    assert not result.failed, "".join(told)


def public(thing: type) -> list[str]:
    return [
        name for name, found in vars(thing).items()
        if not name.startswith("_") and inspect.isfunction(found)
    ]  # fmt: skip


def test_it_is_small_typed_and_all_of_it_is_documented() -> None:
    callables: list[Callable[..., object]] = [open_index]
    callables += [getattr(thing, name) for thing in (OpenIndex, Answer) for name in public(thing)]
    assert len(callables) <= 15
    documented = DOCS.read_text()
    for found in callables:
        assert f".{found.__name__}(" in documented or f"`{found.__name__}(" in documented
        assert found.__doc__
        signature = inspect.signature(found)
        assert signature.return_annotation is not inspect.Signature.empty
        named = [p for p in signature.parameters.values() if p.name != "self"]
        assert all(p.annotation is not inspect.Parameter.empty for p in named)


def test_importing_loads_no_door_and_nothing_at_all_before_it_is_asked() -> None:
    script = (
        "import sys; import ici_tui\n"
        "heavy = {'numpy', 'polars', 'textual', 'typer', 'rich', 'ici_tui.api'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        "i = ici_tui.open_index(); i.rank(); i.overtake('wuhan', 'xian'); i._repr_html_()\n"
        "doors = [m for m in sys.modules if m.split('.')[0] in {'textual', 'typer'}\n"
        "         or m.startswith(('ici_tui.cli', 'ici_tui.tui'))]\n"
        "assert not doors, doors\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> object:
    assert run([*words, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_answers_are_those_of_the_command_line(
    ici: OpenIndex, capsys: pytest.CaptureFixture[str]
) -> None:
    weights = {"enterprise": 35, "Research": 33}
    text = "enterprise=35,research=33"
    there = ici.with_weights(weights)
    asked = {
        ("rank", "--weights", text): ici.rank(weights),
        ("city", "Wuhan", "--weights", text): there.unit("wuhan"),
        ("compare", "Wuhan", "Xian"): ici.compare("Wuhan", "Xian"),
        ("robust", "overtake", "Wuhan", "Nanjing"): ici.overtake("Wuhan", "Nanjing"),
        ("robust", "improve", "Wuhan"): ici.improve("Wuhan"),
        ("robust", "pair", "Wuhan", "Xian", "--weights", text): there.pair("Wuhan", "Xian"),
        ("stats",): ici.ask("stats"),
    }
    for words, answer in asked.items():
        expected = printed(capsys, *words)
        assert json.loads(json.dumps(answer.to_dict()["answer"])) == expected, words
        assert answer.question == " ".join(w for w in words if w in answer.question.split())


def test_methods_and_statements_are_those_of_the_command_line(
    ici: OpenIndex, capsys: pytest.CaptureFixture[str]
) -> None:
    other = ici.with_methods(normalise="minmax:1,100", aggregate=("geometric",))
    geometric = ("--normalise", "minmax:1,100", "--aggregate", "geometric")
    assert other.rank().records == printed(capsys, "rank", *geometric)
    stated = ("--prefer", "wuhan>guangzhou", "--order", "enterprise>research")
    under = ici.under(prefer="wuhan>guangzhou", order="enterprise>research")
    found = printed(capsys, "rank", *stated)
    assert isinstance(found, dict)
    assert found["satisfied"]
    assert under.rank().records == found["ranking"]
    assert under.ask("robust acceptability").records == printed(
        capsys, "robust", "acceptability", *stated
    )


def test_documents_say_what_made_them(tmp_path: Path) -> None:
    file = tmp_path / "data.csv"
    file.write_text("Country,Income,Health\nA,10,3\nB,20,5\nC,15,9\n")
    index = open_index(file)
    stamp = index.with_weights("Income=70").ask("report", units="b")["stamp"]
    assert stamp["command"].startswith(f"ici-tui report b --pack {file}")
    assert stamp["weights"] in stamp["command"]
    assert index.ask("audit")["stamp"]["command"] == f"ici-tui audit --pack {file}"


def test_weights_by_name_are_those_of_the_command_line(
    ici: OpenIndex, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("equal", "Research-only", "sd"):
        assert ici.rank(name).records == printed(capsys, "rank", "--weights", name)
        before = ("--from-weights", name)
        assert ici.ask("change", from_weights=name).records[0] == printed(capsys, "change", *before)
    for wrong in ("nothing", ""):
        with pytest.raises(AskError, match=r"from-weights.*write NAME=POINTS"):
            ici.ask("change", from_weights=wrong)


def test_the_standing_line_and_the_statuses_travel(ici: OpenIndex) -> None:
    answer = ici.rank()
    assert ici.standing
    for told in (answer.standing, answer.to_dict()["standing"], " ".join(repr(answer).split())):
        assert ici.standing in told
    assert "Reconstruction" in answer._repr_html_()
    # The order is published, and no score to the digit that is computed.
    assert {"estimated"} == {record["score_status"] for record in answer}
    assert {"reported"} == {record["rank_status"] for record in answer}
    assert {"score_status", "rank_status"} <= set(answer.to_polars().columns)
    assert answer.to_polars().height == len(answer) == 11
    edited = ici.with_weights("enterprise=50")
    assert edited.rank().standing == edited.standing
    assert edited.standing not in {"", ici.standing}
    assert {"estimated"} == {record["rank_status"] for record in edited.rank()}
    frame = ici.ask("stats").to_polars()
    assert set(frame["mean_status"].drop_nulls()) == {"estimated"}


def test_any_table_opens_and_says_what_was_guessed(tmp_path: Path) -> None:
    file = tmp_path / "data.csv"
    file.write_text("Country,Income,Unemployment\nA,10,3\nB,20,5\nC,15,9\n")
    index = open_index(file)
    assert {record["name"] for record in index.rank()} == {"A", "B", "C"}
    assert index.standing in repr(index)
    assert index.assumptions
    with pytest.raises(AskError, match="no pack"):
        open_index(tmp_path / "nothing.csv")
    (tmp_path / "bad.csv").write_text("")
    with pytest.raises(AskError):
        open_index(tmp_path / "bad.csv")


def test_a_sheet_opens_and_a_file_that_is_no_table_says_why(tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    rows = [["Name", "GDP"], ["A", 1], ["B", 2]]
    book.write_bytes(workbook({"One": [["Name", "Life"], ["A", 2], ["B", 1]], "Two 2": rows}))
    assert list(open_index(f"{book}:Two 2").nodes.values()) == ["Index", "GDP"]
    (tmp_path / "bad.csv").write_text("Name\nA\nB\n")
    with pytest.raises(AskError, match="1 column"):
        open_index(tmp_path / "bad.csv")


def test_an_answer_is_a_sequence(ici: OpenIndex) -> None:
    answer = ici.rank()
    assert answer[0:2] == answer.records[:2]
    assert answer[-1] == answer.records[-1]
    answer[0]["name"] = "changed"
    assert answer[0]["name"] == "Beijing"


def test_what_is_wrong_is_one_clear_error(ici: OpenIndex) -> None:
    wrong: dict[str, Callable[[], object]] = {
        "no node": lambda: ici.rank(weights={"nothing": 5}),
        "100": lambda: ici.rank(weights={"Enterprise": 120}),
        "nor a text": lambda: ici.rank(weights=5),  # type: ignore[arg-type]
        "no city": lambda: ici.unit("nowhere"),
        "did you mean robust pair": lambda: ici.ask("robst pair"),
        "has no option 'z'": lambda: ici.ask("robust pair", x="wuhan", y="xian", z=1),
        "needs y": lambda: ici.ask("robust pair", x="wuhan"),
        "none of parts": lambda: ici.pair("wuhan", "xian", over="all"),
        "no stage": lambda: ici.with_methods(normalize="zscore"),
        "there is no method": lambda: ici.with_methods(normalise="z"),
        "such as wuhan>xian": lambda: ici.under(prefer="wuhan"),
        "no statements": lambda: ici.ask("robust statements"),
        "no list of texts": lambda: ici.with_methods(aggregate=None),
        "screen: 'x' is no number": lambda: ici.with_methods(screen="x"),
        "impute: 5 is no text": lambda: ici.with_methods(impute=5),
        "denominate: 'no' is neither True": lambda: ici.with_methods(denominate="no"),
        "more than 10,000,000": lambda: ici.ask("robust acceptability", draws=10**8),
        "name: 5 is no text": lambda: ici.unit(5),  # type: ignore[arg-type]
        "by: ": lambda: ici.rank(by=["x"]),  # type: ignore[arg-type]
        "none of l1": lambda: ici.under(prefer="wuhan>xian", nearest="l3"),  # type: ignore[arg-type]
        "question: None": lambda: ici.ask(None),  # type: ignore[arg-type]
        "installed": lambda: open_index("nope"),
        "neither a name nor a path": lambda: open_index(None),  # type: ignore[arg-type]
        "nothing is stated": ici.under,
        "prefer: 5 is no text": lambda: ici.under(prefer=5),  # type: ignore[arg-type]
        "draws: 0 is less than 1": lambda: ici.ask("robust acceptability", draws=0),
        "draws: 'x' is no number": lambda: ici.ask("robust acceptability", draws="x"),
        "draws: 1.5 is no whole number": lambda: ici.ask("robust acceptability", draws=1.5),
        "seed: -1 is less than 0": lambda: ici.ask("robust acceptability", seed=-1),
        "top: 0 is less than 1": lambda: ici.rank(top=0),
        "x: 5 is no text": lambda: ici.improve(5),  # type: ignore[arg-type]
        "needs x": lambda: ici.overtake(None, "xian"),  # type: ignore[arg-type]
        "'x' is no number": lambda: ici.rank({"Enterprise": "x"}),  # type: ignore[dict-item]
    }
    for told, act in wrong.items():
        with pytest.raises(AskError, match=told):
            act()


def test_hostile_names_do_nothing_to_a_notebook(tmp_path: Path) -> None:
    write_pack(tmp_path / "pack", HOSTILE)
    index = open_index(tmp_path / "pack")
    shown = index._repr_html_() + index.compare(*list(index.units)[:2])._repr_html_()
    assert "<script" not in shown.casefold()
    assert "\x1b" not in shown + repr(index)
    with pytest.raises(AskError) as caught:
        index.unit("\x1b[31m")
    assert "\x1b" not in str(caught.value)
