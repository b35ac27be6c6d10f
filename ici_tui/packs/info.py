"""pack.toml: what a pack says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ici_tui.index.choices import parse_method
from ici_tui.index.errors import PipelineError
from ici_tui.index.methods import STAGES, Kind
from ici_tui.index.model import Assumption, Edition, Info, Preset, Words
from ici_tui.index.options import ASSUMED_SCALE, PipelineOptions
from ici_tui.index.own import OPTION, parse_own, written
from ici_tui.packs.checked import Checked, read_checked
from ici_tui.sanitise import clean
from ici_tui.schema import (
    BAD,
    Flag,
    ListOf,
    Notes,
    Number,
    Printed,
    Shape,
    Table,
    TableOf,
    Text,
    instead_of,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from ici_tui.index.methods import Stage
    from ici_tui.index.model import Index
    from ici_tui.packs.faults import Faults
    from ici_tui.toml_file import Path as KeyPath

FILE = "pack.toml"
FORMAT = 1
MOST_POINTS = 1e9
"""A preset's weight is no larger."""
MOST_DECIMALS = 15
ASSUMED = PipelineOptions(normalise=ASSUMED_SCALE)
"""The pipeline of a pack that names none: indicators of unlike units are never averaged raw."""


class _Format(Shape):
    """The version of the format."""

    def check(self, value: Any, at: KeyPath, notes: Notes) -> Any:  # noqa: ANN401
        if not isinstance(value, int) or isinstance(value, bool) or value < FORMAT:
            fix = f"write format = {FORMAT}, which is all there is"
            return notes.bad(at, f"{shown(value)} is not a format", fix)
        if value > FORMAT:
            fix = f"it reads format {FORMAT}; a newer one may open the pack"
            return notes.bad(at, f"this version does not know format {shown(value)}", fix)
        return value


class _Method(Shape):
    """A method of one stage of the pipeline, as the command line takes it."""

    def __init__(self, stage: str) -> None:
        self._stage = stage

    def check(self, value: Any, at: KeyPath, notes: Notes) -> Any:  # noqa: ANN401
        text = Text(empty=False).check(value, at, notes)
        if text is BAD:
            return BAD
        for part in text.split(",") if STAGES[self._stage].kind is Kind.METHODS else (text,):
            try:
                parse_method(self._stage, part)
            except PipelineError as error:
                message, _, fix = str(error).removeprefix(f"{self._stage}: ").rpartition("; ")
                return notes.bad(at, message or fix, fix if message else "")
        return text


_NAME = Text(empty=False)
_WORDS = Text()


def _stage(stage: Stage) -> Shape:
    """What `pack.toml` may set a stage to."""
    match stage.kind:
        case Kind.FLAG:
            return Flag()
        case Kind.SHARE:
            return Number(0, 1)
        case Kind.WHOLE:
            return Number(0, MOST_DECIMALS, whole=True)
        case Kind.METHOD:
            return _Method(stage.name)
        case Kind.METHODS:
            fix = "write one method, or a list of them"
            return ListOf(_Method(stage.name), least=1, alone=True, fix=fix)


class _Setting(Shape):
    """What one indicator has of its own, as the command line takes it."""

    def check(self, value: Any, at: KeyPath, notes: Notes) -> Any:  # noqa: ANN401
        text = Text().check(value, at, notes)
        if text is BAD:
            return BAD
        try:
            return written(parse_own(text))
        except PipelineError as error:
            message, _, fix = str(error).removeprefix(f"{OPTION}: ").rpartition("; ")
            return notes.bad(at, message or fix, fix if message else "")


INDICATORS = "indicators"
PIPELINE = Table(
    {name: _stage(stage) for name, stage in STAGES.items()}
    | {
        INDICATORS: TableOf(
            _Setting(), _NAME, fix='write [pipeline.indicators], CODE = "log, minmax 0..100"'
        )
    },
    fix="write a table, [pipeline]",
)
PRESETS = ListOf(
    Table(
        {
            "name": _NAME,
            "note": _WORDS,
            "weights": TableOf(
                Number(0, MOST_POINTS),
                _NAME,
                least=1,
                fix="write weights = { CODE = points, CODE = points }",
            ),
        },
        ("name", "weights"),
    ),
    fix="write a table [[presets]] for each",
)
ASSUMPTIONS = ListOf(
    Table({"id": _NAME, "text": _NAME}, ("id", "text")),
    fix="write a table [[assumptions]] for each",
)
EDITIONS = ListOf(
    Table({"name": _NAME, "date": Printed(), "text": _WORDS}, ("name",)),
    fix="write a table [[editions]] for each, the newest last",
)
SHAPE = Table(
    {
        "format": _Format(),
        **dict.fromkeys(("name", "title", "short_title", "weights_name"), _NAME),
        **dict.fromkeys(
            ("publisher", "citation", "url", "licence", "disclaimer", "standing_line"), _WORDS
        ),
        **dict.fromkeys(("default_group", "local_name"), _WORDS),
        "edition": Printed(),
        "authors": ListOf(_NAME),
        "pass_through": ListOf(_NAME),
        "unit": Table({"singular": _NAME, "plural": _NAME}, fix="write a table, [unit]"),
        "pipeline": PIPELINE,
        "presets": PRESETS,
        "assumptions": ASSUMPTIONS,
        "editions": EDITIONS,
    }
)
"""The shape of pack.toml."""


class Said:
    """The contents of pack.toml, checked by itself; `check` holds it against the pack's tables."""

    def __init__(self, folder: Path, file: Checked) -> None:
        self._file = file
        values = dict(file.values)
        values.pop("format", None)
        self._pass_through: tuple[str, ...] = values.pop("pass_through", ())
        self.pipeline_assumed = "pipeline" not in values
        """Whether there is no table [pipeline]; `options` are then `ASSUMED`."""
        chosen = values.pop("pipeline", {})
        self.options = ASSUMED if self.pipeline_assumed else _options(chosen)
        where = folder.resolve()
        called = clean(where.stem if folder.is_file() else where.name).strip()
        values.setdefault("name", called or "pack")
        values.setdefault("title", values["name"])
        values.setdefault("short_title", values["title"])
        values["words"] = Words(**values.pop("unit", {}))
        values["presets"] = tuple(
            Preset(p["name"], tuple(p["weights"].items()), p.get("note", ""))
            for p in values.get("presets", ())
        )
        values["assumptions"] = tuple(Assumption(**a) for a in values.get("assumptions", ()))
        values["editions"] = tuple(Edition(**e) for e in values.get("editions", ()))
        self.info = Info(**values)

    def check(self, index: Index, faults: Faults) -> None:
        """Note what does not fit the index: names, the pipeline, weights that cannot be had."""
        from ici_tui.index.pipeline import check_options

        try:
            check_options(index, index.options)
        except PipelineError as error:
            self.tell_pipeline(error, faults)
        self._known(faults, ("default_group",), self.info.default_group, index.groups, "group")
        others = index.pass_through
        self._known(
            faults, ("local_name",), self.info.local_name, others, "column of the type Other"
        )
        for place, name in enumerate(self._pass_through):
            self._known(faults, ("pass_through", place), name, others, "column of the type Other")
        self._once(
            faults, "assumptions", "id", [assumption.id for assumption in self.info.assumptions]
        )
        self._once(faults, "editions", "name", [edition.name for edition in self.info.editions])
        self._once(
            faults, "presets", "name", [preset.name.casefold() for preset in self.info.presets]
        )
        for place, preset in enumerate(self.info.presets):
            self._check_preset(faults, ("presets", place, "weights"), preset, index)

    def tell_pipeline(self, error: PipelineError, faults: Faults) -> None:
        """Note that the pipeline cannot be run."""
        stage, _, rest = str(error).partition(": ")
        at: KeyPath = ("pipeline", INDICATORS if stage == OPTION else stage)
        stage = stage.replace("-", "_")
        if not rest or not stage.replace("_", "").isalpha():
            at, rest = at[:1], str(error)
        message, _, fix = rest.rpartition("; ")
        self._file.tell(faults, at, message or fix, fix if message else "")

    def _known(
        self, faults: Faults, at: KeyPath, name: str, known: Collection[str], what: str
    ) -> None:
        if name and name not in known:
            self._file.tell(
                faults, at, f"no {what} is called {shown(name)}", instead_of(name, known)
            )

    def _once(self, faults: Faults, table: str, key: str, names: list[str]) -> None:
        seen: set[str] = set()
        for place, name in enumerate(names):
            if name in seen:
                self._file.tell(
                    faults, (table, place, key), f"{shown(name)} is there twice", "use another"
                )
            seen.add(name)

    def _check_preset(self, faults: Faults, at: KeyPath, preset: Preset, index: Index) -> None:
        from ici_tui.index.weight_text import parse_weights
        from ici_tui.index.weights import WeightError, WeightSet

        for code, _ in preset.weights:
            if set(code) & set(",;="):
                self._file.tell(
                    faults, (*at, code), f"no node is called {shown(code)}", "name a node"
                )
                return
        text = ",".join(f"{code}={points!r}" for code, points in preset.weights)
        try:
            parse_weights(text, index.tree, WeightSet.from_tree(index.tree))
        except (WeightError, ArithmeticError) as error:
            message, _, fix = str(error).rpartition("; ")
            self._file.tell(faults, at, message or fix, fix if message else "")


def read_info(folder: Path, faults: Faults) -> Said:
    """The pack's own words, and its pipeline."""
    return Said(folder, read_checked(folder, FILE, SHAPE, faults))


def _options(values: dict[str, Any]) -> PipelineOptions:
    """The options of a table whose methods are known; a text may hold one per level as well."""
    listed = values.get("aggregate")
    if listed:
        parts = (part.strip() for text in listed for part in text.split(","))
        values = values | {"aggregate": tuple(parts)}
    own = values.get(INDICATORS)
    if own is not None:
        texts = tuple(f"{code}: {parts}" for code, parts in own.items() if parts)
        values = values | {INDICATORS: texts}
    return PipelineOptions(**values)
