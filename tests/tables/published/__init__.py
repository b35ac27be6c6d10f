"""Small tables of the kinds that people and agencies publish, each with what a careful reader finds in it."""
