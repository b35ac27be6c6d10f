"""The terminal: its driver, the bytes that it is sent, and what it sends."""
