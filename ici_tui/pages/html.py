"""A page as one HTML file: no script, nothing from elsewhere, drawings as SVG within it."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from ici_tui.pages.links import leading_to, linked
from ici_tui.pages.model import (
    Blank,
    Cell,
    Column,
    Entry,
    Figure,
    Grid,
    Listing,
    Para,
    Pieces,
    Progress,
    Section,
    Title,
    Verbatim,
)
from ici_tui.views.numbers import percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ici_tui.pages.columned import Cells, Columned
    from ici_tui.pages.model import Block, Page

WIDE = 960.0
"""Pixels of a chart."""
MARK_WIDTH, MARK_HEIGHT = 220.0, 16.0
SHORT = 24
"""Characters of a cell that does not wrap."""
PIECE = 40
"""Characters of a piece that does not."""

PARTS = ("#3b76c4", "#d98a2b", "#4f9d69", "#8e63b5", "#b5524a", "#5f8fa3", "#9a8a3c", "#7a7f87")
DARK_PARTS = (
    "#7aa7e0",
    "#e8b06a",
    "#82c79a",
    "#b798d6",
    "#dd8a82",
    "#94bccb",
    "#cbbd77",
    "#aab0b8",
)
LIGHT = {
    "text": "#1d2126", "ground": "#ffffff", "muted": "#5b6470", "border": "#c5ccd4",
    "accent": "#2f66ad", "up": "#2f7d4f", "down": "#b0483f", "warning": "#9a5b00",
}  # fmt: skip
DARK = {
    "text": "#e4e7eb", "ground": "#16191d", "muted": "#9aa4b0", "border": "#3c444d",
    "accent": "#86b1ea", "up": "#7cc79a", "down": "#e58b83", "warning": "#e3b062",
}  # fmt: skip
_SIGNS = re.compile(r"[&<>\"']|\n |https?:", re.IGNORECASE)
"""What makes a text of lines another one in HTML: few names and no number have any of it."""
QUIET = {"estimated": "muted", "header": "muted", "strong": "text", "reported": "text"}
"""Roles that have another's colour."""

LAYOUT = """
body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--ground);
  max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0 0 .4rem; } h2 { font-size: 1.1rem; margin: 1.8rem 0 .4rem; }
p { margin: .4rem 0; max-width: 46rem; } .scroll { overflow-x: auto; margin: .8rem 0; }
table { border-collapse: collapse; } th, td { padding: .15rem .9rem .15rem 0; text-align: left;
  vertical-align: top; } th { font-weight: normal; color: var(--muted);
  border-bottom: 1px solid var(--border); } .right { text-align: right; white-space: nowrap;
  font-variant-numeric: tabular-nums; } .short { white-space: nowrap; } td { border-bottom: 1px solid color-mix(in srgb,
  var(--border) 45%, transparent); } svg { max-width: 100%; height: auto; display: block;
  font: 12px system-ui, sans-serif; } td svg { max-width: none; margin-top: .22rem; }
polyline:hover { stroke-width: 3; } pre { overflow-x: auto; line-height: 1.3; } ul { padding-left: 1.2rem; margin: .4rem 0; }
li { overflow-wrap: anywhere; } .strong, .reported, .yours { font-weight: 600; }
.muted, .estimated, .header { color: var(--muted); } .warning { color: var(--warning); }
.accent, .yours { color: var(--accent); } .up { color: var(--up); } .down { color: var(--down); }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .15em; }
.set-in { margin-left: 1.5rem; }
h1 ~ h1 { margin-top: 4rem; break-before: page; }
@media print { body { max-width: none; margin: 0; } .scroll { overflow: visible; } }
"""


def for_html(page: Page, title: str = "") -> str:
    """The page as a whole file; see `html_pieces`."""
    return "".join(html_pieces(page, title))


def html_pieces(page: Page, title: str = "") -> Iterator[str]:
    """The page as a whole file, in pieces of which those of a long table are made one by one.

    Args:
        page: what it shows.
        title: of the file; the page's own first title where none is given.
    """
    blocks = page.all_blocks()
    named = title or next((b.text for b in blocks if isinstance(b, Title)), "ici-tui")
    style, body = _written(blocks)
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{escape(named)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )
    yield from body
    yield "\n</body>\n</html>\n"


def for_notebook(page: Page) -> str:
    """The page as a piece of HTML that keeps its style to itself, for a notebook's cell."""
    style, body = _written(page.all_blocks())
    # Rules inside a rule are for what is inside; `&` is the piece itself.
    style = style.replace(":root", "&").replace("body {", "& {")
    return (
        f'<div class="ici-tui">\n<style>.ici-tui {{ {style} & {{ margin: 0; '
        f"padding: .5rem 1rem; }} }}</style>\n{''.join(body)}\n</div>"
    )


def _written(blocks: Iterable[Block]) -> tuple[str, Iterator[str]]:
    """The style of some blocks, and the blocks in pieces."""
    classes: list[str] = []
    pieces: list[Iterable[str]] = []
    for block in blocks:
        if isinstance(block, Grid) and not isinstance(block.rows, tuple) and block.rows:
            grid = block.filled()
            classes += _drawn_classes(block.rows)
            pieces.append(_grid_pieces(grid))
        elif text := _block(block):
            classes.append(text)
            pieces.append((text,))
    return _style("\n".join(classes)), _below_each_other(pieces)


def _below_each_other(blocks: Iterable[Iterable[str]]) -> Iterator[str]:
    for place, pieces in enumerate(blocks):
        if place:
            yield "\n"
        yield from pieces


def _drawn_classes(rows: Columned) -> list[str]:
    """The classes of the drawings in a long table: all of its text is not looked through."""
    marks = [cells.marks for cells in rows.columns if cells.marks is not None]
    return [f"f-{role}" for one in marks for role in one.roles()]


def _style(body: str) -> str:
    """Colours for a light and a dark ground, and a class for each role of text and of drawings.

    Where there are more parts than colours, these begin again.
    """
    light = LIGHT | {f"part{k}": colour for k, colour in enumerate(PARTS)}
    dark = DARK | {f"part{k}": colour for k, colour in enumerate(DARK_PARTS)}

    def variables(colours: dict[str, str]) -> str:
        return " ".join(f"--{name}: {colour};" for name, colour in colours.items())

    roles = {name: name for name in light if name != "ground"} | QUIET
    for place in sorted({int(found) for found in re.findall(r"\b[fs]-part(\d+)\b", body)}):
        roles.setdefault(f"part{place}", f"part{place % len(PARTS)}")
    classes = "\n".join(
        f".f-{role} {{ fill: var(--{name}); }} .s-{role} {{ stroke: var(--{name}); }}"
        for role, name in roles.items()
    )
    return (
        f"\n:root {{ {variables(light)} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {variables(dark)} }} }}"
        f"{LAYOUT}{classes}\n"
    )


def _block(block: Block) -> str:
    written = ""
    match block:
        case Title(text=text):
            written = f"<h1>{escape(text)}</h1>"
        case Section(text=text):
            written = f"<h2>{escape(text)}</h2>"
        case Para(text=text, role=role, indent=indent):
            written = _para(text, f"{role}{' set-in' if indent else ''}")
        case Pieces(lead=lead):
            written = f"<p>{escape(lead)} {_pieces(block)}</p>"
        case Entry(head=head, text=text, remark=remark, role=role):
            written = _para(head, f"strong {role}") + _para(text, "set-in")
            written += _para(remark, "set-in muted")
        case Listing(entries=entries):
            written = f"<ul>{''.join(f'<li>{linked(entry)}</li>' for entry in entries)}</ul>"
        case Verbatim(lines=lines):
            written = f"<pre>{escape(chr(10).join(lines))}</pre>"
        case Grid():
            written = _grid(block.filled())
        case Figure(chart=chart):
            written = f'<div class="scroll">{chart.svg(WIDE)}</div>'
        case Progress(share=share):
            written = _para(percent(share), "muted")
        case Blank():
            pass
    return written


def _para(text: str, kind: str) -> str:
    return f'<p class="{kind}">{linked(text)}</p>' if text else ""


def _pieces(block: Pieces) -> str:
    told = []
    for place, piece in enumerate(block.pieces):
        box, part = "", block.part(place)
        if part is not None:
            box = (
                '<svg width="10" height="10" style="display:inline-block">'
                f'<rect width="10" height="10" class="f-part{part % len(PARTS)}"/></svg> '
            )
        written = f"{box}{_in_role(escape(piece), block.role(place))}"
        told.append(f'<span class="short">{written}</span>' if len(piece) <= PIECE else written)
    return " · ".join(told)


def _grid(grid: Grid) -> str:
    return "".join(_grid_pieces(grid))


def _grid_pieces(grid: Grid) -> Iterator[str]:
    if not grid.rows or not grid.columns:
        return
    head = ""
    if any(column.told or column.head for column in grid.columns):
        cells = (
            f'<th scope="col"{_kind(column)}>{_cell(Cell(column.told, mark=column.head))}</th>'
            for column in grid.columns
        )
        head = f"<thead><tr>{''.join(cells)}</tr></thead>"
    yield f'<div class="scroll"><table>{_widths(grid)}{head}<tbody>\n'
    if isinstance(grid.rows, tuple):
        yield from (f"<tr>{_row(grid, row)}</tr>\n" for row in grid.rows)
    else:
        yield from _long_rows(grid, grid.rows)
    yield "</tbody></table></div>"


def _row(grid: Grid, row: tuple[Cell, ...]) -> str:
    return "".join(
        f"<td{_kind(column, cell)}>{_cell(cell)}</td>"
        for cell, column in zip(row, grid.columns, strict=True)
    )


def _long_rows(grid: Grid, rows: Columned) -> Iterator[str]:
    """The rows of a long table: the same as row by row, from whole columns."""
    for portion in rows.portions():
        pairs = zip(portion.columns, grid.columns, strict=True)
        written = [_column(cells, column) for cells, column in pairs]
        lines = zip(*(inner for _, inner in written), strict=True)
        # No form has a sign of its own: what is told stands in the columns.
        row = f"<tr>{''.join(form for form, _ in written)}</tr>\n"
        yield "".join([row % line for line in lines])


def _column(cells: Cells, column: Column) -> tuple[str, list[str]]:
    """What a row has in a column, with `%s` where each one's own stands; and that of each."""
    form, inner = "%s", cells.texts
    if cells.marks is not None:
        form = _picture(form)
        inner = cells.marks.svgs(MARK_WIDTH, MARK_HEIGHT)
    elif _SIGNS.search("\n".join(("", *inner))):
        inner = [_told(text, "") for text in inner]
    if cells.marks is None and isinstance(cells.role, str):
        form = _in_role(form, cells.role)
    elif cells.marks is None:
        inner = [_in_role(one, role) for one, role in zip(inner, cells.role, strict=True)]
    if column.right or max(map(len, cells.texts), default=0) <= SHORT:
        return f"<td{_kind(column, Cell())}>{form}</td>", list(inner)
    kinds = [_kind(column, Cell(text)) for text in cells.texts]
    tds = [f"<td{kind}>{form}</td>" for kind in kinds]
    return "%s", [td % one for td, one in zip(tds, inner, strict=True)]


def _kind(column: Column, cell: Cell | None = None) -> str:
    """How a cell is set; one that is short stays on its line."""
    if column.right:
        return ' class="right"'
    return ' class="short"' if cell is not None and len(cell.text) <= SHORT else ""


def _widths(grid: Grid) -> str:
    """The widths of the columns that stand below those of other tables; nothing where none do."""
    if not any(column.room and not column.drawn for column in grid.columns):
        return ""
    sizes = (
        f' style="width: {column.room + 2}ch"' if column.room and not column.drawn else ""
        for column in grid.columns
    )
    return f"<colgroup>{''.join(f'<col{size}>' for size in sizes)}</colgroup>"


def _cell(cell: Cell) -> str:
    if cell.mark is not None:
        return _picture(cell.mark.svg(MARK_WIDTH, MARK_HEIGHT))
    return _in_role(_told(cell.text, cell.link), cell.role)


def _picture(drawn: str) -> str:
    return (
        f'<svg viewBox="0 0 {MARK_WIDTH:.0f} {MARK_HEIGHT:.0f}" width="{MARK_WIDTH:.0f}" '
        f'height="{MARK_HEIGHT:.0f}" role="presentation">{drawn}</svg>'
    )


def _told(text: str, link: str) -> str:
    """A text with what it is set in, as a link where it leads anywhere."""
    inner = text.lstrip(" ")
    return "&emsp;" * ((len(text) - len(inner)) // 2) + leading_to(link, inner)


def _in_role(written: str, role: str) -> str:
    """What is written already, in a role."""
    return written if role == "text" else f'<span class="{role}">{written}</span>'
