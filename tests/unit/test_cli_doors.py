"""What `ici-tui` does without a command, how it ends, and the commands that look after things."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from types import ModuleType
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from ici_tui.cli import direct
from ici_tui.cli.app import run as run_here
from ici_tui.index.options import PipelineOptions
from ici_tui.packs.large import Reader, files
from ici_tui.packs.load import load_pack
from ici_tui.tables.options import ReadingOptions
from tests.golden.cases import PACK
from tests.pilot.packs import AS_IT_IS
from tests.unit.test_cli import process, run
from tests.unit.test_packs import DATA, META, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ici_tui.index.tree import Tree
    from ici_tui.tables.loading import Loading

FORMATS = ("table", "markdown", "csv", "tsv", "json", "jsonl")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


BY_LINE = "line by line"


def explored(
    words: list[str], config: Path, stdin: io.StringIO | None = None, code: int = 0
) -> list[tuple[object, ...]]:
    """Run at a terminal with the explorer replaced; the calls that it got, by either door."""
    calls = through(run_here, words, config, stdin, code)
    question = direct.asked(words)
    if question is not None:
        quick = through(lambda _: direct.answer(question), words, config, stdin, code)
        assert quick == calls
    return calls


def through(
    enter: Callable[[list[str]], int],
    words: list[str],
    config: Path,
    stdin: io.StringIO | None,
    code: int,
) -> list[tuple[object, ...]]:
    calls: list[tuple[object, ...]] = []
    loadings: list[Loading | None] = []

    def run_explorer(
        pack_argument: str | None,
        weights_text: str | None,
        theme: str | None,
        no_color: bool,
        *,
        change: Callable[[PipelineOptions, Tree], PipelineOptions] | None,
        own: tuple[str, ...],
        time: str | None,
        loading: Loading | None,
        resume: bool = False,
        ascii_only: bool = False,
        reading: ReadingOptions | None = None,
        watch: bool = False,
        among: str | None = None,
        stated: tuple[str | None, str | None] = (None, None),
        by_line: bool = False,
    ) -> int:
        assert not resume
        assert not (ascii_only or watch or among)
        assert reading == ReadingOptions(time=time)
        loadings.append(loading)
        call: tuple[object, ...] = (pack_argument, weights_text, theme, no_color)
        if change is not None or time is not None:
            call = (
                *call,
                change(PipelineOptions(), load_pack(PACK).index.tree) if change else None,
                time,
            )
        call = (*call, own) if own else call
        call = (*call, BY_LINE) if by_line else call
        calls.append((*call, stated) if any(stated) else call)
        return 7

    door = ModuleType("ici_tui.tui.run")
    door.run_explorer = run_explorer  # type: ignore[attr-defined]
    with (
        mock.patch.dict(sys.modules, {"ici_tui.tui.run": door}),
        mock.patch.dict(os.environ, {"XDG_CONFIG_HOME": str(config), "COLUMNS": "80"}),
        mock.patch.object(sys, "stdin", stdin or Terminal()),
        mock.patch.object(sys, "stdout", Terminal()),
    ):
        ended = enter(words)
    assert ended == (7 if calls else code)
    assert not any(loading.takes_long for loading in loadings if loading), "processes left"
    return calls


def settings(folder: Path, text: str) -> Path:
    (folder / "ici-tui").mkdir(parents=True)
    (folder / "ici-tui" / "config.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("words", "call"),
    [
        ([], (None, None, None, False)),
        (["--pack", "x", "--theme", "light"], ("x", None, "light", False)),
        (["--weights", "enterprise=50", "--no-color"], (None, "enterprise=50", None, True)),
        (["--weights", "report"], (None, None, None, False)),
        (
            ["--weights", "government-only"],
            (None, "Enterprise=0,Research=0,Infrastructure=0,Government=100", None, False),
        ),
        (
            ["--weights", "government-only", "--order", "government>research"],
            (
                None,
                "Enterprise=0,Research=0,Infrastructure=0,Government=100",
                None,
                False,
                (None, "government>research"),
            ),
        ),
    ],
)
def test_at_a_terminal_the_explorer_opens(
    words: list[str], call: tuple[object, ...], tmp_path: Path
) -> None:
    assert explored(words, tmp_path) == [call]


@pytest.mark.parametrize("stdin", [None, io.StringIO("rank\n")], ids=["a terminal", "a pipe"])
def test_line_by_line_it_opens_at_a_terminal_and_in_a_pipe(
    stdin: io.StringIO | None, tmp_path: Path
) -> None:
    assert explored(["--plain"], tmp_path, stdin=stdin) == [(None, None, None, False, BY_LINE)]
    given = ["--weights", "enterprise=50", "--plain", "--theme", "light"]
    call = (None, "enterprise=50", "light", False, BY_LINE)
    assert explored(given, tmp_path, stdin=stdin) == [call]


@pytest.mark.parametrize(
    "words", [["--format", "json"], ["--unit", "wuhan"], ["rank"], ["-o", "x"]]
)
def test_what_prints_is_not_asked_line_by_line(words: list[str], tmp_path: Path) -> None:
    assert explored(["--plain", *words], tmp_path, code=2) == []


def test_a_large_pack_is_begun_with_before_the_explorer_is_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[tuple[Path, bool]] = []
    monkeypatch.setattr(files, "SMALL", -1)
    monkeypatch.setattr(
        Reader,
        "begin",
        lambda _, path: begun.append((path, "ici_tui.cli.without" in sys.modules)),
    )
    monkeypatch.delitem(sys.modules, "ici_tui.cli.without")
    pack = write(tmp_path / "pack", DATA, META)
    question = direct.asked(["--pack", str(pack)])
    assert question is not None
    through(lambda _: direct.answer(question), [], tmp_path, None, 0)
    assert begun == [(pack / "iData.csv", False), (pack / "iMeta.csv", False)]
    begun.clear()
    for words, code in (["rank"], 0), (["--city", "nobody"], 2):
        printed = direct.asked([*words, "--pack", str(pack)])
        assert printed is not None
        through(lambda _, printed=printed: direct.answer(printed), [], tmp_path, None, code)
    assert begun == []


def test_the_settings_fill_in_what_was_not_given(tmp_path: Path) -> None:
    home = settings(tmp_path, 'theme = "paper"\npack = "mine"\n')
    assert explored([], home) == [("mine", None, "paper", False)]
    assert explored(["--pack", "x", "--theme", "dark"], home) == [("x", None, "dark", False)]


@pytest.mark.parametrize("words", [["--format", "json"], ["--unit", "wuhan"], ["rank"], ["scores"]])
def test_what_prints_does_not_open_it(words: list[str], tmp_path: Path) -> None:
    assert explored(words, tmp_path) == []


def test_without_a_terminal_the_ranking_is_printed_and_said_so(tmp_path: Path) -> None:
    assert explored([], tmp_path, stdin=io.StringIO()) == []
    done = process()
    assert done.returncode == 0
    assert "Beijing" in done.stdout
    assert done.stderr.startswith("ici-tui: no terminal here (")
    assert done.stderr.count("\n") == 1


def test_a_format_alone_means_the_ranking() -> None:
    alone, named = run("--format", "json"), run("rank", "--format", "json")
    assert (alone.stdout, alone.stderr) == (named.stdout, named.stderr)


def test_a_file_alone_means_the_ranking(tmp_path: Path) -> None:
    assert run("-o", str(tmp_path / "out")).stderr == ""
    assert (tmp_path / "out").read_text(encoding="utf-8") == run("rank").stdout


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("--format", "csv", "rank"), ("rank", "--format", "csv")),
        (("--weights", "research=90", "scores"), ("scores", "--weights", "research=90")),
        (("--pack", str(PACK), "city", "beta"), ("city", "beta", "--pack", str(PACK))),
        (("--pack", str(PACK), "--format", "json", "pack", "check", str(PACK)),
         ("pack", "check", str(PACK), "--format", "json")),
    ],
)  # fmt: skip
def test_options_stand_before_or_after_a_command(
    before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    assert run(*before) == run(*after)
    assert run(*before).returncode == 0


def test_what_is_given_later_wins() -> None:
    done = run("--format", "json", "rank", "--format", "csv")
    assert done.stdout.startswith("rank,")


def test_an_interrupt_ends_with_130() -> None:
    code = (
        "import sys, time; sys.argv = ['ici-tui', 'rank']\nimport ici_tui.cli.results as r\n"
        "def wait(common):\n    print('waiting', flush=True); time.sleep(30)\n"
        "r.study_of = wait\nfrom ici_tui.__main__ import main\nmain()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        assert started.stdout.readline() == "waiting\n"
        time.sleep(0.05)
        started.send_signal(signal.SIGINT)
        assert started.wait(10) == 130
        assert started.stderr.read() == ""


@pytest.mark.parametrize(
    "words", ["--help > /dev/full", "--version > /dev/full", "packs > /dev/full"]
)
def test_output_that_is_lost_is_one_line(words: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"'{sys.executable}' -m ici_tui {words}"],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "ici-tui: standard output cannot be written: No space left on device\n"


@pytest.mark.parametrize("form", FORMATS)
def test_packs_are_listed_in_every_format(form: str, tmp_path: Path) -> None:
    mine = tmp_path / "ici-tui" / "packs" / "mine"
    mine.parent.mkdir(parents=True)
    write(mine, pack__toml='title = "Mine [/x] \\u001b[31m"\n')
    done = run("packs", "--format", form, XDG_DATA_HOME=str(tmp_path))
    assert done.returncode == 0
    assert "Intelligent Cities Index China 2020" in " ".join(done.stdout.split())
    assert "\x1b" not in done.stdout
    if form == "json":
        records = {record["name"]: record for record in json.loads(done.stdout)}
        assert list(records["mine"]) == ["name", "title", "units", "kind", "folder"]
        assert records["mine"] | {"folder": ""} == {
            "name": "mine", "title": "Mine [/x] [31m", "units": 2, "kind": "user", "folder": "",
        }  # fmt: skip
        assert records["ici-cn-2020"]["units"] == 11
    assert (str(tmp_path) in done.stdout) is (form not in {"table", "markdown"})


def test_a_faulty_pack_is_reported_in_every_format(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", DATA.replace(",1,2", ",one,two"), META)
    done = run("pack", "check", str(folder))
    assert done.returncode == 1
    assert "iData.csv, row 2, column x: 'one' is not a number" in done.stdout
    assert done.stderr == f"ici-tui: {folder}: 2 faults\n"
    records = json.loads(run("pack", "check", str(folder), "--format", "json").stdout)
    assert [(r["file"], r["row"], r["column"]) for r in records] == [
        ("iData.csv", 2, "x"), ("iData.csv", 2, "y"),
    ]  # fmt: skip
    assert run("pack", "check", str(PACK)).stderr == f"ici-tui: {PACK}: nothing is wrong\n"


def test_themes_tell_the_current_one_and_faults(tmp_path: Path) -> None:
    home = settings(tmp_path, 'theme = "paper"\n')
    (home / "ici-tui" / "themes").mkdir()
    (home / "ici-tui" / "themes" / "bad.toml").write_text("title = 3\n", encoding="utf-8")
    done = run("themes", "--format", "json", XDG_CONFIG_HOME=str(home))
    assert [r["name"] for r in json.loads(done.stdout) if r["current"]] == ["paper"]
    assert done.stderr.count("\n") == 1
    assert "bad.toml, line 1: title" in done.stderr


def test_a_wrong_theme_in_the_settings_does_not_hide_the_list(tmp_path: Path) -> None:
    done = run("themes", XDG_CONFIG_HOME=str(settings(tmp_path, 'theme = "papper"\n')))
    assert done.returncode == 0
    assert (
        "config.toml, line 1: theme: no theme is called 'papper'; did you mean paper?"
        in done.stderr
    )
    assert "high-contrast" in done.stdout


def test_settings_are_shown_with_where_they_come_from(tmp_path: Path) -> None:
    home = settings(tmp_path, f'pack = "{PACK}"\nmouse = false\n[keys]\nundo = ["u", "ctrl+z"]\n')
    done = run("config", "show", "--format", "json", XDG_CONFIG_HOME=str(home))
    file = str(home / "ici-tui" / "config.toml")
    kept = {"state", "cache"}  # folders of the program's own
    assert [entry for entry in json.loads(done.stdout) if entry["key"] not in kept] == [
        {"key": "theme", "value": "dark", "from": "default"},
        {"key": "pack", "value": str(PACK), "from": file},
        {"key": "view", "value": "ranking", "from": "default"},
        {"key": "plain", "value": False, "from": "default"},
        {"key": "mouse", "value": False, "from": file},
        {"key": "top", "value": "3", "from": "default"},
        {"key": "ascii", "value": "auto", "from": "default"},
        *({"key": key, "value": True, "from": "default"} for key in ("title", "links", "bell")),
        {"key": "keys.undo", "value": "u ctrl+z", "from": file},
    ]
    assert run("config", "path", XDG_CONFIG_HOME=str(home)).stdout == f"{file}\n"
    rows = list(csv.DictReader(io.StringIO(run("scores", XDG_CONFIG_HOME=str(home)).stdout)))
    assert {row["code"] for row in rows} == {"Alpha", "Beta", "Gamma", "Delta", "Evil"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('packs = "x"\n', "config.toml, line 1: there is no key 'packs'; did you mean pack?"),
        ('\npack = "nowhere"\n', "pack: no pack is called 'nowhere'"),
        ("pack =\n", "config.toml, line 1: this is not TOML"),
    ],
)
def test_a_fault_in_the_settings_is_one_line(text: str, says: str, tmp_path: Path) -> None:
    done = run("rank", XDG_CONFIG_HOME=str(settings(tmp_path, text)))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert says in done.stderr
    given = run("rank", "--pack", str(PACK), XDG_CONFIG_HOME=str(tmp_path))
    assert (given.returncode, given.stderr) == (0, "")


@pytest.mark.parametrize("level", ["1", "2", "3", "all"])
def test_a_level_stands_beside_each_row(level: str) -> None:
    words = ("rank", "--pack", str(PACK), "--level", level)
    record = json.loads(run(*words, "--format", "json").stdout)[0]
    nodes = {
        "1": ["Roads", "Rails", "Schools", "Rules"],
        "2": ["Transport", "Learning", "State"],
        "3": ["Whole"],
    }
    every = ["Whole", "Transport", "Roads", "Rails", "Learning", "Schools", "State", "Rules"]
    assert list(record["pillars"]) == nodes.get(level, every)
    header = run(*words, "--format", "csv").stdout.splitlines()[0].split(",")
    assert [code for code in header if code in every] == nodes.get(level, every)


def test_a_node_is_found_by_code_name_or_beginning() -> None:
    ranked = [run("rank", "--by", name).stdout for name in ("Enterprise", "ENTERPRISE", "enterp")]
    assert ranked[0] == ranked[1] == ranked[2]
    assert "by Enterprise" in ranked[0]
    assert run("rank", "--by", "AI start-ups").stdout == run("rank", "--by", "startups").stdout
    done = run("rank", "--by", "AI")
    assert done.returncode == 2
    assert "may be AI companies (Companies), " in done.stderr


def test_a_pack_without_cells_has_no_columns_of_statuses(tmp_path: Path) -> None:
    pack = str(write(tmp_path / "p"))
    header = run("rank", "--pack", pack, "--format", "csv").stdout.splitlines()[0]
    assert header == "rank,code,name,score,delta,x,y,Zone,reported_rank,reported_score,beats_next"
    assert "status" in run("rank", "--format", "csv").stdout
    assert "status" not in run("city", "A", "--pack", pack, "--format", "csv").stdout
    assert "unit" in run("rank", "--pack", pack).stdout.casefold()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("rank", "--pack"), "option '--pack' requires an argument"),
        (("themes", "--theme", "x"), "no such option: --theme; see ici-tui themes --help"),
        (("rank", "--by", "x", "--tp", "3"), "no such option: --tp; did you mean --top?"),
        (
            ("rank", "--top", "0"),
            "invalid value for '--top': Input should be greater than or equal to 1",
        ),
        (("rank", "extra"), "got unexpected extra argument(s) (extra); see ici-tui rank --help"),
        (("config", "pth"), "no such command 'pth'; did you mean 'path'?"),
        (
            ("wuhan",),
            "no such command 'wuhan'; a card is `ici-tui --unit wuhan`; see ici-tui --help",
        ),
        (("city", "wuhan\x1b[31m"), "no city is called 'wuhan\\x1b[31m'"),
        (("\x1b[31m",), "no such command"),
    ],
)
def test_wrong_usage_is_one_line_and_2(words: tuple[str, ...], says: str) -> None:
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"ici-tui: {says}")
    assert done.stderr.count("\n") == 1
    assert "\x1b" not in done.stderr


def test_gaps_add_up_where_a_value_is_missing(tmp_path: Path) -> None:
    pack = str(write(tmp_path / "p", pack__toml=AS_IT_IS))
    records = json.loads(run("compare", "A", "B", "--pack", pack, "--format", "json").stdout)
    gaps = {r["code"]: (r["gap"], r["one_sided"]) for r in records}
    # A has x = 1 and y = 2 at weights 1 and 3, B has y = 4 alone: all of its weight.
    assert gaps == {"I": (-2.25, False), "x": (0.25, True), "y": (-2.5, False)}
    page = " ".join(run("compare", "A", "B", "--pack", pack).stdout.split())
    assert "(+0.25)" in page
    assert "In brackets: only one of the two has the value" in page
    assert "sum to the whole" in page
    assert "sum to the whole" in " ".join(run("compare", "wuhan", "nanjing").stdout.split())


def test_a_terminal_that_cannot_move_its_cursor_gets_the_ranking(tmp_path: Path) -> None:
    with mock.patch.dict(os.environ, {"TERM": "dumb"}):
        assert explored([], tmp_path) == []
