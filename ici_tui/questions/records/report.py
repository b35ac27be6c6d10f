"""The record of a report: what it has of its own, and of three other questions."""

from __future__ import annotations

from ici_tui.questions.fields import NUMBER, TEXT, Field
from ici_tui.questions.robust import overtake, ranks, uncertainty
from ici_tui.questions.stamp import FIELDS as STAMP
from ici_tui.questions.terms import OfAnswer

GAP_NODE = (
    Field("code", TEXT),
    Field("name", TEXT),
    Field("score", NUMBER, "the unit's", lambda node: node.scores[0].value, none=True,
          status=lambda node: node.scores[0].value_status),
    Field("score_other", NUMBER, "the other's", lambda node: node.scores[1].value, none=True,
          status=lambda node: node.scores[1].value_status),
    Field("gap", NUMBER, "points of the index by which the unit leads", none=True,
          status=lambda node: "estimated" if node.estimated else "derived"),
)  # fmt: skip
GAP = (
    Field("to", TEXT, "code of the other unit", lambda gap: gap.code),
    Field("name", TEXT),
    Field("nodes", GAP_NODE, "the index and its children", many=True),
)
ENDS = tuple(
    field
    for field in ranks.FIELDS
    if field.name in {"best", "worst", "best_exact", "worst_exact", "within"}
)
UNIT = (
    Field("code", TEXT),
    Field("name", TEXT),
    Field("gaps", GAP, "to the first, the one ahead and the one behind", many=True),
    Field("ranks", ENDS, "as `robust ranks` has them, a range of weights each",
          lambda unit: [OfAnswer(ends, None) for ends in unit.ranks], many=True),
    Field("uncertainty", uncertainty.UNIT, "as `robust uncertainty` has it", none=True),
    Field("passing", overtake.FIELDS, "as `robust overtake` has it, of the unit ahead", none=True),
    Field("passed", overtake.FIELDS, "the same of the unit behind", none=True),
    Field("left_out", TEXT, "what could not be found, and why", many=True),
)  # fmt: skip
FIELDS = (
    Field("units", UNIT, many=True),
    Field(
        "ranks_rest_on",
        TEXT,
        "the units that best and worst ranks are among, where not all",
        lambda report: (report.ranks.terms.rests_on or None) if report.ranks else None,
        none=True,
        given=True,
    ),
    Field("stamp", STAMP, "what it was made of", none=True),
)
