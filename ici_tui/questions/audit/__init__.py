"""The audit of an index, section by section: each takes its numbers from answers that there are."""
