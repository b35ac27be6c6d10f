"""What a person reads: the ranking as a table, and a unit's card, at any width from 40 cells."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from ici_tui.cli.records import rank_in_groups
from ici_tui.views.numbers import range_text, style, text
from ici_tui.views.ranking import parts_of, shown

if TYPE_CHECKING:
    from ici_tui.views.ranking import NodeScore, Ranking
    from ici_tui.views.study import Study

FILLS = "█▓▒░"
EIGHTHS = " ▏▎▍▌▋▊▉"


def bar(value: float | None, width: int, top: float = 100.0) -> str:
    """A bar of `width` cells for a value of a scale from 0 to `top`."""
    eighths = round(8 * width * min(max((value or 0.0) / top, 0.0), 1.0))
    whole, rest = divmod(eighths, 8)
    return ("█" * whole + (EIGHTHS[rest] if rest else "")).ljust(width)


def stacked(parts: tuple[NodeScore, ...], width: int, top: float) -> str:
    """The contributions of the parts, told apart by fill; their sum is the score."""
    cells, edge, total = "", 0, 0.0
    for place, part in enumerate(parts):
        total += part.contribution
        end = round(width * total / top) if top > 0 else 0
        cells += FILLS[place % len(FILLS)] * (end - edge)
        edge = end
    return cells.ljust(width)


def fit(value: str, width: int) -> str:
    """A text in exactly so many cells; what is cut ends in an ellipsis."""
    if cell_len(value) <= width:
        return set_cell_size(value, width)
    return (
        set_cell_size(value, width - 1).rstrip()
        + "…"
        + " " * (width - 1 - cell_len(set_cell_size(value, width - 1).rstrip()))
    )


def ranking_lines(ranking: Ranking, study: Study, width: int) -> list[Text]:
    """The ranking: rank, change, name, score, stacked bar, range of ranks, group."""
    info = study.pack.index.info
    lines = [*_heading(study, width), Text("")]
    names = min(max(cell_len(row.name) for row in ranking.rows), 24 if width >= 60 else 12)
    group = info.default_group if info.default_group in study.pack.index.groups else ""
    labels = max((cell_len(r.groups[group] or "") for r in ranking.rows), default=0) if group else 0
    labels = labels if width >= 80 else 0
    notes = 0
    if any(row.present < ranking.indicators for row in ranking.rows):
        notes = len(f" {ranking.indicators} of {ranking.indicators}")
    bars = max(width - 3 - 5 - names - 7 - 8 - labels - 4 - notes, 4)
    head = f"{'#':>3} {'Δ':>3}  {fit(info.words.singular.capitalize(), names)} {'score':>6}  "
    head += f"{fit(_legend(study, ranking), bars)} {'ranks':<6}"
    lines.append(Text((head + (f" {group}" if labels else "")).rstrip()))
    top = max((row.score.value or 0 for row in ranking.rows), default=0)
    for row in ranking.rows:
        change = f"{'▲' if row.delta > 0 else '▼'}{abs(row.delta)}" if row.delta else ""
        place = f"{row.rank}{'=' if row.tied else ''}" if row.rank else "–"
        line = Text(f"{place:>3} {change:>3}  {fit(row.name, names)} ")
        line.append(f"{text(row.score):>6}", style=style(row.score))
        spread = "" if row.rank_low is None else f"{row.rank_low}–{row.rank_high}"
        spread = f"{row.rank_low}" if row.rank_low == row.rank_high and spread else spread
        line.append(f"  {stacked(row.parts, bars, top)} {spread:<6}")
        if labels:
            line.append(f" {row.groups[group] or ''}")
        if row.present < ranking.indicators:
            line.append(f" {row.present} of {ranking.indicators}")
        line.rstrip()
        lines.append(line)
    if notes:
        told = f"“{ranking.indicators - 1} of {ranking.indicators}”: indicators present; the weights of the others were rescaled."
        lines += [Text(line, style="dim") for line in wrap(told, width)]
    return lines


def _legend(study: Study, ranking: Ranking) -> str:
    tree = study.pack.index.tree
    return " ".join(f"{FILLS[k % 4]} {tree[code].name}" for k, code in enumerate(ranking.parts))


def _heading(study: Study, width: int) -> list[Text]:
    index = study.pack.index
    info = index.info
    weights = " ".join(f"{n.name} {study.weights.points(n.code):.4g}" for n in index.tree.pillars)
    whose = "edited" if study.weights.edited else info.weights_name
    title = f"{info.short_title} · {index.size} {info.words.plural} · {weights} ({whose})"
    lines = [Text(line) for line in wrap(title, width)]
    return lines + [Text(line, style="dim") for line in wrap(info.standing_line, width)]


def wrap(value: str, width: int, indent: str = "") -> list[str]:
    """Lines of at most `width` cells: a Chinese character takes two."""
    lines = Text(value).wrap(Console(file=io.StringIO()), width - len(indent))
    return [indent + line.plain.rstrip() for line in lines if line.plain.strip()]


def card_lines(study: Study, place: int, width: int) -> list[Text]:
    """A unit's card, no line wider than `width` cells for names of common length."""
    index, pack = study.pack.index, study.pack
    code, root = index.codes[place], index.tree.root
    local = index.local_names[place]
    groups = {c: g.labels[place] for c, g in index.groups.items() if g.labels[place]}
    name = index.names[place] + (f" {local}" if local else "")
    lines = [Text(fit(name, width).rstrip(), style="bold")]
    lines += [Text(line) for line in wrap(" · ".join(filter(None, groups.values())), width)]
    score, rank = shown(study, place, root.code), int(study.scores.ranks(root.code)[place])
    lines += [Text(""), Text(f"rank {rank or '–'} of {index.size} · {index.info.short_title}")]
    parts = parts_of(study, place, (root, *index.tree.pillars))
    names = min(max(cell_len(part.name) for part in parts[1:]), 16)
    bars = max(min(width - names - 26, 40), 6)
    for part in parts:
        line = Text(fit("Score" if part.code == root.code else part.name, names) + " ")
        line.append(f"{text(part.score):>5}", style=style(part.score))
        line.append(f" {bar(part.score.value, bars)} ")
        line.append(f"{range_text(part.score):<7}", style="dim")
        if part.code != root.code:
            line.append(
                f" {part.rank or '–':>2}." + (f" w{100 * part.weight:.4g}" if width >= 60 else "")
            )
        line.rstrip()
        lines.append(line)
    if range_text(score) or any(range_text(part.score) for part in parts):
        note = "≈ estimate, with its 5–95 % range over the admissible tables; the last column is the rank."
        lines += [Text(line, style="dim") for line in wrap(note, width)]
    leaves = sorted(
        parts_of(study, place, index.tree.leaves), key=lambda p: (p.rank or 10**9, p.code)
    )
    strong = ", ".join(f"{p.name} ({text(p.score)})" for p in leaves[:3])
    weak = ", ".join(f"{p.name} ({text(p.score)})" for p in leaves[-3:])
    ranks = ", ".join(
        f"{rank or '–'} of {size} in {groups[c]}"
        for c, (rank, size) in rank_in_groups(study, place).items()
        if c in groups and size > 1
    )
    sections = [("Strongest", strong), ("Weakest", weak), ("Ranks", ranks)]
    profile = pack.profiles.get(code)
    if profile is not None:
        sections.append(("Profile", f"{profile.summary} {profile.ai}".strip()))
        sections.append(("Firms", "; ".join(f"{f.name}: {f.text}" for f in profile.firms)))
        sections.append(("Industries", ", ".join(profile.industries)))
    for title, body in sections:
        if body:
            lines += [Text("")] + [Text(line) for line in wrap(f"{title}: {body}", width)]
    figures = [f for f in pack.figures if f.unit == code][:8]
    if figures:
        lines += [Text(""), Text("Cited figures")]
        for f in figures:
            figure = f"{f.name}: {f.value} {f.unit_of_value} ({f.year}) [{f.source}]"
            lines += [Text(line) for line in wrap(figure, width, "  ")]
    if index.info.standing_line:
        lines += [Text("")] + [Text(x, style="dim") for x in wrap(index.info.standing_line, width)]
    return lines


def render(lines: list[Text], width: int, *, colour: bool) -> str:
    """The lines as text, with colour codes only where they are wanted."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(width, 10),
        force_terminal=colour,
        no_color=not colour,
        color_system="auto" if colour else None,
    )
    for line in lines:
        console.print(line, overflow="ignore", no_wrap=True, crop=False, highlight=False)
    return out.getvalue()
