"""Rollers: what they are made of, and the obstacle they are for the pads of a back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from spineviz.mechanics.tables import Cylinder
from spineviz.tables import UNITS, constants, rows

KINDS = tuple(row["kind"] for row in rows("rollers.csv"))
"""Every kind of roller in the table."""


@dataclass(frozen=True, slots=True)
class Coat:
    """The soft part of a roller: p = modulus · e / (1 − e) over a depth; Pa and m."""

    modulus: float
    depth: float


def coat(kind: str, diameter: float) -> Coat:
    """The soft part of a roller of this kind and diameter (m)."""
    row = next(row for row in rows("rollers.csv") if row["kind"] == kind)
    depth = (
        constants()["roller.foam.depth_per_diameter"] * diameter
        if row["scales"]
        else float(row["depth_mm"]) * UNITS["mm"]
    )
    return Coat(float(row["modulus_kPa"]) * UNITS["kPa"], depth)


def cylinder(kind: str, diameter: float, x: float, pads: int) -> Cylinder:
    """A roller that lies on the floor with its axis at x (m), as wide as the back."""
    soft = coat(kind, diameter)
    radius = diameter / 2
    return Cylinder(
        centre=np.array([x, radius]),
        radius=np.full(pads, radius),
        share=np.ones(pads),
        modulus=soft.modulus,
        depth=soft.depth,
    )
