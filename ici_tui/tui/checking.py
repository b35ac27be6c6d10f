"""What a source says of its own results, held against a study: at once, or beside the interface."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ici_tui.evidence.claims import ClaimError, check_claims

if TYPE_CHECKING:
    from ici_tui.evidence.claims import Finding
    from ici_tui.packs.pack import Pack
    from ici_tui.views.study import Study

    Checked = tuple[Finding, ...] | str
    """The verdicts, or why there are none."""

AT_ONCE = 1_000_000
"""Scores in all tables that statements are held against before anybody notices."""
_KNOWN: WeakKeyDictionary[Study, Checked] = WeakKeyDictionary()
_NEWEST: WeakKeyDictionary[Pack, Checked] = WeakKeyDictionary()


def checked_at_once(study: Study) -> Checked | None:
    """The verdicts at a study's weights; None where finding them takes longer than a key may."""
    pack = study.pack
    tables = 1 if pack.ensemble is None else len(pack.ensemble)
    few = len(pack.claims) * pack.index.size * tables <= AT_ONCE
    return check(study) if few or study in _KNOWN else None


def checked_before(study: Study) -> Checked | None:
    """The verdicts that were found last, at whatever weights; None where none were."""
    return _NEWEST.get(study.pack)


def check(study: Study) -> Checked:
    """The verdicts at a study's weights, found once and kept as long as it."""
    found = _KNOWN.get(study)
    if found is None:
        pack = study.pack
        try:
            found = check_claims(
                pack.claims, pack.index, study.scores, study.weights, pack.ensemble
            )
        except ClaimError as error:
            found = f"claims.toml: {error}"
        _KNOWN[study] = _NEWEST[pack] = found
    return found
