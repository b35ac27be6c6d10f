"""Tables where standard output has no signs: ASCII that says the same, and data as they are."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from tests.unit.test_cli import run as here

COMMANDS = (
    ("rank",), ("--city", "Wuhan"), ("compare", "Wuhan", "Xi'an"), ("clusters",), ("check",),
    ("robust", "reach", "Wuhan"), ("robust", "sweep", "--weight", "Enterprise"),
)  # fmt: skip
NUMBER = re.compile(r"\d+(?:\.\d+)?")
STRICT = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


def run(*words: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    env = {"COLUMNS": "100", "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **variables}
    env["HOME"] = os.environ["HOME"]
    program = [sys.executable, "-m", "ici_tui", *words]
    return subprocess.run(program, capture_output=True, env=env, check=False)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_ascii_says_every_figure_as_signs_do(words: tuple[str, ...]) -> None:
    signs, drawn = (here(*words, *more, COLUMNS="100").stdout for more in ((), ("--ascii",)))
    assert not signs.isascii()
    assert drawn.isascii()
    assert NUMBER.findall(drawn) == NUMBER.findall(signs)
    assert drawn.count("~") >= signs.count("≈")
    assert len(drawn.splitlines()) == len(signs.splitlines())


def test_latin_1_keeps_what_it_has_and_draws_the_rest() -> None:
    estimates = re.findall(r"≈(\d+)", run("--city", "Wuhan").stdout.decode())
    assert estimates
    for _ in range(2):  # the second time may be from the cache
        found = run("--city", "Wuhan", PYTHONIOENCODING="latin-1").stdout.decode("latin-1")
        assert re.findall(r"~(\d+)", found) == estimates
        assert "5-95" in found
        assert "5?95" not in found
        assert "·" in found
    assert run("rank", PYTHONIOENCODING="latin-1").stdout.count(b"?") == 0


def test_data_keep_their_signs() -> None:
    for form in ("json", "csv", "markdown"):
        plain, drawn = (here("rank", "--format", form, *more).stdout for more in ((), ("--ascii",)))
        assert plain == drawn
    found = run("city", "Wuhan", "--format", "json", PYTHONIOENCODING="latin-1")
    assert json.loads(found.stdout.decode("latin-1"))
    assert found.returncode == 0


def test_a_name_in_utf8_is_found_whatever_the_locale() -> None:
    found = run("--city", "武汉", **STRICT)
    assert found.returncode == 0, found.stderr
    assert b"Wuhan" in found.stdout
    assert found.stdout.isascii()
    wrong = run("--city", "武", "--pack", "nowhere", **STRICT)
    assert wrong.returncode == 2
