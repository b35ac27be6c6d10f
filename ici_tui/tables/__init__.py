"""Any table becomes an index: bytes → grid → columns → units, indicators and times.

Data flow one way: `source` (what the file is), `grid` (cells), `header` (where the table begins
and ends), `typed` (numbers and texts), `layout` (units × indicators × times), `keys`, `aside` and
`directions` (guesses), `read` (all of it, in order). Nothing here prints or draws.
"""
