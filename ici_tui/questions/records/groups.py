"""The records of comparisons and of clusters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.questions.fields import FLAG, NUMBER, TEXT, WHOLE, Each, Field, Records, from_part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.questions.fields import Record
    from ici_tui.views.compare import ComparedNode, Comparison
    from ici_tui.views.numbers import Shown


@dataclass(frozen=True, slots=True)
class Compared:
    """A node for every compared unit."""

    node: ComparedNode
    codes: tuple[str, ...]

    def units(self) -> Iterator[tuple[str, tuple[Shown, int | None]]]:
        """Each unit's score and rank on it."""
        return zip(self.codes, zip(self.node.scores, self.node.ranks, strict=True), strict=True)


COMPARISON = Records(
    "Units side by side, a record per node; for two units the gap explained.",
    (
        *from_part((Field("code", TEXT, "the node"), Field("name", TEXT)), "node"),
        Each(
            (
                Field("{}", NUMBER, "a unit's score", lambda found: found[0].value, none=True),
                Field("{}_status", TEXT, "what is known of a unit's score",
                      lambda found: found[0].status or None, none=True),
                Field("{}_rank", WHOLE, "a unit's rank", lambda found: found[1], none=True),
            ),
            Compared.units,
        ),
        *from_part(
            (
                Field("gap", NUMBER, "points of the index by which the first of two leads here",
                      none=True),
                Field("one_sided", FLAG, "whether only one of the two has the value"),
            ),
            "node",
        ),
    ),
)  # fmt: skip
CLUSTERS = Records(
    "The units by a group, a record per label.",
    (
        Field("label", TEXT),
        Field("size", WHOLE, "members"),
        Field("members", TEXT, "codes with blanks between them, the best first",
              lambda cluster: " ".join(row.code for row in cluster.members)),
        Field("best", TEXT, "code of the member that is ranked first", none=True),
        Field("worst", TEXT, "code of the member that is ranked last", none=True),
        Each(
            (
                Field("{}_mean", NUMBER, "of the members' scores on a node", "mean",
                      none=True),
                Field("{}_min", NUMBER, "", "least", none=True),
                Field("{}_max", NUMBER, "", "greatest", none=True),
                Field("{}_estimated", FLAG, "whether they rest on estimates",
                      "estimated"),
            ),
            lambda cluster: ((summary.code, summary) for summary in cluster.summaries),
        ),
    ),
)  # fmt: skip


def comparison_records(comparison: Comparison) -> list[Record]:
    """A comparison as `compare` writes it."""
    return COMPARISON.all(Compared(node, comparison.codes) for node in comparison.nodes)
