"""Writing what is open as a pack of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ici_tui.packs.faults import PackError
from ici_tui.sanitise import visible

if TYPE_CHECKING:
    from ici_tui.tui.commands.door import Door
    from ici_tui.views.study import Study


@dataclass(frozen=True, slots=True)
class Exported:
    """Something was written, or `fault` says that it was not."""

    told: str
    fault: bool

    def say(self, app: Door) -> None:
        """Say how it went."""
        app.say(self.told, warns=self.fault)


def export_pack(app: Door, folder: str) -> None:
    """Write the open pack in a thread; the line at the bottom says how it went."""
    study, place = app.session.study, Path(folder).expanduser()
    app.say(f"writing {visible(str(place))}")
    app.beside(lambda: _written(study, place), lambda written: written.say(app), "export")


def _written(study: Study, place: Path) -> Exported:
    from ici_tui.packs.export import told_of_time, write_pack

    try:
        told = told_of_time(study.pack)
        files = write_pack(study.pack, study.weights, place, [told] if told else [])
    except PackError as error:
        return Exported(str(error), fault=True)
    except OSError as error:
        return Exported(f"{visible(str(place))} cannot be written: {error.strerror}", fault=True)
    names = ", ".join(file.name for file in files)
    said = f"{visible(str(place))}: {names}" + (f"; {told}" if told else "")
    return Exported(said, fault=False)
