"""The explorer line by line: what is typed is a command, what it answers is text, and nothing else."""
