"""Settings of single indicators, as text and understood: `gnipc: log, goalposts 100..75000`.

A part sets one stage: `log`, `impute median`, `winsorise skew 1`, `minmax 1..10`, `target 80
capped`. The word of the stage may stand first, and must before `none`. A part after `if` is no
choice: it holds the parameters of a method where that one is in force.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from ici_tui.index.choices import Method, fault_of
from ici_tui.index.errors import PipelineError
from ici_tui.index.methods import NONE, OWN_STAGES
from ici_tui.near import called, did_you_mean, nearest, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ici_tui.index.methods import Form
    from ici_tui.index.options import PipelineOptions
    from ici_tui.index.tree import Tree

OPTION = "set-indicator"
CLEAR = "as all"
"""The part that takes all settings of an indicator away."""
EVERY = "*"
"""In the place of a code: what follows is for every indicator that has nothing of its own."""
ALIASES = {
    "target": "distance-to-target", "box-cox": "boxcox", "ln": "log", "winsorize": "winsorise",
    "truncated": "", "uncapped": "",
}  # fmt: skip
EXAMPLE = '"CODE: log, goalposts 100..75000"'
_JOINED = re.compile(r"^[\s\d.+\-eE]*\d[\s\d.+\-eE]*$")


class Own(NamedTuple):
    """What one indicator has of its own; None where it goes with the others."""

    transform: Method | None = None
    impute: Method | None = None
    treat: Method | None = None
    normalise: Method | None = None
    parameters: tuple[Method, ...] = ()
    """Of methods of scaling, each used where that method is in force."""

    def chosen(self) -> Iterator[tuple[str, Method]]:
        """The stages that are set, each with its method, in their order."""
        for stage in OWN_STAGES:
            method: Method | None = getattr(self, stage)
            if method is not None:
                yield stage, method

    def scale(self, usual: Method) -> Method:
        """The method that brings it to scale, with its parameters.

        Args:
            usual: the method of the others.
        """
        method = self.normalise or usual
        given = next((p for p in self.parameters if p.name == method.name), None)
        if given is None:
            return self._with_usual(method, usual)
        plain = self.normalise is None
        numbers = (given.numbers or method.numbers) if plain else (method.numbers or given.numbers)
        named = dict(given.named) | dict(method.named)
        words = tuple(dict.fromkeys((*method.words, *given.words)))
        found = method._replace(numbers=numbers, named=tuple(named.items()), words=words)
        return self._with_usual(found, usual)

    def _with_usual(self, method: Method, usual: Method) -> Method:
        """The numbers of the others, where the method needs some, is theirs and has none."""
        if method.numbers or usual.name != method.name:
            return method
        return method._replace(numbers=usual.numbers)


def parse_setting(text: str) -> tuple[str, Own]:
    """Understand `CODE: PART, PART …`.

    Raises:
        PipelineError: it is not of this language; the message says what would be right.
    """
    code, colon, rest = text.partition(":")
    if not colon or not code.strip():
        raise PipelineError(f"{OPTION}: {text!r} names no indicator; write {EXAMPLE}")
    return code.strip(), parse_own(rest)


def parse_own(text: str) -> Own:
    """Understand the parts of one indicator; a later part of the same stage counts.

    Raises:
        PipelineError: a part is not of this language.
    """
    own = Own()
    for part in parts_of(text):
        own = Own() if part.casefold().split() == CLEAR.split() else _with_part(own, part)
    return own


def parts_of(text: str) -> list[str]:
    """The parts between commas; a number after a comma belongs to the part before it."""
    found: list[str] = []
    for piece in text.split(","):
        if found and _JOINED.match(piece):
            found[-1] = f"{found[-1]},{piece.strip()}"
        elif piece.strip():
            found.append(piece.strip())
    return found


def _with_part(own: Own, part: str) -> Own:
    words = part.split(None, 1)
    if words[0].casefold() == "if":
        stage, method = _method(words[1] if len(words) > 1 else "", part)
        if stage != "normalise":
            raise PipelineError(f"{OPTION}: {part!r}: only methods of scaling follow if")
        others = tuple(p for p in own.parameters if p.name != method.name)
        return own._replace(parameters=(*others, method))
    stage, method = _method(part, part)
    chosen: dict[str, Any] = {stage: method}
    return own._replace(**chosen)


def _method(text: str, part: str) -> tuple[str, Method]:
    """The stage and the method of a part."""
    found = re.match(r"[^\s:]+", text)
    word = found.group().casefold().replace("_", "-") if found else ""
    rest = text[found.end() :].lstrip(": \t") if found else ""
    stages = tuple(OWN_STAGES)
    if word in OWN_STAGES and rest:
        stages, text = (word,), rest
        found = re.match(r"[^\s:]+", text)
        word = found.group().casefold().replace("_", "-") if found else ""
        rest = text[found.end() :].lstrip(": \t") if found else ""
    elif word == NONE:
        raise PipelineError(f"{OPTION}: none of what? write one of {_nones()}")
    word = ALIASES.get(word, word)
    for stage in stages:
        form = OWN_STAGES[stage].methods.get(word)
        if form is not None:
            return stage, _read(form, rest, part)
    known = [name for stage in stages for name in OWN_STAGES[stage].methods if name != NONE]
    hint = did_you_mean(nearest(word, known, most=1), f"choose among {', '.join(known)}")
    raise PipelineError(f"{OPTION}: there is no method {word!r}; {hint}")


def _nones() -> str:
    return ", ".join(f"{stage} none" for stage in OWN_STAGES)


def _read(form: Form, rest: str, part: str) -> Method:
    """A method with what follows its name."""
    if form.group:
        if not rest:
            raise PipelineError(f"{OPTION}: {form.name} needs a group, such as {form.example}")
        return Method(form.name, group=rest)
    positional: list[float] = []
    named: dict[str, float] = {}
    words: list[str] = []
    tokens = iter(re.sub(r"\.\.+|…", " ", rest).replace(",", " ").split())
    by_word = dict(form.named)
    for token in tokens:
        word = token.casefold()
        word = ALIASES.get(word, word)
        if word in by_word:
            named[word] = _number(next(tokens, ""), part)
        elif word in form.words:
            words.append(word)
        elif word:
            positional.append(_number(token, part))
    most = len(form.numbers or form.ends)
    if positional and len(positional) != most:
        takes = " and ".join(form.numbers or form.ends) or "no numbers"
        raise PipelineError(f"{OPTION}: {part!r}: {form.name} takes {takes}")
    method = Method(form.name, tuple(positional), "", tuple(named.items()), tuple(words))
    _check(method, part)
    return method


def _number(token: str, part: str) -> float:
    try:
        value = float(token)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        told = (
            f"{token!r} is not a number or a word that it takes" if token else "a number is missing"
        )
        raise PipelineError(f"{OPTION}: {part!r}: {told}; write it like {EXAMPLE}")
    return value


def _check(method: Method, part: str) -> None:
    """Numbers that nothing can be made of."""
    named = dict(method.named)
    if fault := fault_of(method.name, method.numbers):
        raise PipelineError(f"{OPTION}: {part!r} {fault}")
    for word, value in named.items():
        if value <= 0:
            raise PipelineError(f"{OPTION}: {part!r}: {word} is above 0, not {value:g}")
    if named.get("most", 1.0) % 1:
        raise PipelineError(f"{OPTION}: {part!r}: most is a whole number of values")


def written(own: Own) -> str:
    """The parts of one indicator as they are typed; empty where there are none."""
    parts = [_written(stage, method) for stage, method in own.chosen()]
    return ", ".join((*parts, *(f"if {_written('normalise', p)}" for p in own.parameters)))


def _written(stage: str, method: Method) -> str:
    apart = "" if method.name != NONE and stage in {"transform", "normalise"} else f"{stage} "
    numbers = "..".join(f"{number:.17g}" if number % 1 else f"{number:.0f}" for number in
                        method.numbers)  # fmt: skip
    named = (f"{word} {value:.17g}" for word, value in method.named)
    return " ".join(filter(None, (f"{apart}{method.name}", method.group, numbers, *named,
                                  *method.words)))  # fmt: skip


def settings_of(texts: Iterable[str]) -> dict[str, Own]:
    """What indicators have of their own, by code as it is written; later texts add to earlier.

    Raises:
        PipelineError: a text is not of this language.
    """
    found: dict[str, str] = {}
    for text in texts:
        code, colon, rest = text.partition(":")
        code = code.strip()
        before = found.get(code, "")
        found[code] = f"{before}, {rest}" if before and colon else rest if colon else ""
        parse_setting(text)
    return {code: parse_own(rest) for code, rest in found.items()}


def as_texts(settings: dict[str, Own]) -> tuple[str, ...]:
    """Settings as options hold them."""
    return tuple(f"{code}: {told}" for code, own in settings.items() if (told := written(own)))


def without(texts: tuple[str, ...], stage: str, typed: str) -> tuple[str, ...]:
    """Settings once a method for all was typed: nothing of that stage is left.

    Args:
        texts: of the indicators.
        stage: the stage whose method was typed.
        typed: the method; its numbers stand above those of an indicator.
    """
    if stage not in OWN_STAGES or not texts:
        return texts
    name, numbers, _ = (part.strip() for part in typed.partition(":"))
    found = {}
    for code, own in settings_of(texts).items():
        kept = own.parameters
        if stage == "normalise" and numbers:
            kept = tuple(p for p in kept if p.name != name.casefold().replace("_", "-"))
        found[code] = own._replace(parameters=kept, **{stage: None})
    return as_texts(found)


def by_code(texts: Iterable[str], tree: Tree) -> tuple[str, ...]:
    """The same texts with indicators by their codes; one that no indicator is called stays.

    Whatever joins texts of one indicator asks for this first: `A` and `a` are one.
    """
    names = {leaf.code: leaf.name for leaf in tree.leaves}
    found = []
    for text in texts:
        code, colon, rest = text.partition(":")
        known = called(code.strip(), names, begun=False)
        found.append(f"{known[0]}:{rest}" if colon and len(known) == 1 else text)
    return tuple(found)


def by_leaf(texts: Iterable[str], tree: Tree) -> dict[str, Own]:
    """Settings by the codes of a tree's indicators; a code's case makes no difference.

    Raises:
        PipelineError: no indicator is called so.
    """
    codes = {leaf.code for leaf in tree.leaves}
    found = settings_of(by_code(texts, tree))
    for code in found:
        if code not in codes:
            known = {plain(leaf.name): leaf.code for leaf in tree.leaves}
            known |= {plain(leaf.code): leaf.code for leaf in tree.leaves}
            near = [known[match] for match in nearest(plain(code), known, most=1)]
            hint = did_you_mean(near, "name one by its code")
            raise PipelineError(f"{OPTION}: no indicator is called {code!r}; {hint}")
    return found


def with_settings(options: PipelineOptions, texts: Iterable[str], tree: Tree) -> PipelineOptions:
    """Options with settings of a tree's indicators added; those of `*` are for all others.

    Raises:
        PipelineError: a text is not of this language, or says of all what one alone can have.
    """
    texts = by_code(texts, tree)
    every = [text for text in texts if text.partition(":")[0].strip() == EVERY]
    for text in every:
        own = parse_setting(text)[1]
        if own.parameters:
            raise _for_one("what stands after if")
        for stage, method in own.chosen():
            chosen: dict[str, Any] = {stage: _for_all(stage, method)}
            options = options._replace(**chosen)
    one = [text for text in texts if text not in every]
    if not one:
        return options
    now = by_code(options.indicators, tree)
    return options._replace(indicators=as_texts(settings_of((*now, *one))))


def _for_all(stage: str, method: Method) -> str:
    """A method as the option for all indicators is written.

    Raises:
        PipelineError: that option cannot say it.
    """
    if stage == "transform":
        raise _for_one("a transform")
    form = OWN_STAGES[stage].methods[method.name]
    if method.numbers and not form.numbers:
        raise _for_one(f"what {method.name} takes ({' and '.join(form.ends)})")
    for word in (*dict(method.named), *method.words):
        raise _for_one(f"{word} of {method.name}")
    return method.text


def _for_one(what: str) -> PipelineError:
    return PipelineError(f"{OPTION}: {what} is set for one indicator, not for all")
