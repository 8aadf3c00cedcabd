"""Virtual experiments, and the published measurements they are held against."""
