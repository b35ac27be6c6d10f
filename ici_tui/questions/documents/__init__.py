"""Documents: questions whose answer is made of the answers to others."""
