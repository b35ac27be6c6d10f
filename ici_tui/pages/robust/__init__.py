"""Answers about robustness as pages."""
