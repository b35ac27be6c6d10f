"""Front door 1: one-shot commands and their formats."""
