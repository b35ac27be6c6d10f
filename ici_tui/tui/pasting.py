"""What is pasted: weights are recognised wherever the focus is, and offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.index.weight_text import parse_weights
from ici_tui.index.weights import WeightError
from ici_tui.tui.choices import Choice
from ici_tui.tui.weights_in_text import OPTION, weights_in
from ici_tui.tui.widgets.chooser import Chooser

if TYPE_CHECKING:
    from textual.events import Paste

    from ici_tui.index.weight_text import ParsedWeights
    from ici_tui.tui.app import Explorer
    from ici_tui.tui.choices import Chosen

LONGEST = 20_000
"""Characters; weights of a thousand indicators are fewer."""


def takes_paste(app: Explorer, event: Paste) -> bool:
    """Whether a paste is weights of this pack: they are offered then, else a widget has it."""
    if isinstance(app.screen, Chooser) or "=" not in event.text[:LONGEST]:
        return False
    text = weights_in(event.text[:LONGEST])
    try:
        parsed = parse_weights(text, app.session.pack.index.tree, app.session.weights)
    except WeightError as error:
        if OPTION in event.text:
            app.say(f"the weights that were pasted do not fit: {error}", warns=True)
            return True
        return False
    event.stop()
    _offer(app, text, parsed)
    return True


def _offer(app: Explorer, text: str, parsed: ParsedWeights) -> None:
    note = "; ".join(parsed.notes)
    choices = [Choice("take", f"Take {text}", note), Choice("leave", "Leave the weights")]

    def take(chosen: Chosen | None) -> None:
        if chosen is None or chosen.choice is None or chosen.choice.id != "take":
            return
        app.take(app.session.edited(parsed.weights, by="weights that were pasted"))
        app.say(f"{note}; u undoes" if note else "weights that were pasted · u undoes")

    app.choose(choices, take, prompt="these weights were pasted")
