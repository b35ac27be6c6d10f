"""Tests of the room that reads any table, on small tables of their own."""
