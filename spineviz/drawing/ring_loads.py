"""What a rib hands on of the roller's force: back into the column, and round the ring in front."""

from __future__ import annotations

from msgspec import Struct

from spineviz.drawing.bone_loads import bone_loads
from spineviz.outcome import Rolled

BEHIND, AHEAD = ("costovertebral", "rib head"), ("cartilage",)
"""Kinds of links at the head of a rib, and at its end in front."""


class RingLoad(Struct, frozen=True):
    """One rib on one side, N: what the roller puts into it, and what of that leaves it at its head
    and at its end in front. The rest goes to its neighbours."""

    taken_N: float
    behind_N: float
    ahead_N: float


def ring_loads(outcome: Rolled, rib: str) -> tuple[RingLoad, RingLoad]:
    """A rib on the person's left and right.

    The links know the pair; each side hands on in proportion to what it takes. A rib that only
    passes on what others take hands on nothing of its own.
    """
    sides = bone_loads(outcome).newtons(rib)
    pair = sum(sides)
    handed = [0.0, 0.0]
    for link in outcome.geometry.links:
        for row, kinds in enumerate((BEHIND, AHEAD)):
            if link.kind in kinds and rib in (link.upper, link.lower):
                # the link pushes `upper` up by `force_y`, and `lower` down by as much
                handed[row] += link.force_y if link.lower == rib else -link.force_y
    left, right = (
        RingLoad(taken, *(min(max(each * taken / pair, 0.0), taken) if pair else 0.0
                          for each in handed))
        for taken in sides
    )  # fmt: skip
    return left, right
