"""What questions about robustness take where nothing else is asked. Imports nothing that is heavy."""

from __future__ import annotations

WITHIN = 10.0
"""Points that every weight may move by."""
CHOICES = ("impute", "treat", "normalise", "aggregate")
"""The stages of the pipeline that an analysis of uncertainty varies."""
FACTORS = ("weights", *CHOICES, "indicators", "data")
"""All that it can vary."""
