"""Widgets: each shows a part of the session and says what the user did; none holds numbers."""
