"""A file becomes a grid: what it is, by its content, and what is packed inside it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from ici_tui.packs.opening import MOST_BYTES, reason
from ici_tui.regular import read_regular, size_text
from ici_tui.sanitise import clean
from ici_tui.tables.delimited import read_delimited
from ici_tui.tables.encoding import first_characters, in_utf_8
from ici_tui.tables.errors import TableError
from ici_tui.tables.guesses import listed
from ici_tui.tables.late import late
from ici_tui.tables.records import is_json, read_json

if TYPE_CHECKING:
    import gzip

    from ici_tui.tables.grid import Grid

MOST = max(MOST_BYTES["csv"], MOST_BYTES["parquet"])
MOST_TEXT_BYTES = MOST_BYTES["csv"]
WANTED = "expected a table: CSV, TSV, XLSX, Parquet, JSON, or one of them in .gz or .zip"
PICTURES = (
    (b"\x89PNG", "a picture (PNG)"), (b"\xff\xd8\xff", "a picture (JPEG)"), (b"GIF8", "a picture (GIF)"),
    (b"BM", "a picture (BMP)"), (b"II*\0", "a picture (TIFF)"), (b"MM\0*", "a picture (TIFF)"),
    (b"RIFF", "a sound, film or picture"), (b"%PDF", "a PDF"), (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"), (b"Rar!", "a RAR archive"), (b"7z\xbc\xaf", "a 7z archive"),
    (b"\xfd7zXZ", "an xz archive"), (b"BZh", "a bzip2 archive"), (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"ARROW1", "an Arrow file"), (b"\x89HDF", "an HDF5 file"), (b"CDF", "a netCDF file"),
    (b"ID3", "a sound"), (b"OggS", "a sound"), (b"$FL2", "an SPSS file"), (b"<stata", "a Stata file"),
)  # fmt: skip
"""How other files begin, and what they are."""
HTML = late(r"<(!doctype html|html|head|body|meta|title|style|script|div|p|table)\b")
COMMENT = late(r"\A\s*(<!--.*?-->\s*)+", re.DOTALL)
MOST_START = 2000
"""Characters by which a page or a document is known."""
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
ASIDE = ("__macosx/", "metadata_", "readme", "license", "licence", ".ds_store")
"""How files inside an archive begin that are no table."""
NO_TABLES = (
    ".pdf",
    ".md",
    ".html",
    ".htm",
    ".docx",
    ".doc",
    ".png",
    ".jpg",
    ".prj",
    ".xml",
    ".py",
    ".r",
    ".do",
)
"""How those end that are none."""
ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError,
)  # fmt: skip


def read_grid(path: Path, sheet: str | None = None) -> Grid:
    """The cells of a file, whatever kind of table it is.

    Args:
        path: the file.
        sheet: of a workbook; or the file inside an archive.

    Raises:
        TableError: it is no table, cannot be opened, or holds more than one may.
    """
    try:
        content = read_regular(path, MOST)
    except OSError as error:
        raise TableError(reason(error)) from None
    return read_content(content, path, sheet)


def read_content(content: bytes, path: Path | None = None, sheet: str | None = None) -> Grid:
    """The cells of a file by its bytes, such as those of standard input.

    Raises:
        TableError: as `read_grid`.
    """
    if not content or content.isspace():
        raise TableError("the file is empty", WANTED)
    if content.startswith(b"\x1f\x8b"):
        return _plain(_unpacked_gzip(content), None, sheet)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(content, path, sheet)
    return _plain(content, path, sheet)


def _plain(content: bytes, path: Path | None, sheet: str | None) -> Grid:
    """A file that is not packed."""
    if not content or content.isspace():
        raise TableError("the file is empty", WANTED)
    if content.startswith(b"PK\x03\x04"):
        return _zip(content, None, sheet)
    if content.startswith(b"PAR1"):
        from ici_tui.tables.parquet import read_parquet

        return read_parquet(content, path)
    if content.startswith(OLD_EXCEL):
        raise TableError("it is an old Excel workbook (.xls)", "save it as .xlsx or CSV")
    for beginning, what in PICTURES:
        # A column may be called ID3 or BM: what those files hold next is no text. PDF and Stata are.
        named = beginning.isalnum() and content[:64].isascii() and b"\0" not in content[:64]
        if content.startswith(beginning) and not named:
            raise TableError(f"it is {what}, not a table", WANTED)
    if len(content) > MOST_TEXT_BYTES:
        raise TableError(
            f"it has {size_text(len(content))}, and {size_text(MOST_TEXT_BYTES)} is the most"
        )
    content, encoding = in_utf_8(content)
    head = first_characters(content, MOST_START).lstrip("\ufeff")
    start = COMMENT.sub("", head).lstrip().casefold()
    if HTML.match(start):
        raise TableError("it is a web page, not a table", "save the table as CSV")
    if start.startswith("{\\rtf"):
        raise TableError("it is a document (RTF), not a table", WANTED)
    if start.startswith(("<?xml", "<svg")):
        raise TableError("it is XML, not a table", WANTED)
    if is_json(content):
        return read_json(content.decode(), encoding)
    return read_delimited(content, encoding)


def _unpacked_gzip(content: bytes) -> bytes:
    import gzip

    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
            return _limited(file)
    except (OSError, EOFError, zlib.error) as error:
        raise TableError(f"it is a damaged .gz file: {clean(str(error))[:100]}") from None


def _limited(file: IO[bytes] | gzip.GzipFile) -> bytes:
    found = file.read(MOST_TEXT_BYTES + 1)
    if len(found) > MOST_TEXT_BYTES:
        raise TableError(f"it unpacks to more than {size_text(MOST_TEXT_BYTES)}, which is the most")
    return found


def _zip(content: bytes, path: Path | None, sheet: str | None) -> Grid:
    """A workbook, or an archive with one table."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {info.filename.casefold() for info in archive.infolist()}
            if "xl/workbook.xml" not in names:
                _refuse_documents(names)
                return _archived(archive, sheet)
    except TableError:
        raise
    except ZIP_ERRORS as error:
        raise TableError(f"it is a damaged archive: {clean(str(error))[:100]}", WANTED) from None
    from ici_tui.tables.workbook import read_workbook

    if path is not None:
        return read_workbook(path, sheet)
    from ici_tui.tables.unpacked import unpacked

    with unpacked(content, "table.xlsx") as copy:
        return read_workbook(copy, sheet)


def _refuse_documents(names: set[str]) -> None:
    if "xl/workbook.bin" in names:
        raise TableError("it is a binary workbook (.xlsb)", "save it as .xlsx or CSV")
    if "content.xml" in names and "mimetype" in names:
        raise TableError("it is an OpenDocument file (.ods)", "save it as .xlsx or CSV")
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise TableError("it is a document, not a table", WANTED)


def _archived(archive: zipfile.ZipFile, wanted: str | None) -> Grid:
    """The one table in an archive."""
    files = [info for info in archive.infolist() if not info.is_dir()]
    tables = [info for info in files if not _aside(info.filename)]
    if wanted is not None:
        tables = [
            info for info in files if wanted in {info.filename, PurePosixPath(info.filename).name}
        ]
        if not tables:
            inside = listed([clean(info.filename) for info in files])
            raise TableError(f"the archive has no file {wanted!r}", f"there are {inside}")
    if not tables:
        raise TableError("the archive is empty", WANTED)
    if len(tables) > 1:
        inside = listed([clean(info.filename) for info in tables])
        raise TableError(
            f"the archive holds {len(tables)} files: {inside}", "say which with --sheet NAME"
        )
    if tables[0].file_size > MOST_TEXT_BYTES:
        raise TableError(f"it unpacks to more than {size_text(MOST_TEXT_BYTES)}, which is the most")
    with archive.open(tables[0]) as file:
        inner = _limited(file)
    if inner.startswith(b"\x1f\x8b"):
        inner = _unpacked_gzip(inner)
    grid = _plain(inner, None, None)
    return replace(grid, facts=replace(grid.facts, inside=clean(tables[0].filename)))


def _aside(name: str) -> bool:
    base = PurePosixPath(name).name.casefold()
    if name.casefold().startswith("__macosx/") or base.startswith(ASIDE):
        return True
    return "metadata" in base or base.endswith(NO_TABLES)
