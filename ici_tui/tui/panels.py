"""The questions of robustness by name: light, so that a command can name one before it is asked."""

from __future__ import annotations

PANELS = {
    "sweep": "One weight",
    "pair": "Two units",
    "reach": "Reach a rank",
    "ranks": "Ranks",
    "extremes": "Best and worst",
    "uncertainty": "Uncertainty",
}
"""Titles by name, in the order in which `b` goes through them."""
