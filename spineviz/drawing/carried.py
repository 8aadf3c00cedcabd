"""Who carries the roller's force under each level, as parts of it that add up."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from spineviz.values import Numbers

CAGE, SPINE = "cage_share", "spine_share"


class Carried(Struct, frozen=True):
    """Parts of the roller's force under one level; together they are 1.

    Attributes:
        cage: carried by ribs and shoulder blades. spine: onto the spine.
        rest: onto anything else, such as pelvis and flanks.
    """

    cage: float
    spine: float
    rest: float


def carried(sweep: Mapping[str, Numbers | None]) -> dict[str, Carried]:
    """By level, those for which it is known."""
    return {
        level: Carried(each[CAGE], each[SPINE], max(1.0 - each[CAGE] - each[SPINE], 0.0))
        for level, each in sweep.items()
        if each is not None and CAGE in each and SPINE in each
    }
