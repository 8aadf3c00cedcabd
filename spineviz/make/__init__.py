"""Pages and pictures that maintainers make anew: `python -m spineviz.make`."""
