"""Every fault that was found so far, by its number: the pack, and the commands that fell over."""

from __future__ import annotations

FOUND: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # name: (cases, commands beside `pack check`)
    "F2-names": (
        ("names:folder/clipboard", "names:folder/newline", "names:broken/newline",
         "names:workbook/clipboard", "names:two/c1-csi", "names:alone/bidi", "names:folder/latin-1",
         "names:missing/newline", "names:folder/blank"),
        ("rank", "packs", "export"),
    ),
    "F2-typed": (("text:typed/clipboard", "text:typed/newline"), ("rank", "city", "compare")),
    "F3-special": (
        ("special:fifo/iData.csv", "special:fifo/pack.toml", "special:fifo/sources.toml",
         "special:fifo/claims.toml", "special:fifo/profiles.toml", "special:fifo/ensemble.parquet",
         "special:socket/pack.toml", "special:folder/pack.toml", "special:sparse/iData.csv",
         "special:sparse/pack.toml"),
        ("rank", "packs"),
    ),
    "F3-devices": (("special:zero/pack.toml", "special:random/ensemble.parquet"), ("rank", "packs")),
    "F3-home": (("homes:config.toml/fifo", "homes:scenarios.toml/fifo"), ("rank", "config")),
    "F4-links": (
        ("links:out/ensemble.parquet", "links:relative/sources.toml", "links:dangling/pack.toml",
         "links:loop/claims.toml", "links:within/iData.csv"),
        ("rank",),
    ),
    "F5-workbook": (
        ("workbook:cell/last", "workbook:cell/far", "workbook:cell/letters", "workbook:cell/both",
         "workbook:shared-bomb", "workbook:rows-bomb", "workbook:dimension-turned",
         "workbook:long-number", "workbook:encoding-unknown", "workbook:encoding-wide"),
        ("rank",),
    ),
    "F7-huge": (
        ("numbers:huge/none", "numbers:huge-one/none", "numbers:huge/zscore",
         "pipelines:huge/normalise=rank", "pipelines:huge/aggregate=copeland", "ensemble:huge"),
        ("rank", "stats", "clusters", "check"),
    ),
    "F9-sources": (
        ("toml:sources.toml/source=number", "toml:sources.toml/source=numbers",
         "toml:sources.toml/source=text", "toml:sources.toml/source=id", "toml:single/source"),
        ("rank",),
    ),
    "F9-profiles": (
        ("toml:profiles.toml/Alpha=number", "toml:profiles.toml/Alpha=text",
         "toml:profiles.toml/Alpha=numbers", "toml:profiles.toml/Alpha=tables",
         "toml:single/firms"),
        ("--pack",),
    ),
    "F9-claims": (
        ("toml:claims.toml/claim=number", "toml:claims.toml/claim=numbers",
         "toml:claims.toml/claim=text", "toml:single/claim", "toml:single/claim-test",
         "toml:single/claim-all", "toml:claims.toml/claim.0.test", "toml:claims.toml/claim.13.test.node",
         "toml:claims.toml/claim.0.test.at_most", "toml:claims.toml/claim.1.test.units"),
        ("check",),
    ),
    "F9-pack": (
        ("toml:single/unit-number", "toml:single/preset-huge", "toml:pack.toml/digits",
         "toml:pack.toml/lists", "toml:pack.toml/tables", "toml:sources.toml/lists",
         "toml:pack.toml/dotted", "toml:pack.toml/bom"),
        ("rank",),
    ),
    "F9-home": (("homes:config.toml/lists", "homes:scenarios.toml/digits"), ("config", "packs")),
    "F9-digits": (
        ("csv:published.csv/decimals=²", "csv:cells.csv/rank_low=999999999999",
         "csv:cells.csv/iCode=empty"),
        ("rank", "export"),
    ),
    "F9-export": (("toml:single/assumption-number",), ("export",)),
    "F9-deep": (("trees:deep-1500",), ("rank",)),
    # What reads such a file in this process, and each command, is asked in test_packs_ensemble.
    "F10-ensemble": (
        ("ensemble:bytes/empty", "ensemble:null-value", "ensemble:without-unit",
         "ensemble:without-table", "ensemble:value/list", "ensemble:value/struct",
         "ensemble:value/text", "ensemble:value/inf", "ensemble:number-code",
         "ensemble:null-table", "ensemble:no-rows"),
        (),
    ),
    "F10-ranked": (("ensemble:bytes/text", "ensemble:value/nan"), ("rank",)),
    "F11-columns": (
        ("csv:iData.csv/same-but-invisible", "csv:iData.csv/same-but-blank",
         "csv:iData.csv/short-row", "csv:large/short-row", "parquet:both", "csv:honestly-duplicated"),
        ("rank", "export"),
    ),
    "F18-sizes": (("sizes:indicators-1000", "panels:hundred"), ("rank",)),
    "F23-spreadsheets": (("spreadsheets:command", "spreadsheets:minus/code"), ("rank", "scores")),
    "F24-pipelines": (
        ("pipelines:negative/aggregate=geometric", "pipelines:negative/aggregate=harmonic",
         "pipelines:screen=1.0", "pipelines:positive/normalise=goalposts",
         "pipelines:positive/normalise=distance-to-target", "pipelines:denominator-zero",
         "pipelines:huge/normalise=minmax:0,100"),
        ("rank",),
    ),
    "F25-constants": (("numbers:constant/minmax",), ("robust",)),
    "code-equals": (("trees:indicator/0-A=b", "trees:pillar/0-A=b"), ("rank", "export")),
    "code-reserved": (("trees:unit/17-uName", "trees:indicator/18-Time"), ("rank", "export")),
}  # fmt: skip
"""F1, F6, F12, F14, F16, F17, F19, F22, F25 to F27 need more than a pack: test_corpus.py has them."""
