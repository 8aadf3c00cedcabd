"""What a person sets: strip, panel, play."""
