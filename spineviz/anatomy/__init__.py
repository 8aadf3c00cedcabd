"""The tables in `resources/anatomy` turned into one body at rest."""
