"""What is private to Textual is named in one file, and the explorer does without it."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import textwrap
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import textual
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

import ici_tui
from ici_tui.tui.commands.registry import commands
from ici_tui.tui.terminal import choice, textual_private

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(ici_tui.__file__).parent
THE_FILE = ROOT / "tui" / "terminal" / "textual_private.py"
LIBRARIES = ("textual", "rich")
WORDS = re.compile(
    r"\b(?:textual|rich)\._[a-z]|(?<!\w)_(?:compositor|segments|display|color_system|dirty_regions"
    r"|xterm_parser|awaiting|batch_count|sync_available|driver)\b"
)
"""In a comment or a string as well as in code."""


def files() -> list[Path]:
    return [file for file in sorted(ROOT.rglob("*.py")) if file != THE_FILE]


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name != "_"


def attributes(tree: ast.AST) -> Iterator[ast.Attribute]:
    """Private attributes of whatever object."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and is_private(node.attr):
            yield node


def defined_in(tree: ast.AST) -> set[str]:
    """Private names that code gives to something: attributes, functions, variables of a class."""
    found = {node.attr for node in attributes(tree) if isinstance(node.ctx, ast.Store)}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return {name for name in found if is_private(name)}


@cache
def ours() -> set[str]:
    """Every private name of the program's own."""
    return {name for file in files() for name in defined_in(ast.parse(file.read_text("utf-8")))}


NAMED_TUPLES = {"_asdict", "_replace", "_make", "_fields", "_field_defaults"}
"""What the standard library documents of its named tuples, in spite of the underscore."""


def faults(source: str) -> list[str]:
    """Where code names what is private to a library: modules, attributes, words."""
    tree = ast.parse(source)
    found = WORDS.findall(source)
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        found += [
            name
            for name in names
            if name.startswith(LIBRARIES) and any(map(is_private, name.split(".")))
        ]
    for node in attributes(tree):
        system = isinstance(node.value, ast.Name) and node.value.id in {"os", "sys"}
        if node.attr not in ours() | NAMED_TUPLES and not system:
            found.append(node.attr)
    return found


def test_no_other_file_names_what_is_private() -> None:
    found = {str(file): faults(file.read_text("utf-8")) for file in files()}
    assert {file: names for file, names in found.items() if names} == {}


@pytest.mark.parametrize(
    "source",
    [
        "from textual._compositor import Compositor",
        "from textual import _compositor",
        "import textual._xterm_parser",
        "import rich._ratio as ratio",
        "screen._compositor.render_strips()",
        "strip._segments[0]",
        "app._batch_count += 1",
        "getattr(app, '_driver')",
        "# goes through textual._context",
        "x = 1  # as _display does",
        "app._closed",
    ],
)
def test_such_code_would_be_found(source: str) -> None:
    assert faults(source)


def our_classes() -> Iterator[type]:
    """Our classes whose base is one of a library, but for those of the one file."""
    commands()  # in the order in which they are declared
    for module in pkgutil.walk_packages(ici_tui.tui.__path__, "ici_tui.tui."):
        for found in vars(importlib.import_module(module.name)).values():
            foreign = inspect.isclass(found) and any(map(is_foreign, found.__mro__))
            if foreign and found.__module__ == module.name and not is_foreign(found):
                yield found


def is_foreign(kind: type) -> bool:
    return kind.__module__.partition(".")[0] in LIBRARIES


@cache
def names_of(kind: type) -> set[str]:
    """The private names that a class has, and gives to its objects."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(kind)))
    return defined_in(tree) | {name for name in vars(kind) if is_private(name)}


def shared(kind: type) -> set[str]:
    """The private names that a class shares with the library's classes that it is made from."""
    library = {name for base in kind.__mro__ if is_foreign(base) for name in names_of(base)}
    tree = ast.parse(textwrap.dedent(inspect.getsource(kind)))
    used = {node.attr for node in attributes(tree)} | defined_in(tree)
    return used & library


def test_no_other_class_overrides_or_uses_what_is_private_to_its_base() -> None:
    classes = [kind for kind in our_classes() if kind.__module__ != textual_private.__name__]
    assert len(classes) > 10
    found = {kind.__qualname__: shared(kind) for kind in classes}
    assert {name: names for name, names in found.items() if names} == {}


class Overrides(App[None]):
    """Takes over a method that is Textual's own affair."""

    def _fatal_error(self) -> None:
        pass


class Uses(LinuxDriver):
    """Looks at an attribute that is Textual's own affair."""

    def name(self) -> object:
        return self._app


def test_such_classes_would_be_found() -> None:
    assert shared(Overrides) == {"_fatal_error"}
    assert shared(Uses) == {"_app"}


# With which versions


def supported(monkeypatch: pytest.MonkeyPatch, version: str) -> bool:
    monkeypatch.setattr(textual, "__version__", version, raising=False)
    choice.supported.cache_clear()
    found = choice.supported()
    choice.supported.cache_clear()
    return found


@pytest.mark.parametrize(
    ("version", "known"),
    [
        ("8.2.0", True), ("8.2.8", True), ("8.11.0", True), ("8.1.9", False), ("9.0.0", False),
        ("9.0.0rc1", False), ("", False), ("next", False),
    ],
)  # fmt: skip
def test_only_versions_that_were_checked_are_supported(
    version: str, known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert supported(monkeypatch, version) is known


def test_the_installed_version_is_supported() -> None:
    assert choice.supported()
    assert textual_private.missing() == []


def test_where_a_name_is_gone_the_version_is_not_supported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(App, "_display")
    assert textual_private.missing() == ["App._display"]
    assert not supported(monkeypatch, "8.2.8")
