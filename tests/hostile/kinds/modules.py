"""Files that an interpreter would take for its own modules; each leaves a mark where it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile.draft import Case, Draft

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

MARK = b"import os\nopen(os.path.join(os.path.dirname(__file__), 'EXECUTED'), 'w').close()\n"
MODULES = ("pickle", "struct", "numpy", "polars", "copyreg", "enum", "re", "keyword", "io",
           "_compat_pickle", "sitecustomize", "usercustomize", "typer", "rich", "ici_tui",
           "textual", "encodings", "site", "runpy", "scipy", "highspy", "fastexcel")  # fmt: skip

BEFORE_US = {"copyreg", "enum", "re", "keyword", "io", "encodings", "site", "runpy", "ici_tui",
             "sitecustomize", "usercustomize"}  # fmt: skip
"""What `python -m` takes from the current folder before any line of the program runs."""


def cases() -> Iterator[Case]:
    """Every module alone and all of them, with tables as CSV and as Parquet, from inside."""
    for name in MODULES:
        yield Case("modules", f"csv/{name}", _with((name,), parquet=False))
    yield Case("modules", "csv/all", _with(MODULES, parquet=False))
    yield Case("modules", "parquet/all", _with(MODULES, parquet=True))
    yield Case("modules", "folders", _folders)
    yield Case("modules", "startup", _startup)


def _with(names: tuple[str, ...], *, parquet: bool):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        del random
        from tests.hostile.kinds.parquet import as_parquet

        draft.inside = draft.processes = True
        if parquet:
            draft.files["iData.parquet"] = as_parquet()
            del draft.files["iData.csv"]
        draft.files |= {f"{name}.py": MARK for name in names}
        draft.words = (("robust", "ranks"),)

    return make


def _folders(draft: Draft, random: Random) -> None:
    del random
    draft.inside = draft.processes = True
    draft.files |= {f"{name}/__init__.py": MARK for name in MODULES}


def _startup(draft: Draft, random: Random) -> None:
    """What interpreters and their tools read from the current folder."""
    del random
    draft.inside = draft.processes = True
    draft.files |= {
        "pyvenv.cfg": b"home = .\n",
        "python311._pth": b".\n",
        ".pth": b"import os; open('EXECUTED', 'w').close()\n",
        "evil.pth": b"import os; open('EXECUTED', 'w').close()\n",
        "pyproject.toml": b"[project]\n",
        "conftest.py": MARK,
        "reconstruct.py": MARK,
    }
