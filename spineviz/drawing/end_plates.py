"""End plates between which the two curves of the spine are measured, as they lie in the picture."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from spineviz.anatomy.levels import TABLE_STATURE
from spineviz.anatomy.posture import S1_PLATE, SACRAL_SLOPE, lie_down
from spineviz.outcome import Balanced
from spineviz.scene import LEVELS


class Cobb(Struct, frozen=True, eq=False):
    """One curve of the spine.

    Attributes:
        name: of the curve. ends: names of the bodies whose outer end plates bound it.
        places: m, shape (2, 2), middles of the two end plates, the upper one first.
        forward: shape (2, 2), unit vectors along the two plates, to the front of the body.
        degrees: the reported angle between them; `flat_degrees` lying flat.
    """

    name: str
    ends: tuple[str, str]
    places: np.ndarray
    forward: np.ndarray
    degrees: float
    flat_degrees: float


def cobbs(outcome: Balanced) -> tuple[Cobb, Cobb]:
    """Kyphosis and lordosis of a solved pose, between the plates that `outcome` names."""
    curvature, geometry = outcome.curvature, outcome.geometry
    person = outcome.person
    levels, wedges = person.levels, person.wedges.body

    def plate(level: str, side: int) -> tuple[np.ndarray, float]:
        """Middle of the upper (+1) or lower (-1) end plate of a body, and its angle."""
        row = LEVELS.index(level)
        x, y, angle = geometry.pose[level]
        up = -np.array([np.cos(angle), np.sin(angle)])
        middle = np.array([x, y]) + side * 0.5 * levels.body_height[row] * up
        return middle, angle - side * wedges[row] / 2

    def sacrum() -> tuple[np.ndarray, float]:
        x, y, angle = geometry.pose["pelvis"]
        cos, sin = np.cos(angle), np.sin(angle)
        local = lie_down(S1_PLATE) * person.stature / TABLE_STATURE
        middle = np.array([x, y]) + np.array([[cos, -sin], [sin, cos]]) @ local
        return middle, angle - SACRAL_SLOPE

    def curve(
        name: str,
        ends: tuple[str, str],
        plates: tuple[tuple[np.ndarray, float], ...],
        now: float,
        flat: float,
    ) -> Cobb:
        places = np.array([each[0] for each in plates])
        angles = np.array([each[1] for each in plates])
        forward = np.stack((-np.sin(angles), np.cos(angles)), axis=1)
        return Cobb(name, ends, places, forward, now, flat)

    return (
        curve(
            "Kyphosis", ("T1", "T12"), (plate("T1", 1), plate("T12", -1)),
            curvature.kyphosis_deg, curvature.kyphosis_flat_deg,
        ),
        curve(
            "Lordosis", ("L1", "S1"), (plate("L1", 1), sacrum()),
            curvature.lordosis_deg, curvature.lordosis_flat_deg,
        ),
    )  # fmt: skip
