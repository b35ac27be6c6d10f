"""Answers as pages: written once, and laid out for a terminal, for Markdown and for HTML."""
