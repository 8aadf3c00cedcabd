"""The cross-section over the roller."""
