"""Reading one file of `resources/` into typed rows: the class of a row names its columns."""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import Any, TypeVar

from msgspec import Struct

from spineviz.tables.resources import resource

UNITS = {
    "deg": 0.017453292519943295,
    "kPa": 1e3,
    "mm": 1e-3,
}
"""Factors to SI; every other unit in the tables is SI or a plain number."""

Row = TypeVar("Row", bound=Struct)


class Number(float):
    """A number that is printed as it is written in its table."""

    __slots__ = ("text",)

    text: str

    def __new__(cls, value: str | float) -> Number:
        """The number of a cell, or of a calculation."""
        number = super().__new__(cls, value)
        number.text = value if isinstance(value, str) else repr(float(value))
        return number

    def __str__(self) -> str:
        return self.text

    def __reduce__(self) -> tuple[type[Number], tuple[str]]:
        return Number, (self.text,)


def _maybe(kind: Callable[[str], object]) -> Callable[[str], object]:
    return lambda text: kind(text) if text else None


KINDS: dict[str, Callable[[str], object]] = {
    "str": str,
    "int": int,
    "float": float,
    "Number": Number,
    "float | None": _maybe(float),
    "Number | None": _maybe(Number),
    "bool": lambda text: {"yes": True, "1": True, "": False, "no": False, "0": False}[text],
}
"""How a cell becomes what the class of its row writes; an empty one is None where it may be."""


def typed_rows(row: type[Row], *parts: str) -> tuple[Row, ...]:
    """Every row of one file.

    Args:
        row: a frozen struct; its fields are the columns of the file, in their order.
        parts: of the file's name in `resources/`.

    Raises:
        ValueError: other columns than those, or a cell that is none of its kind; says where.
    """
    columns = list(row.__struct_fields__)
    kinds = [KINDS[row.__annotations__[column]] for column in columns]
    with resource(*parts).open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        if next(lines, None) != columns:
            raise ValueError(f"{'/'.join(parts)}: its columns are not {', '.join(columns)}")
        found = []
        for line in lines:
            if not line:
                continue
            if len(line) != len(columns):
                raise ValueError(f"{'/'.join(parts)}, line {lines.line_num}: {len(line)} cells")
            cells: list[Any] = []
            for column, kind, text in zip(columns, kinds, line, strict=True):
                try:
                    cells.append(kind(text))
                except (KeyError, ValueError, TypeError):
                    place = f"{'/'.join(parts)}, line {lines.line_num}, {column}"
                    raise ValueError(f"{place}: {text!r} cannot stand there") from None
            found.append(row(*cells))
    return tuple(found)
