"""A workbook (.xlsx) with the sheets iData and iMeta, read through polars and its extra."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.sanitise import clean

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.packs.faults import Faults

SHEETS = ("iData", "iMeta")


def workbook_of(folder: Path, faults: Faults) -> Path | None:
    """The workbook that a pack is, or that its folder holds; None where there is none.

    Args:
        folder: a pack's folder, or a workbook.
        faults: takes note where the folder holds several.
    """
    if folder.is_file():
        return folder
    found = [
        path for path in sorted(folder.glob("*.xlsx")) if not path.name.startswith(("~$", "."))
    ]
    if len(found) > 1:
        names = ", ".join(path.name for path in found)
        faults.add(folder.name, f"there are {len(found)} workbooks: {names}", "keep one of them")
        return None
    return found[0] if found else None


def read_sheet(path: Path, sheet: str, faults: Faults) -> dict[str, list[str | None]] | None:
    """One sheet as columns of text, its first row being the header; None where at fault.

    Numbers keep every digit that the workbook stores. A cell of text among numbers stays text,
    so that the check of numbers can name it.
    """
    import polars as pl

    try:
        import fastexcel
    except ImportError:
        faults.add(
            path.name,
            "a workbook needs a reader that is not installed",
            "install it with: pip install 'ici-tui[excel]', or save both sheets as CSV",
        )
        return None
    frames = {}
    try:
        for kind in ("string", "float"):
            frames[kind] = pl.read_excel(
                path,
                sheet_name=sheet,
                drop_empty_rows=False,
                drop_empty_cols=False,
                read_options={"dtypes": kind},
            )
    except ValueError:
        faults.add(path.name, f"there is no sheet {sheet}", f"name the sheet {sheet}")
        return None
    except (fastexcel.FastExcelError, OSError) as error:
        reason = clean(str(error)).split(" Context:")[0][:120]
        faults.add(path.name, f"cannot be read: {reason}", "expected a workbook (.xlsx)")
        return None
    except pl.exceptions.NoDataError:
        return {}
    texts, numbers = frames["string"], frames["float"]
    return {
        name: [
            # As text a number has nine decimals only; a date is no number, whatever it is stored as.
            repr(number) if number is not None and text is not None and _numeric(text) else text
            for text, number in zip(
                texts.get_column(name).to_list(),
                numbers.get_column(name).cast(pl.Float64).to_list(),
                strict=True,
            )
        ]
        for name in texts.columns
    }


def _numeric(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
