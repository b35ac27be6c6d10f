"""The pages of the answers about an index itself."""
