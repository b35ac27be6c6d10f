"""Files of TOML in a pack that are of another shape than expected: located faults, nothing else."""

from __future__ import annotations

import os
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from ici_tui.evidence.checks import CHECKS
from ici_tui.evidence.claims import check_claims
from ici_tui.evidence.vocabulary import Test as Vocabulary
from ici_tui.files import bundled_folder
from ici_tui.packs.check import check_pack
from ici_tui.packs.evidence_toml import read_claims
from ici_tui.packs.faults import Faults, PackError
from ici_tui.packs.load import load_pack
from ici_tui.toml_file import TomlError, parse_toml
from ici_tui.toml_lines import lines_of
from ici_tui.views.study import Study
from tests.unit.test_cli import run
from tests.unit.whole_pack import CLAIMS, FILES, ODD, PACK, dump, exchanged, paths, write_whole_pack

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.packs.faults import Fault


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return Study.of(load_pack(write_whole_pack(tmp_path_factory.mktemp("whole"))))


def faults(folder: Path) -> tuple[Fault, ...]:
    """The faults of a pack; none where it opens."""
    try:
        load_pack(folder)
    except PackError as error:
        return error.faults
    return ()


def told(tmp_path: Path, **files: str) -> str:
    return "\n".join(fault.text() for fault in faults(write_whole_pack(tmp_path / "p", **files)))


def test_the_whole_pack_is_right(tmp_path: Path) -> None:
    folder = write_whole_pack(tmp_path / "p")
    assert faults(folder) == ()
    study = Study.of(load_pack(folder))
    assert {test["type"] for test in CLAIMS["claim"][0]["test"]["tests"]} | {"all"} == set(CHECKS)
    assert Vocabulary(study.pack.index).kinds == set(CHECKS)


def _opened(folder: Path, name: str, whole: Study) -> tuple[Fault, ...]:
    """The faults of a pack with a file exchanged; where there are none, it answers as well."""
    if name != "claims.toml":
        found = faults(folder)
        if not found:
            _ = Study.of(load_pack(folder)).scores
        return found
    # All else stays as it is, and is read once.
    collected = Faults()
    claims = read_claims(folder, whole.pack.index, collected)
    if not collected.found:
        findings = check_claims(claims, whole.pack.index, whole.scores, whole.weights, None)
        assert len(findings) == len(claims)
    return tuple(collected.found)


def around(value: Any, path: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    """The same with less beside a path: of each list on it what it leads to, and what is before."""
    key, *rest = path
    if not rest:
        return value, path
    inner, below = around(value[key], tuple(rest))
    if isinstance(value, list):
        return [inner, value[key - 1]], (0, *below)
    return value | {key: inner}, (key, *below)


@pytest.mark.parametrize("name", FILES)
def test_any_value_in_any_place_loads_or_is_a_located_fault(
    name: str, tmp_path: Path, whole: Study
) -> None:
    folder = write_whole_pack(tmp_path / "p")
    values = FILES[name]
    opened = located = 0
    for turn, path in enumerate(paths(values)):
        for odd in ODD[turn % 2 :: 2]:
            text = dump(exchanged(*around(values, path), odd))
            (folder / name).write_text(text, encoding="utf-8")
            found = _opened(folder, name, whole)
            for fault in found:
                assert fault.row is not None, (path, odd, fault)
                if fault.file == name:
                    line = text.splitlines()[fault.row - 1]
                    assert line.startswith(f'"{path[0]}"'), (path, odd, fault)
                assert "\n" not in fault.text()
                assert len(fault.text()) < 400
            located += bool(found)
            opened += not found
    assert opened > 10
    assert located > 3 * opened


@pytest.mark.parametrize("words", [("check",), ("rank",), ("--city", "A"), ("scores",), ("stats",)])
def test_commands_answer_where_odd_values_are_allowed(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    odd: dict[str, Any] = {"title": "[/x] \x1b[31m", "edition": 5.5, "authors": [], "presets": []}
    folder = write_whole_pack(tmp_path / "p", pack__toml=dump(PACK | odd))
    done = run(*words, "--pack", str(folder))
    assert "Traceback" not in done.stderr
    assert done.returncode in {0, 1}
    assert "\x1b[31m" not in done.stdout


SLIPS = {
    "source": ["source = 5", "source = [5]", "source = 'x'", "source = {id = 'a'}", "[source]"],
    "profiles": ["A = 5", "A = 'x'", "A = [5]", "[[A]]", "[A]\nindustries = 5", "[A]\nfirms = 5",
                 "[A]\nfirms = [5]", "[A]\nfirms = 'x'", "[A]\nfirms = {a = 1}",
                 "[A]\nfirms = [[]]", "[Atlantis]", "[A]\nsumary = 'x'"],
    "claims": ["claim = 5", "claim = [5]", "claim = 'x'", "claim = {id = 'a'}", "[claim]"],
    "pack": ["unit = {singular = 5}", "presets = [{name = 'a', weights = {x = -1}}]",
             f"presets = [{{name = 'a', weights = {{x = {'9' * 400}}}}}]",
             f"presets = [{{name = 'a', weights = {{x = {'9' * 5000}}}}}]",
             "presets = [{name = 'a', weights = {top = 1}}]", "format = 2", "unit = []",
             "presets = [{name = 'a', weights = {x = 0, y = 0}}]",
             "presets = [{name = 'a', weights = {x = 120}}]",
             "presets = [{name = 'a', weights = {z = 120}}]",
             "presets = [{name = 'a', weights = {'x=1,y' = 120}}]",
             "presets = [{name = 'a', weights = {}}]",
             "default_group = 'Zon'", "local_name = 'x'", "pass_through = ['Zone']",
             "assumptions = [{id = 5, text = 't'}]", "assumptions = [{text = 't'}]",
             "assumptions = [{id = 'a', text = 't'}, {id = 'a', text = 't'}]",
             "presets = [{name = 'a', weights = {x = 1, \"x\\u200b\" = 2}}]",
             "a = " + "[" * 5000, "a = " + "[" * 900 + "]" * 900,
             "a = " + "{a = " * 900 + "1" + "}" * 900, ".".join(["a"] * 5000) + " = 1",
             "[" + ".".join(["a"] * 5000) + "]", "title = 'x'\ntitle = 'y'", "titel = 'x'"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in SLIPS.items() for text in texts]
)
def test_the_cases_that_were_found_are_located(name: str, text: str, tmp_path: Path) -> None:
    file = f"{'sources' if name == 'source' else name}.toml"
    folder = write_whole_pack(tmp_path / "p")
    (folder / file).write_text("# a comment\n\n" + text + "\n", encoding="utf-8")
    found = [fault for fault in faults(folder) if fault.file == file]
    assert found
    assert all(fault.row is not None and fault.row >= 3 for fault in found)


BAD_TESTS: list[tuple[str, str]] = [
    ("5", "5 is not a table"),
    ("[]", "a list is not a table"),
    ("'x'", "'x' is not a table"),
    ("{}", "type is missing"),
    ("{type = 'magic'}", "no test is called 'magic'"),
    ("{type = ['rank']}", "test.type: a list is not a text"),
    ("{type = 'rank', unit = 'A'}", "node is missing"),
    ("{type = 'rank', unit = 'A', node = 'top'}", "nothing is compared"),
    ("{type = 'rank', unit = 'Atlantis', node = 'top', exactly = 1}", "no unit is called"),
    ("{type = 'rank', unit = [], node = 'top', exactly = 1}", "test.unit: a list is not a text"),
    ("{type = 'rank', unit = 'A', node = 'tpo', exactly = 1}", "did you mean top?"),
    ("{type = 'rank', unit = 'A', node = 'top', exactly = 0}", "whole number from 1"),
    ("{type = 'rank', unit = 'A', node = 'top', at_mots = 1}", "did you mean at_most?"),
    ("{type = 'value', unit = 'A', node = 'top', at_most = 'x'}", "'x' is not a number"),
    ("{type = 'value', unit = 'A', node = 'top', decimals = 2}", "decimals are for rounds_to"),
    ("{type = 'order', node = 'top', units = 5}", "5 is not a list"),
    ("{type = 'order', node = 'top', units = []}", "the list has no items"),
    ("{type = 'strongest', unit = 'A', node = 'top', among = []}", "the list has no items"),
    ("{type = 'correlation', nodes = ['x'], at_least = 0}", "the list has one item"),
    ("{type = 'correlation', nodes = ['x', 'y', 'top'], at_least = 0}", "2 is the most"),
    ("{type = 'labels', group = 'Zon', exactly = 1}", "did you mean Zone?"),
    ("{type = 'members', group = 'Zone', label = 'Soth', exactly = 1}", "did you mean South?"),
    ("{type = 'weight', node = 'top', share = 1}", "no node below the index is called 'top'"),
    ("{type = 'weight', node = 'x', share = 40}", "from 0 to 1"),
    ("{type = 'all', tests = []}", "give one test or more"),
    ("{type = 'all', tests = [{type = 'any', tests = [5]}]}", "test.tests[1].tests[1]"),
    ("{type = 'all', tests = [" * 9 + "{type = 'x'}" + "]}" * 9, "too deep"),
]


@pytest.mark.parametrize(("test", "says"), BAD_TESTS)
def test_a_statement_that_cannot_be_checked_is_told_at_once(
    test: str, says: str, tmp_path: Path
) -> None:
    text = (
        '[[claim]]\nid = "C1"\ntext = "t"\nkind = "hard"\nclass = "untestable"\n\n[[claim]]\n'
        f'id = "C2"\ntext = "t"\nkind = "hard"\nclass = "result"\ntest = {test}\n'
    )
    found = told(tmp_path, claims__toml=text)
    assert says in found
    assert found.startswith("claims.toml, line 12: claim[2].test")


def test_a_statement_without_a_test_is_told(tmp_path: Path) -> None:
    text = '[[claim]]\nid = "C1"\ntext = "t"\nkind = "hard"\nclass = "result"\n'
    assert "claims.toml, line 1: claim[1]: test is missing" in told(tmp_path, claims__toml=text)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = "titel = 'x'\n\n[unit]\nsingular = 5\n[pipeline]\nscreen = 2\nnormalise = 'minmx'\n"
    lines = told(tmp_path, pack__toml=text).splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        f"pack.toml, line {number}" for number in (1, 4, 6, 7)
    ]
    assert "did you mean title?" in lines[0]


@pytest.mark.parametrize(
    ("line", "key"),
    [("aggregate = ['median', 'median']", "pipeline.aggregate"), ("treat = 'x'", "pipeline.treat"),
     ("impute = 'group-mean:Zon'", "pipeline.impute")],
)  # fmt: skip
def test_a_pipeline_that_does_not_fit_is_told_with_its_line(
    line: str, key: str, tmp_path: Path
) -> None:
    folder = write_whole_pack(tmp_path / "p", pack__toml=f"title = 'x'\n[pipeline]\n{line}\n")
    assert [(f.file, f.row, f.column) for f in faults(folder)] == [("pack.toml", 3, key)]
    assert check_pack(folder) == faults(folder)


def test_a_byte_order_mark_is_read_over(tmp_path: Path) -> None:
    assert told(tmp_path, pack__toml="\ufefftitle = 'x'\r\nedition = '1'\r\n") == ""


def test_what_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    folder = write_whole_pack(tmp_path / "p")
    (folder / "pack.toml").write_bytes(b"# a\ntitle = '\xff'\n")
    assert [fault.row for fault in faults(folder)] == [2]
    (folder / "pack.toml").write_bytes("title = 'x'".encode("utf-16"))
    assert [fault.row for fault in faults(folder)] == [1]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("kind", ["fifo", "device", "sparse", "folder", "nowhere", "loop", "out"])
def test_what_is_no_file_of_the_pack_is_one_fault(name: str, kind: str, tmp_path: Path) -> None:
    folder = write_whole_pack(tmp_path / "p")
    file = folder / name
    text = file.read_text(encoding="utf-8")
    file.unlink()
    if kind == "fifo":
        os.mkfifo(file)
    elif kind == "sparse":
        with file.open("wb") as out:
            out.truncate(1 << 33)
    elif kind == "folder":
        file.mkdir()
    elif kind == "out":
        (tmp_path / name).write_text(text, encoding="utf-8")
        file.symlink_to(tmp_path / name)
    else:
        file.symlink_to({"device": "/dev/zero", "nowhere": "nowhere", "loop": name}[kind])
    assert [fault.file for fault in faults(folder) if fault.file == name] == [name]
    for words in (("packs",), ("rank", "--pack", str(folder))):
        assert "Traceback" not in run(*words).stderr


CELLS = "uCode,iCode,status,low,high,min,max,rank_low,rank_high,source,note\n"
PUBLISHED = "uCode,iCode,kind,value,decimals,source,note\n"
FIGURES = "uCode,name,value,unit,year,iCode,relation,confidence,source,note\n"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("A,,estimated,,,,,,,,", "iCode"),
        ("A,q,estimated,,,,,,,,", "iCode"),
        ("Z,x,estimated,,,,,,,,", "uCode"),
        (",x,estimated,,,,,,,,", "uCode"),
        ("A,x,guess,,,,,,,,", "status"),
        ("A,x,,,,,,,,,", "status"),
        ("A,x,estimated,one,,,,,,,", "low"),
        ("A,x,estimated,1e999,,,,,,,", "low"),
        ("A,x,estimated,3,2,,,,,,", "low"),
        ("A,x,estimated,,,3,2,,,,", "min"),
        ("A,x,estimated,,,,,3,2,,", "rank_low"),
        ("A,x,estimated,,,,,0,2,,", "rank_low"),
        ("A,x,estimated,,,,,1,-4,,", "rank_high"),
        ("A,x,estimated,,,,,²,3,,", "rank_low"),
        ("A,x,estimated,,,,,1.5,3,,", "rank_low"),
        (f"A,x,estimated,,,,,{'9' * 5000},3,,", "rank_low"),
        ("A,x,estimated,,,,,,,s9,", "source"),
        ("A,x,sourced,,,,,,,,", "source"),
        ("A,x,sourced,,,,,,,s2,", "source"),
    ],
)
def test_a_cell_that_cannot_be_is_told_with_row_and_column(
    row: str, column: str, tmp_path: Path
) -> None:
    found = faults(
        write_whole_pack(tmp_path / "p", cells__csv=CELLS + "B,x,estimated,,,,,,,,\n" + row + "\n")
    )
    assert [(f.file, f.row, f.column) for f in found] == [("cells.csv", 3, column)]
    assert len(found[0].text()) < 300


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("A,x,rank,1,²,s1,", "decimals"),
        ("A,x,score,1,①,s1,", "decimals"),
        (f"A,x,score,1,{'9' * 5000},s1,", "decimals"),
        ("A,x,score,1,-1,s1,", "decimals"),
        ("A,x,score,1,99,s1,", "decimals"),
        ("A,x,score,nan,,s1,", "value"),
        ("A,x,score,,,s1,", "value"),
        ("A,x,rank,1.5,,s1,", "value"),
        ("A,x,rank,0,,s1,", "value"),
        (f"A,x,rank,{'9' * 5000},,s1,", "value"),
        ("A,x,place,1,,s1,", "kind"),
        ("A,,rank,1,,s1,", "iCode"),
        ("A,x,rank,1,,s9,", "source"),
        ("A,x,rank,1,,,", "source"),
    ],
)
def test_a_published_result_that_cannot_be_is_told(row: str, column: str, tmp_path: Path) -> None:
    found = faults(write_whole_pack(tmp_path / "p", published__csv=PUBLISHED + row + "\n"))
    assert {(f.file, f.row, f.column) for f in found} == {("published.csv", 2, column)}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("A,,1,,,,,,s1,", "name"),
        ("A,n,,,,,,,s1,", "value"),
        ("A,n,1,,,q,,,s1,", "iCode"),
        ("A,n,1,,,x,cause,,s1,", "relation"),
        ("A,n,1,,,x,same,,,", "source"),
    ],
)
def test_a_figure_that_cannot_be_is_told(row: str, column: str, tmp_path: Path) -> None:
    found = faults(write_whole_pack(tmp_path / "p", figures__csv=FIGURES + row + "\n"))
    assert [(f.file, f.row, f.column) for f in found] == [("figures.csv", 2, column)]


BUNDLED = sorted(
    [*bundled_folder("data").glob("*/*.toml"), *bundled_folder("themes").glob("*.toml")]
)


@pytest.mark.parametrize("file", BUNDLED, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_key_of_the_bundled_files_has_its_line(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    lines = lines_of(text)
    assert set(lines) == set(paths(tomllib.loads(text)))
    for path, line in lines.items():
        if isinstance(path[-1], str):
            assert path[-1] in text.splitlines()[line - 1]


def test_lines_are_found_however_a_key_is_written() -> None:
    text = (
        'a.b."c.d" = 1\n[x]\n"y" = [ # one\n  1,\n  {z = """\n]"""},\n]\n[[x.t]]\nk = \'#\'\n'
        "[[x.t]]\n[x.t.u]\n'v' = 1979-05-27 07:32:00\n"
    )
    assert lines_of(text) == {
        ("a",): 1, ("a", "b"): 1, ("a", "b", "c.d"): 1, ("x",): 2, ("x", "y"): 3,
        ("x", "y", 0): 4, ("x", "y", 1): 5, ("x", "y", 1, "z"): 5, ("x", "t"): 8,
        ("x", "t", 0): 8, ("x", "t", 0, "k"): 9, ("x", "t", 1): 10, ("x", "t", 1, "u"): 11,
        ("x", "t", 1, "u", "v"): 12,
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ['a = "', "a = '''", 'a = """\\', "[", "a", "a = [", "]", "\\", "'"]
)
def test_what_is_cut_off_is_not_toml(text: str) -> None:
    with pytest.raises(TomlError, match="not TOML"):
        parse_toml(text.encode())
