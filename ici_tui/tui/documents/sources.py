"""Where the numbers come from: what is reported and what is not, sources, assumptions, checks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ici_tui.drawing.cells import fit, fit_right, width_of
from ici_tui.pages.acts import Fold
from ici_tui.pages.layout import lay_out
from ici_tui.pages.model import Page
from ici_tui.pages.statements import statement_blocks
from ici_tui.tui.checking import checked_at_once, checked_before
from ici_tui.tui.documents.line import BLANK, Line, Span, fitted, line, paragraph
from ici_tui.tui.weight_rows import intervals_of
from ici_tui.views.known import shown
from ici_tui.views.numbers import decimals_for, four_digits, inward, percent, span_text, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ici_tui.tui.session import Session

SECTION = "section:"
READING = line(("The admissible tables are being read …", "muted"))
MEANINGS = {
    "reported": "published by the index's authors, shown with their digits",
    "sourced": "a public figure of the same construct and year, with an address",
    "derived": "arithmetic on such figures, or true by the scale that is assumed",
    "estimated": "reconstructed: ≈, without decimals, with a range; never a fact",
    "yours": "set by you in the place of the source's: *; :own-data takes it back",
}


@fitted
def source_lines(session: Session, width: int) -> list[Line]:
    """Every section, folded or not."""
    name = session.pack.index.names[session.unit]
    sections: list[tuple[str, str, Callable[[Session, int], Iterator[Line]]]] = [
        ("about", "About this index", _about),
        ("statuses", "What is known of the values", _statuses),
        ("tables", "Admissible tables", _tables),
        ("values", f"Every value of {name}", _values),
        ("statements", _statements_title(session), _statements),
        ("assumptions", "Assumptions", _assumptions),
        ("editions", "Editions of the data", _editions),
        ("addresses", "Sources", _addresses),
    ]
    found: list[Line] = []
    for key, title, write in sections:
        lines = list(write(session, width - 2))
        if not lines:
            continue
        folded = f"{SECTION}{key}" in session.closed
        found.append(
            line(
                ("▸ " if folded else "▾ ", "accent"), (title, "heading"), act=Fold(f"{SECTION}{key}")
            )
        )  # fmt: skip
        if not folded:
            found += [written._replace(spans=(Span("  "), *written.spans)) for written in lines]
            found.append(BLANK)
    return found


def _statements_title(session: Session) -> str:
    """It says where the verdicts below are those before an edit."""
    pack = session.pack
    late = pack.claims and not pack.ensemble_later and checked_at_once(session.study) is None
    before = late and checked_before(session.study) is not None
    return f"What the source says of its results, {'as before the edit' if before else 'checked'}"


def _about(session: Session, width: int) -> Iterator[Line]:
    info = session.pack.index.info
    title = info.title or info.name
    edition = f", {info.edition}" if info.edition and info.edition not in title else ""
    yield from paragraph(title + edition, width, "strong")
    for told in (", ".join(info.authors), info.publisher, info.citation, info.url):
        yield from paragraph(told, width)
    for told in (info.disclaimer, info.licence):
        if told:
            yield BLANK
            yield from paragraph(told, width, "muted")


def _statuses(session: Session, width: int) -> Iterator[Line]:
    cells = session.pack.cells
    if cells is None:
        yield line(("The pack says nothing of where its values come from.", "muted"))
        return
    counted: Counter[str] = Counter(cell.status for _, cell in cells.items())
    for status, meaning in MEANINGS.items():
        count = counted.get(status, 0)
        if status == "yours" and not count:
            continue
        lead = f"{fit(status, 10)}{fit_right(str(count), 4)}   "
        for place, written in enumerate(paragraph(meaning, max(width - len(lead), 10))):
            yield line((lead if place == 0 else " " * len(lead), status), *written.spans)


def _tables(session: Session, width: int) -> Iterator[Line]:
    """What the admissible tables are, and how to read what is said of them."""
    if session.pack.ensemble_later:
        yield READING
        return
    ensemble = session.pack.ensemble
    if ensemble is None:
        return
    yield from paragraph(
        f"{len(ensemble):,} tables of values that each agree with everything known of this index. "
        "The table shown is one like them: where it holds estimates, none of them is the true one.",
        width,
    )
    yield from paragraph(
        "“In 90 % of the tables” counts them: it says how far an answer hangs on what is not "
        "known. It describes these tables, and is no probability and no confidence interval.",
        width,
    )
    yield from paragraph(
        "low and high: 5 and 95 % of the tables. min and max: the least and greatest value that "
        "is admissible at all.",
        width,
    )
    found = intervals_of(session, session.pack.index.tree.root.code)
    code, told = next(iter(found.by_code.items()), ("", None))
    if told is None or told.order_in_tables is None:
        return
    name = session.pack.index.tree[code].name
    sign, digits = ("≈", 0) if found.rough else ("", 1)
    yield from paragraph(
        f"Beside the weights, order {sign}{inward(*told.order, digits)}: moved alone to any of "
        f"these points, {name} leaves the order of the table shown as it is. "
        f"[{inward(*told.order_in_tables)}]: at either end at least {percent(found.share)} of the "
        "tables still have the order that each has at the present weights; theirs need not be "
        "the one shown. Who are tied now may part within it.",
        width,
    )


def _values(session: Session, width: int) -> Iterator[Line]:
    cells = session.pack.cells
    if cells is None:
        return
    tree = session.pack.index.tree
    nodes = [tree.root, *(n for n in tree.nodes[1:] if len(tree.siblings(n.code)) > 1)]
    values = [shown(session.study, session.unit, node.code) for node in nodes]
    decimals = decimals_for(value.value for value in values)
    names = max(min(width - 40, 36), 12)
    head = fit("", names) + f"{'value':>7}  {'status':<10}{'low–high':<12}{'min–max':<12}"
    told = f"{head}source" if width_of(head) + len("source") <= width else head.rstrip()
    yield line((fit(told, width).rstrip(), "header"))
    for node, value in zip(nodes, values, strict=True):
        depth = (tree.depth - node.level) if node.level > 1 else 3
        name = fit("  " * min(depth, 3) + node.name, names)
        spans = f"{_ends(value.range_low, value.range_high):<12}{_ends(value.min, value.max):<12}"
        source, room = ", ".join(value.source), max(width - names - 19, 0)
        below = source if width_of(spans + source) > room else ""
        yield line(
            (name, "text"),
            (fit_right(text(value, decimals), 7), value.status or "text"),
            (f"  {value.status or '–':<10}", "muted"),
            (fit(spans.rstrip() if below else spans + source, room).rstrip(), "muted"),
        )
        yield from paragraph(below, width, "muted", " " * min(names, 12))
        if value.note:
            yield from paragraph(value.note, width, "muted", " " * min(names, 12))


def _ends(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return ""
    return span_text(four_digits(low), four_digits(high))


def _statements(session: Session, width: int) -> Iterator[Line]:
    if not session.pack.claims:
        return
    if session.pack.ensemble_later:
        yield READING
        return
    study = session.study
    checked = checked_at_once(study) or checked_before(study)
    if checked is None:
        yield line(("They are being checked …", "muted"))
        return
    if isinstance(checked, str):
        yield line((checked, "error"))
        return
    yield from lay_out(Page(statement_blocks(checked, session.study)), width)


def _assumptions(session: Session, width: int) -> Iterator[Line]:
    for assumption in session.pack.index.info.assumptions:
        yield from paragraph(f"{assumption.id}  {assumption.text}", width)


def _editions(session: Session, width: int) -> Iterator[Line]:
    for edition in reversed(session.pack.index.info.editions):
        yield from paragraph(
            " · ".join(filter(None, (edition.name, edition.date))), width, "strong"
        )
        yield from paragraph(edition.text, width, "text", "    ")


def _addresses(session: Session, width: int) -> Iterator[Line]:
    for source in session.pack.sources.values():
        yield from paragraph(f"{source.id}  {source.title}", width)
        told = " · ".join(filter(None, (source.publisher, source.year)))
        yield from paragraph(told, width, "muted", "    ")
        yield from paragraph(source.url or "no address known", width, "accent", "    ")
