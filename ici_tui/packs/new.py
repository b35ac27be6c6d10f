"""A small pack to start from: it opens as it is, and shows where each thing goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.index.methods import listed, with_methods
from ici_tui.packs.place import write_folder
from ici_tui.packs.written import toml_text
from ici_tui.sanitise import clean

if TYPE_CHECKING:
    from pathlib import Path

DATA = """\
uCode,uName,Region,Population,Hospitals,Doctors,Pollution,Parks
Alphaville,Alphaville,North,120,12,310,18.5,40
Betatown,Betatown,North,80,6,250,22.1,25
Gammaburg,Gammaburg,South,200,25,280,30.4,
Deltaport,Deltaport,South,150,11,190,12.9,55
Epsilonia,Epsilonia,South,60,9,330,15.2,70
"""

META = """\
iCode,iName,Type,Level,Parent,Direction,Weight,Unit,Denominator
Hospitals,Hospitals,Indicator,1,Health,1,1,Number per thousand people,Population
Doctors,Doctors,Indicator,1,Health,1,1,Per 100 000 people,
Pollution,Fine dust,Indicator,1,Environment,-1,2,Micrograms per cubic metre,
Parks,Parks,Indicator,1,Environment,1,1,Square metres per person,
Health,Health,Aggregate,2,Index,1,60,,
Environment,Environment,Aggregate,2,Index,1,40,,
Index,Quality of life,Aggregate,3,,1,1,,
Region,Region,Group,,,,,,
Population,Population,Denominator,,,,,Thousand people,
"""

INFO = """\
format = 1
name = {name}
title = {title}
short_title = {title}
edition = "1"
authors = []
citation = ""
licence = ""
default_group = "Region"

[unit]                          # what a row of iData is called
singular = "town"
plural = "towns"

[pipeline]
denominate = true               # Hospitals over Population, as iMeta says
impute = "none"                 # {impute}
treat = "none"                  # {treat}
normalise = "minmax:0,100"      # {normalise}
aggregate = "arithmetic"        # {aggregate}; one, or a list with one per level
"""


def write_new_pack(folder: Path) -> tuple[Path, ...]:
    """Write a pack of five made-up towns into a new folder.

    Raises:
        PackError: something is there already.
        OSError: it cannot be written.
    """
    name = clean(folder.resolve().name).strip() or "pack"
    methods = {stage.name: listed(stage.name) for stage in with_methods()}
    info = INFO.format(name=toml_text(name), title=toml_text(name), **methods)
    return write_folder(folder, {"iData.csv": DATA, "iMeta.csv": META, "pack.toml": info})
