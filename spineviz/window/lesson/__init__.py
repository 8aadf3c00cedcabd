"""Cards beside the picture."""
