"""The window: one file a view, no mathematics of the model."""
