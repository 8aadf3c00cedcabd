"""Typed rows of `resources/`: numbers with their sources, products, references."""
