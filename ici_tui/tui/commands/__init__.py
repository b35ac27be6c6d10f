"""What a person can do, each act declared once: key, palette entry, help row, `:word`, hint."""
