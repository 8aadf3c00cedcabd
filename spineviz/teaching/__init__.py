"""Questions people ask, the scenes that answer them, and what is known."""
