"""The body from the side."""
