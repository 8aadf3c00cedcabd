"""The back from behind."""
