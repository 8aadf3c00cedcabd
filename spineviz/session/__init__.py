"""The one writer of the scene: what is set, what came of it, and how it got there."""
