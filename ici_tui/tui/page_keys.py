"""What opening a line of a page does, by the kind that its key begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tui import dialogs, editing

if TYPE_CHECKING:
    from ici_tui.tui.app import Explorer


def open_key(app: Explorer, key: str) -> None:
    """Open a line: a unit's profile, a stage's methods, weights that it names, or what is folded.

    `method:STAGE`, `go:CODE:POINTS:WHICH` (one weight), `weights:WHICH|CODE=SHARE,…`, `unit:CODE`;
    everything else folds. An empty key is no line.
    """
    kind, _, rest = key.partition(":")
    if kind == "method":
        dialogs.choose_method(app, rest)
    elif kind == "go":
        code, points, _ = rest.rsplit(":", 2)
        editing.set_weight(app, code, float(points))
    elif kind == "weights":
        given = rest.rpartition("|")[2]
        shares = dict(pair.split("=") for pair in given.split(","))
        editing.take_shares(app, {code: float(share) for code, share in shares.items()})
    elif kind == "unit":
        place = list(app.session.pack.index.codes).index(rest)
        app.take(app.session.at_unit(place))
        app.open_profile()
    elif kind:
        app.take(app.session.folded(key))
