"""Cards that are kept: the same bytes with and without, and nothing believed that is not ours."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ici_tui import __main__ as program
from ici_tui import lookup
from ici_tui.cli.output import PAGES, Format
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack

if TYPE_CHECKING:
    from pathlib import Path

CODES = tuple(load_pack(find_pack("ici-cn-2020")).index.codes)


class Out(io.StringIO):
    encoding = "utf-8"

    def reconfigure(self, **_: str) -> None:
        """As a real stream's."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.delenv(lookup.OFF, raising=False)
    monkeypatch.setattr(program, "_leave", lambda code: code)
    return tmp_path


def printed(monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int | None, str, str]:
    out, err = Out(), Out()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = program._shown(list(words))
    return code, out.getvalue(), err.getvalue()


def kept(home: Path) -> list[Path]:
    place = home / "cache" / "ici-tui" / "lookups"
    return sorted(place.iterdir()) if place.exists() else []


@pytest.mark.parametrize(
    ("form", "width"),
    [
        *((form, "80") for form in Format if form is not Format.XLSX),
        (Format.TABLE, "40"),
        (Format.TABLE, "120"),
    ],
)
def test_a_kept_card_is_byte_for_byte_the_computed_one(
    form: str, width: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    codes = CODES if (form, width) == (Format.TABLE, "80") else CODES[::5]
    for code in codes:
        words = ("--city", code, "--format", form)
        first = printed(monkeypatch, *words)
        again = printed(monkeypatch, *words)
        monkeypatch.setenv(lookup.OFF, "1")
        without = printed(monkeypatch, *words)
        monkeypatch.delenv(lookup.OFF)
        assert first == again == without
        assert first[0] == 0
    # Records come with the standing line on stderr, which a kept card would not say again.
    silent = first[2] == ""
    assert silent is (form in PAGES)
    assert len(kept(home)) == (len(codes) if silent else 0)


def test_what_is_kept_is_read_and_not_computed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed(monkeypatch, "--city", "Wuhan")
    import ici_tui.cli.direct

    def computed(*_: object, **__: object) -> int:
        raise AssertionError("computed again")

    monkeypatch.setattr(ici_tui.cli.direct, "answer", computed)
    assert "Wuhan" in printed(monkeypatch, "--city", "Wuhan")[1]
    with pytest.raises(AssertionError):
        printed(monkeypatch, "--city", "Xian")


@pytest.mark.parametrize("harm", ["cut", "changed", "swapped", "open", "folder", "empty"])
def test_what_is_damaged_or_open_to_others_is_not_believed(
    harm: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = printed(monkeypatch, "--city", "Wuhan")
    (file,) = kept(home)
    text = file.read_text(encoding="utf-8")
    if harm == "cut":
        file.write_text(text[:-20], encoding="utf-8")
    elif harm == "changed":
        file.write_text(text.replace("Wuhan", "Wuhen"), encoding="utf-8")
    elif harm == "swapped":
        printed(monkeypatch, "--city", "Xian")
        other = next(found for found in kept(home) if found != file)
        file.write_bytes(other.read_bytes())
    elif harm == "open":
        file.write_text(text.replace("Wuhan", "Wuhen"), encoding="utf-8")
        file.chmod(0o666)
    elif harm == "folder":
        file.unlink()
        file.mkdir()
    else:
        file.write_bytes(b"")
    assert printed(monkeypatch, "--city", "Wuhan") == good


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root gives files away")
def test_what_belongs_to_another_user_is_not_believed(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed(monkeypatch, "--city", "Wuhan")
    (file,) = kept(home)
    os.chown(file, 12345, 12345)
    assert lookup.recall(file.name) is None


def test_a_cache_that_cannot_be_written_is_no_error(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "cache").write_text("a file where the folder should be", encoding="utf-8")
    code, text, remarks = printed(monkeypatch, "--city", "Wuhan")
    assert (code, remarks) == (0, "")
    assert "Wuhan" in text


def test_another_width_environment_or_setting_is_another_question(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["--city", "Wuhan"]
    names = {lookup.name_of(words)}
    monkeypatch.setenv("COLUMNS", "61")
    names.add(lookup.name_of(words))
    monkeypatch.setenv("NO_COLOR", "1")
    names.add(lookup.name_of(words))
    settings = home / "config" / "ici-tui" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('theme = "light"\n', encoding="utf-8")
    names.add(lookup.name_of(words))
    names.add(lookup.name_of(["--city", "wuhan"]))
    assert len(names) == 5
    assert None not in names


def test_where_another_pack_may_be_meant_nothing_is_kept(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = home / "config" / "ici-tui" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('pack = "asem-2018"\n', encoding="utf-8")
    assert lookup.name_of(["--city", "Wuhan"]) is None
    settings.unlink()
    (home / "data" / "ici-tui" / "packs").mkdir(parents=True)
    assert lookup.name_of(["--city", "Wuhan"]) is None


def test_mistakes_are_answered_as_ever_and_not_kept(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, text, remarks = printed(monkeypatch, "--city", "guangzou")
    assert (code, text) == (2, "")
    assert "did you mean Guangzhou" in remarks
    assert printed(monkeypatch, "--city", "Wuhan", "--format", "nope") == (None, "", "")
    assert kept(home) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("--city Wuhan", ("Wuhan", "", False)),
        ("city Wuhan --no-color", ("Wuhan", "", True)),
        ("--unit=Wuhan --format json", ("Wuhan", "json", False)),
        ("", None),
        ("city", None),
        ("--city", None),
        ("--city Wuhan rank", None),
        ("--city Wuhan --weights enterprise=50", None),
        ("--city Wuhan --city Xian", None),
        ("city city Wuhan", None),
        ("--city Wuhan -o x", None),
        ("--city --format", None),
        ("rank", None),
    ],
)
def test_only_a_plain_question_for_a_card_is_taken(
    words: str, found: tuple[str, str, bool] | None
) -> None:
    assert lookup.asked(words.split()) == found


def test_a_kept_card_imports_next_to_nothing(home: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "ici_tui", "--city", "Wuhan"]
    subprocess.run(command, capture_output=True, check=True)
    done = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8")
    assert "Wuhan" in done.stdout
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert not imported & {"typer", "rich", "numpy", "polars", "platformdirs", "pathlib", "click"}


@pytest.mark.parametrize("form", [*sorted(PAGES), Format.JSON, Format.CSV])
def test_a_change_of_whatever_makes_a_card_makes_another_name(form: Format) -> None:
    words = ["ici_tui", "--city", "Wuhan", "--format", str(form)]
    code = (
        "import os, sys\nfrom ici_tui import __main__, lookup\n"
        f"sys.argv = {words}\n"
        "looked = {path for path, *_ in lookup._program(lookup._HERE)}\n"
        "def leave(_):\n"
        "    ours = [m for name, m in sys.modules.items() if name.startswith('ici_tui')]\n"
        "    sys.stderr.write(f'{[m.__file__ for m in ours if m.__file__ not in looked]}')\n"
        "    sys.stderr.flush()\n"
        "    exits(0)\n"
        "exits, os._exit = os._exit, leave\n"
        "__main__.main()\n"
    )
    environment = {**os.environ, lookup.OFF: "1"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert done.stderr.endswith("[]")


def test_settings_that_cannot_be_read_are_a_fault_and_no_card_is_taken(home: Path) -> None:
    settings = home / "config" / "ici-tui" / "config.toml"
    settings.mkdir(parents=True)  # whoever runs the tests may read every file, and no folder
    assert lookup.name_of(["--city", "Wuhan"]) is None
