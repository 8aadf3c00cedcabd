"""Reading the tables in `resources/`: numbers with their sources, one file a subject."""

from __future__ import annotations

import csv
from functools import cache

from spineviz.resources import resource

UNITS = {
    "deg": 0.017453292519943295,
    "kPa": 1e3,
    "mm": 1e-3,
}
"""Factors to SI; every other unit in the tables is SI or a plain number."""


@cache
def rows(*parts: str) -> tuple[dict[str, str], ...]:
    """Rows of one table, as text; the caller must not change them."""
    with resource(*parts).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def constants() -> dict[str, float]:
    """Every named constant of the body in SI, from `constants.csv`."""
    return {
        row["name"]: float(row["value"]) * UNITS.get(row["unit"], 1.0)
        for row in rows("anatomy", "constants.csv")
    }


@cache
def assumptions() -> tuple[str, ...]:
    """Every constant that no measurement fixes, with its value: a sentence each."""
    return tuple(
        f"{row['name']} = {row['value']} {row['unit']}: {row['source']}"
        for row in rows("anatomy", "constants.csv")
        if "ASSUMED" in row["source"]
    )
