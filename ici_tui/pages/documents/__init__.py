"""The pages of documents, each in a module of its name."""
