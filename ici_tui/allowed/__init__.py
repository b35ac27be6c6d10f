"""What a session may do, and how much it may take: its rights, its limits, and their locks."""
