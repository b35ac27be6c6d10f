"""The stages of the pipeline as things to choose: what is chosen, what else there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ici_tui.index.errors import PipelineError
from ici_tui.index.methods import NONE, STAGES, Kind
from ici_tui.index.own import settings_of, with_settings, without, written
from ici_tui.index.pipeline import check_options

if TYPE_CHECKING:
    from ici_tui.index.options import PipelineOptions
    from ici_tui.tui.session import Session


@dataclass(frozen=True, slots=True)
class Chosen:
    """A stage, its choice now and the pack's, as text."""

    name: str
    title: str
    chosen: str
    own: str

    @property
    def edited(self) -> bool:
        """Whether the choice is not the pack's."""
        return self.chosen != self.own


def stages(session: Session) -> tuple[Chosen, ...]:
    """Every stage, in the order in which they run."""
    now, own = session.options, session.catalogue.pack.index.options
    return tuple(
        Chosen(name, stage.title, _text(now, name), _text(own, name))
        for name, stage in STAGES.items()
    )


def _text(options: PipelineOptions, stage: str) -> str:
    value = getattr(options, stage)
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return NONE if value is None else f"{value}"


def offered(session: Session, stage: str) -> tuple[tuple[str, str], ...]:
    """What a stage can be set to, each with a word of what it does."""
    declared = STAGES[stage]
    found = [*declared.offered]
    for form in declared.forms:
        if form.group:
            groups = session.pack.index.groups
            found += [
                (f"{form.name}:{code}", f"{form.meaning}: {groups[code].name}") for code in groups
            ]
        else:
            found.append((form.example, form.meaning))
    return tuple(found)


def with_stage(session: Session, stage: str, text: str) -> PipelineOptions:
    """The options with one stage set to what was chosen or typed.

    Raises:
        PipelineError: the text is not of the stage's language, or does not fit the index.
    """
    text = text.strip()
    changed: dict[str, Any] = {stage: _value(stage, text)}
    own = without(session.options.indicators, stage, text)
    options = session.options._replace(indicators=own, **changed)
    check_options(session.catalogue.pack.index, options)
    return options


def _value(stage: str, text: str) -> Any:  # noqa: ANN401 - each stage has a type of its own
    match STAGES[stage].kind:
        case Kind.FLAG:
            if text not in {"yes", "no"}:
                raise PipelineError(f"{stage} is yes or no, not {text!r}")
            return text == "yes"
        case Kind.METHODS:
            return tuple(part.strip() for part in text.split(","))
        case Kind.METHOD:
            return text
        case kind:
            if text == NONE:
                return None
            try:
                return int(text) if kind is Kind.WHOLE else float(text)
            except ValueError:
                raise PipelineError(f"{stage} is a number or none, not {text!r}") from None


def own_settings(session: Session) -> tuple[tuple[str, str], ...]:
    """What indicators have of their own now: the code and its parts, in the order of the tree."""
    found = {
        code.casefold(): written(own)
        for code, own in settings_of(session.options.indicators).items()
    }
    leaves = session.pack.index.tree.leaves
    return tuple((leaf.code, told) for leaf in leaves if (told := found.get(leaf.code.casefold())))


def with_own(session: Session, text: str) -> PipelineOptions:
    """The options with what one indicator has of its own: `CODE: PART, …`.

    Raises:
        PipelineError: the text is not of the language, or does not fit the index.
    """
    options = with_settings(session.options, (text,), session.pack.index.tree)
    check_options(session.pack.index, options)
    return options
