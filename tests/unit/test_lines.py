"""The explorer line by line: the drawn one's words, sessions and answers, as text alone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ici_tui.allowed import rights
from ici_tui.pages.by_line import by_line
from ici_tui.pages.markdown import for_markdown
from ici_tui.sanitise import unseen
from ici_tui.tui.commands.registry import commands, words
from ici_tui.tui.lines import explorer as lines
from ici_tui.tui.lines.helping import typed_words
from ici_tui.tui.lines.stopping import Interrupts
from ici_tui.tui.view import View
from ici_tui.tui.view_page import view_page
from tests.pilot.packs import BARE, HOSTILE, LONE, SMALL, WIDE, many, session_on, write_pack
from tests.unit.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ici_tui.questions.question import Progress
    from ici_tui.tui.session import Session

DRAWN = re.compile("[\u2500-\u259f\u25b8\u25be\u2800-\u28ff]")
"""Boxes, bars, folds and dots."""
ROOT = Path(__file__).parents[2]
PACKS = {"small": SMALL, "hostile": HOSTILE, "wide": WIDE, "lone": LONE, "bare": BARE}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "30")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def small(home: Path, files: Mapping[str, str] = SMALL) -> Session:
    return session_on(home / "pack", dict(files))


def arguments(word: str) -> tuple[str, ...]:
    """What a word of the registry is tried with: nothing, something that is there, and nonsense."""
    if not words()[word].takes_argument:
        return ("",)
    known = {
        "weights": "Transport=60", "set": "beta.rails=12.5", "method": "normalise=minmax:0,100",
        "set-indicator": "rails: log", "prefer": "beta>alpha", "order": "State>Transport",
        "sort": "name", "filter": "score>30", "among": "Zone=North", "preset": "equal",
        "lock": "State", "rank": "3", "compare": "alpha, wuhan", "robust": "ranks",
        "clusters": "Zone", "turn": "Rails", "switch": "Rails", "save": "mine", "write": "view.txt",
        "help": "weights", "share": "command", "own-data": "all", "open": "asem-2018",
    }  # fmt: skip
    return ("", known.get(word, "beta"), "\x1b[31mnonsense")


# What is answered


def test_the_first_answer_says_which_index_how_many_and_who_comes_first(home: Path) -> None:
    told = Talk(small(home)).first.splitlines()
    assert "Small index" in told[0]
    assert "6 countries" in told[0]
    first = next(place for place, line in enumerate(told) if line.split()[:1] == ["1"])
    assert "Alpha" in told[first]
    assert "武汉" in "".join(told)
    assert any("Made up for tests" in line for line in told)


def test_of_many_units_the_first_come_first_and_the_rest_piece_by_piece() -> None:
    from ici_tui.tui.session import Session

    session = Session.of(many(300))
    ranked = [session.pack.index.codes[place] for place in session.board.order]
    talk = Talk(session, paged=True)
    pieces = [talk.first]
    while "type more" in pieces[-1]:
        pieces.append(talk.type("more"))
    assert re.findall(r"\bu\d+\b", "".join(pieces)) == ranked
    assert len(pieces) > 5
    assert max(piece.count("\n") for piece in pieces) <= 30
    assert "u" not in talk.type("more").split()


def test_a_long_answer_comes_in_pieces_for_a_person_and_whole_for_a_pipe(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINES", "15")
    whole = Talk(small(home)).type("stats")
    talk = Talk(small(home), paged=True)
    pieces = [talk.type("stats")]
    while "type more" in pieces[-1]:
        pieces.append(talk.type("more"))
    assert len(pieces) > 1
    said = [line for piece in pieces for line in piece.splitlines() if "type more" not in line]
    assert said == whole.splitlines()


def test_weights_are_shown_and_set_and_who_moved_is_told(home: Path) -> None:
    talk = Talk(small(home))
    shown = talk.type("weights")
    assert [name in shown for name in ("Transport", "Learning", "State", "50.0")] == [True] * 4
    before = talk.session.board.ranks.copy()
    told = talk.type("weights Transport=100")
    moved = [name for name, was, now in zip(
        talk.session.pack.index.names, before, talk.session.board.ranks, strict=True
    ) if was != now]  # fmt: skip
    assert moved
    assert all(name in told for name in moved)
    assert talk.session.weights.points("Transport") == 100


def test_undo_and_redo_tell_what_and_who_moved(home: Path) -> None:
    talk = Talk(small(home))
    talk.type("weights Transport=100")
    edited = talk.session.board.ranks.tolist()
    assert "Beta" in talk.type("undo")
    assert not talk.session.weights.edited
    talk.type("u")
    assert talk.session.history.future
    talk.type("redo")
    assert talk.session.board.ranks.tolist() == edited


def test_a_number_and_a_name_lead_to_a_row(home: Path) -> None:
    talk = Talk(small(home))
    for line, first in (("4", 4), ("rank 2", 2), ("go Gamma", None), ("rank", 1)):
        told = talk.type(line)
        unit = talk.session.pack.index.names[talk.session.unit]
        rows = [row for row in told.splitlines() if re.match(r"\s*\d+=?\s", row)]
        assert unit in rows[0]
        if first is not None:
            assert int(talk.session.board.ranks[talk.session.unit]) == first


def test_another_pack_is_opened_and_some_units_are_ranked_among_themselves(home: Path) -> None:
    talk = Talk(small(home))
    assert "2 of" in talk.type("among Zone=North") or talk.session.pack.index.size == 2
    talk.type("among")
    assert talk.session.pack.index.size == 6
    assert "Denmark" in talk.type("open asem-2018")
    assert talk.session.pack.index.size == 51
    talk.type("open nowhere")
    assert talk.faults
    assert talk.session.pack.index.size == 51


def test_a_letter_that_is_a_key_may_be_typed(home: Path) -> None:
    talk = Talk(small(home))
    talk.type("c")
    assert talk.session.view is View.COMPARE
    talk.type("ranks")
    over = talk.session.over
    assert talk.type("v").count("\n") > 5
    assert talk.session.over is not over
    talk.type("1")
    assert talk.session.view is View.RANKING


# Lists


def test_what_is_listed_is_chosen_by_its_number_or_its_name(home: Path) -> None:
    talk = Talk(small(home))
    listed = talk.type("preset")
    number = re.search(r"^(\d+)\. equal", listed, re.MULTILINE)
    assert number
    talk.type(number[1])
    assert talk.session.weights.points("State") == pytest.approx(100 / 3)
    talk.type("preset")
    talk.type("half and half")
    assert talk.session.weights.points("State") == 0


def test_another_word_leaves_a_list(home: Path) -> None:
    talk = Talk(small(home))
    talk.type("preset")
    assert "Alpha" in talk.type("rank 1")
    before = talk.session
    talk.type("preset")
    talk.type("")
    talk.type("2")
    assert talk.session.weights == before.weights
    assert talk.session.board.ranks[talk.session.unit] == 2


def test_what_is_none_of_a_list_is_a_fault(home: Path) -> None:
    talk = Talk(small(home))
    before = talk.session
    for opens in ("preset", "role Rails", "edit Rails"):
        for typed in ("99", "0", "halv and half"):
            talk.type(opens)
            assert talk.type(typed) == "", (opens, typed)
            assert len(talk.faults) == 1, (opens, typed)
    assert talk.session is before


def test_a_name_and_a_weight_that_are_typed_take_the_place_of_what_was(home: Path) -> None:
    talk = Talk(small(home))
    talk.type("edit Rails")
    talk.type("name")
    talk.type("Railways")
    assert talk.session.pack.index.tree["Rails"].name == "Railways"
    talk.type("edit Rails")
    talk.type("weight")
    talk.type("70")
    assert talk.session.weights.points("Rails") == pytest.approx(70)


@pytest.mark.parametrize("word", ["turn", "switch", "role", "pillar", "edit"])
def test_an_edit_of_no_column_tells_which_there_are(home: Path, word: str) -> None:
    told = Talk(small(home)).type(word)
    assert "Rails" in told
    assert "Schools" in told


def test_a_column_is_edited_by_its_name(home: Path) -> None:
    talk = Talk(small(home))
    talk.type("switch Rails")
    assert "Rails" not in talk.session.pack.index.tree
    talk.type("undo")
    talk.type("turn roads")
    assert talk.session.pack.index.tree["Roads"].direction == -1
    listed = talk.type("role Schools")
    number = re.search(r"^(\d+)\. other", listed, re.MULTILINE)
    assert number
    talk.type(number[1])
    assert "Schools" not in talk.session.pack.index.tree
    talk.type("pillar Rails")
    talk.type("A new one")
    assert "A new one" in talk.type("columns")
    assert talk.type("turn Railz") == ""
    assert talk.faults


def test_a_value_of_ones_own_is_typed_behind_what_was_begun(home: Path) -> None:
    talk = Talk(small(home))
    talk.type("profile beta")
    talk.type("e")
    talk.type("Rails=12.5")
    assert [one.value for one in talk.session.own] == [12.5]
    talk.type("own-data")
    talk.type("1")
    assert not talk.session.own


# Every word


@pytest.mark.parametrize("pack", PACKS)
def test_every_word_is_answered_by_clean_text_in_the_width(home: Path, pack: str) -> None:
    session = small(home, PACKS[pack])
    for word in words():
        for argument in arguments(word):
            talk = Talk(session)
            told = talk.type(f"{word} {argument}".strip())
            assert told or talk.faults or talk.explorer.over == 0, word
            for line in told.splitlines() + talk.faults:
                assert not unseen(line), (word, line)
            assert not DRAWN.search(told), (word, told)


def test_every_word_fits_the_width_and_says_the_same_in_ascii(home: Path) -> None:
    session = small(home)
    for word in typed_words():
        for argument in arguments(word):
            told = Talk(session, shown=str.isascii).type(f"{word} {argument}".strip())
            assert told.isascii(), word
            long = [line for line in told.splitlines() if len(line) > 80]
            assert not long or word in {"share", "command", "copy"}, (word, long)


def test_what_needs_a_screen_says_so_in_a_line(home: Path) -> None:
    drawn = [found for found in commands().values() if found.word and not found.by_line]
    assert {found.word for found in drawn} >= {"map", "theme", "watch", "hide", "freeze"}
    talk = Talk(small(home))
    for found in drawn:
        before = talk.session
        assert talk.type(found.word) == ""
        assert len(talk.faults) == 1
        assert talk.session is before


def test_help_lists_every_word_and_tells_of_one(home: Path) -> None:
    talk = Talk(small(home))
    listed = talk.type("help")
    for found in typed_words().values():
        assert f"{found.word}" in listed
    for word, found in typed_words().items():
        told = " ".join(talk.type(f"help {word}").split())
        assert found.title in told
        assert found.help in told
    assert "order" in talk.type("help importance")
    assert talk.type("help map")
    assert not talk.faults


def test_help_on_a_word_that_is_closed_says_that_it_is(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = Talk(small(home))
    monkeypatch.setattr(rights, "closed", lambda: True)
    assert talk.type("help write").strip() == rights.refusal("write")


def test_what_stands_on_every_page_names_a_word_that_can_be_typed(home: Path) -> None:
    toml = SMALL["pack.toml"].replace("Made up for tests", "Made up (i)")
    talk = Talk(small(home, {**SMALL, "pack.toml": toml}))
    for told in (talk.first, talk.type("stats"), talk.type("profile alpha")):
        assert "(i)" not in told
        assert "(sources)" in told
    assert "About this index" in talk.type("sources")


def test_an_unknown_word_is_a_fault_and_changes_nothing(home: Path) -> None:
    talk = Talk(small(home))
    before = talk.session
    for line in ("nonsense", "undo 3", "weights Transport=x", "sort", "\x1b[2J", "'", ":"):
        assert talk.type(line) == ""
        assert len(talk.faults) == 1, line
    assert talk.session.history is before.history
    assert talk.explorer.failed
    assert talk.type("   ") == ""
    assert not talk.faults


def test_it_is_left_by_its_words(home: Path) -> None:
    for word in ("q", "quit", ":q"):
        talk = Talk(small(home))
        talk.type("robust")
        talk.type(word)
        assert talk.explorer.over == 0


# Work that is stopped


class Asked(Interrupts):
    """Somebody presses Ctrl-C as soon as an answer is begun."""

    def goes_on(self) -> bool:
        return False


def test_an_answer_that_is_stopped_is_asked_anew(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ici_tui.questions.registry import question_called
    from ici_tui.stopped import Stopped

    def long(study: object, asked: object, progress: Progress) -> object:
        if not progress(1, 10):
            raise Stopped
        return find(study, asked, progress)

    question = question_called("robust ranks")
    find = question.find
    monkeypatch.setattr(type(question), "is_instant", lambda *_: False)
    monkeypatch.setattr(type(question), "find", lambda self, *given: long(*given))
    session = small(home)
    talk = Talk(session, interrupts=Asked())
    before = talk.session.history
    assert "Alpha" not in talk.type("ranks")
    assert talk.faults == [lines.STOPPED]
    assert talk.session.history is before
    assert "Alpha" in Talk(talk.session).type("ranks")


def test_what_is_broken_off_leaves_the_session_as_it_was(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = Talk(small(home))
    before = talk.session

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(type(before), "settled_or_undone", broken)
        with pytest.raises(KeyboardInterrupt):
            talk.type("weights State=90")
    assert talk.session is before
    talk.type("weights State=90")
    assert talk.session.weights.points("State") == 90


def test_what_is_broken_off_while_another_pack_is_read_is_forgotten(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = write_pack(home / "other", HOSTILE)
    talk = Talk(small(home))
    session, keeper = talk.session, talk.explorer.keeper

    def broken(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    for place in ("ici_tui.tui.changing.opened", "ici_tui.tui.lines.explorer.ranking_lines"):
        with monkeypatch.context() as patch:
            patch.setattr(place, broken)
            with pytest.raises(KeyboardInterrupt):
                talk.type(f"open {other}")
        assert talk.session is session
        assert talk.explorer.keeper is keeper
    assert "read again" in talk.type("reload")
    assert not talk.faults


IMPORTS = """
import sys, time
from ici_tui.tui.lines.stopping import Interrupts
Interrupts().install(gently=True)
try:
    import halfway
    time.sleep(9)
except BaseException as error:
    print(type(error).__name__, "halfway" in sys.modules and halfway.WHOLE)
"""
"""Says what has ended a wait, and whether the module was imported."""


@pytest.mark.skipif(sys.platform == "win32", reason="signals as Unix has them")
@pytest.mark.parametrize(
    ("number", "ends"), [("SIGINT", "KeyboardInterrupt"), ("SIGTERM", "LeftError")]
)
def test_an_import_is_never_broken_off(tmp_path: Path, number: str, ends: str) -> None:
    halfway = f"import signal\nsignal.raise_signal(signal.{number})\nWHOLE = True\n"
    (tmp_path / "halfway.py").write_text(halfway, encoding="utf-8")
    program = [sys.executable, "-c", IMPORTS]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(tmp_path)))}
    found = subprocess.run(
        program, env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert (found.stdout.strip(), found.returncode) == (f"{ends} True", 0)


# The pages


QUESTIONS = ["stats", "compare alpha, wuhan", "clusters Zone", "columns", "methods", "profile beta",
             "ranks", "overtake", "change", "radius", "sweep"]  # fmt: skip


@pytest.mark.parametrize("line", QUESTIONS)
@pytest.mark.parametrize("width", [40, 80, 1000])
def test_a_page_says_by_lines_what_it_says_elsewhere(home: Path, line: str, width: int) -> None:
    """Every number and word of a page as Markdown, which has no drawings either, is there."""
    talk = Talk(small(home))
    talk.type("weights State=30")
    talk.type(line)
    page, _ = view_page(talk.session)
    told = by_line(page, width)
    assert not DRAWN.search("".join(told))
    tokens = re.findall(r"[\w.%≈]+", re.sub(r"[*\\#|>`]|---:?", " ", for_markdown(page)))
    known = re.sub(r"\s+", "", "".join(told))
    missing = [token for token in tokens if token not in known]
    # Heads of tables that have none on a terminal are for Markdown alone.
    assert not [token for token in missing if any(sign.isdigit() for sign in token)]


def test_a_table_that_has_no_room_becomes_a_sentence_for_each_row(home: Path) -> None:
    talk = Talk(small(home, WIDE))
    talk.type("stats")
    page, _ = view_page(talk.session)
    wide, narrow = by_line(page, 1000), by_line(page, 60)
    row = next(line for line in wide if line.startswith("i3 "))
    numbers = re.findall(r"\d+(?:\.\d+)?", row)
    begun = next(place for place, line in enumerate(narrow) if line.startswith("i3:"))
    sentence = " ".join(narrow[begun : begun + 4])
    assert all(number in sentence for number in numbers)
    assert "Mean" in sentence
