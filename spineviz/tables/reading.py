"""Reading the tables in `resources/`: numbers with their sources, one file a subject."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from spineviz.tables.resources import resource

UNITS = {
    "deg": 0.017453292519943295,
    "kPa": 1e3,
    "mm": 1e-3,
}
"""Factors to SI; every other unit in the tables is SI or a plain number."""


_changed: dict[tuple[str, str, str], float] = {}
"""Numbers put in the place of those in the tables: (file, first cell of the row, column)."""


@cache
def rows(*parts: str) -> tuple[dict[str, str], ...]:
    """Rows of one table, as text; the caller must not change them."""
    with resource(*parts).open(encoding="utf-8", newline="") as file:
        found = tuple(csv.DictReader(file))
    for (name, key, column), value in _changed.items():
        for row in found if name == parts[-1] else ():
            if next(iter(row.values())) == key:
                row[column] = repr(value)
    return found


@contextmanager
def varied(changes: Mapping[tuple[str, str, str], float]) -> Iterator[None]:
    """Other numbers in the tables for a while: what would be if an assumption were different."""
    before = dict(_changed)
    _changed.update(changes)
    _forget()
    try:
        yield
    finally:
        _changed.clear()
        _changed.update(before)
        _forget()


def _forget() -> None:
    for table in (rows, constants, *MADE_FROM_TABLES):
        table.cache_clear()


MADE_FROM_TABLES: list[Any] = []
"""Cached functions of other modules that read the tables; each adds itself."""


@cache
def constants() -> dict[str, float]:
    """Every named constant in SI, from `constants.csv` and `calibrated.csv`."""
    return {
        row["name"]: float(row["value"]) * UNITS.get(row["unit"], 1.0)
        for table in ("constants.csv", "calibrated.csv")
        for row in rows("anatomy", table)
    }


@cache
def assumptions() -> tuple[str, ...]:
    """Every constant that no measurement gives directly, with its value: a sentence each."""
    calibrated = (
        f"{row['name']} = {row['value']} {row['unit']}: calibrated on {row['calibrated_on']}"
        for row in rows("anatomy", "calibrated.csv")
    )
    return (
        *calibrated,
        *_assumed(),
    )


def _assumed() -> tuple[str, ...]:
    return tuple(
        f"{row['name']} = {row['value']} {row['unit']}: {row['source']}"
        for row in rows("anatomy", "constants.csv")
        if "ASSUMED" in row["source"]
    )
