"""The records of the commands that are no questions of robustness, declared once."""
