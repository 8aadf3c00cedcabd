"""Where trouble of discs and of the pars was found: published counts, level by level."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from spineviz.tables.tables import TABLES


class Trouble(Struct, frozen=True):
    """One published count.

    Attributes:
        kind: `disc` or `pars`.
        ends: the two levels of a disc or of a stretch of discs; the same level twice for a pars.
        stretch: whether the count is of all discs between the ends together.
        share: part of what was counted, 0 to 1.
        of: what was counted.
        reference: key of the source.
    """

    kind: str
    ends: tuple[str, str]
    stretch: bool
    share: float
    of: str
    reference: str


@cache
def troubles() -> tuple[Trouble, ...]:
    """Every count of `resources/trouble.csv`."""
    return tuple(
        Trouble(
            row.kind,
            _ends(row.place),
            row.stretch,
            row.share_pct / 100,
            row.of,
            row.reference,
        )
        for row in TABLES.trouble
    )


def _ends(place: str) -> tuple[str, str]:
    first, _, second = place.partition("-")
    return first, second or first
