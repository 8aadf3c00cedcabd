"""Aligned columns of text for the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Container, Sequence

WIDTH = 96


def aligned(rows: Sequence[Sequence[str]], right: Container[int] | None = None) -> list[str]:
    """Lines of a table: the first column to the left, the others to the right.

    `right` names the columns aligned to the right where that is not what is wanted.
    """
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    if right is None:
        right = range(1, len(widths))
    return [
        "  ".join(
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def wrapped(text: str, indent: str = "") -> list[str]:
    """A paragraph broken into lines."""
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
