"""Rollers: what they are made of, and the obstacle they are for the pads of a back.

A pad is a column of skin over a stretch of the back's breadth. The roller it meets is the mean of
the roller's radius over the part of that stretch which the roller covers (`radius`), on that part
of the pad's area (`share`). So both change without a jump when a roller is made narrower, its
groove wider, or the back is shifted over it.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from spineviz.mechanics.model import Cylinder
from spineviz.scene import Scene
from spineviz.tables.tables import TABLES, Tables
from spineviz.tables.typed import UNITS

KINDS = tuple(TABLES.products)
"""Every kind of roller in the table."""

SLIVER = 1e-9  # m, stretches narrower than this count as not covered


class Coat(Struct, frozen=True):
    """The soft part of a roller: p = modulus · e / (1 − e) over a depth; Pa and m."""

    modulus: float
    depth: float


def coat(kind: str, diameter: float, stiffness: float = 1.0, tables: Tables = TABLES) -> Coat:
    """The soft part of a roller of this kind and diameter (m), `stiffness` times the product's."""
    product = tables.products[kind]
    if product.depth_mm is None:
        depth = tables.si["roller.foam.depth_per_diameter"] * diameter
    else:
        depth = product.depth_mm * UNITS["mm"]
    return Coat(product.modulus_kPa * UNITS["kPa"] * stiffness, depth)


class Shape(Struct, frozen=True):
    """The surface of a roller, a body of revolution that lies on the floor; all sizes in m.

    Attributes:
        surface: `cylinder`, `ball` or `double ball`.
        diameter: the largest.
        width: what lies further than half of it from the middle is cut off.
        groove: breadth of the groove in the middle, or of the gap between two balls; 0 for none.
        depth: of the groove.
    """

    surface: str
    diameter: float
    width: float
    groove: float = 0.0
    depth: float = 0.0

    def facing(self, low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What the stretches from `low` to `high` (m from the middle, shape (n,)) meet.

        Returns:
            Mean radius over the covered part of each stretch (m, the largest where nothing is
            covered), and that part as a share from 0 to 1; each of shape (n,).
        """
        radius, half, gap = self.diameter / 2, self.width / 2, self.groove / 2
        if self.surface == "cylinder":
            covered = _overlap(low, high, -half, half)
            volume = radius * covered
        else:
            centres = (0.0,) if self.surface == "ball" else (-gap - radius, gap + radius)
            covered, volume = np.zeros(len(low)), np.zeros(len(low))
            for centre in centres:
                start, end = max(-half, centre - radius), min(half, centre + radius)
                a = np.clip(low, start, max(start, end)) - centre
                b = np.clip(high, start, max(start, end)) - centre
                covered += b - a
                volume += _under_a_circle(b, radius) - _under_a_circle(a, radius)
        if self.depth:
            volume = volume - self.depth * _overlap(low, high, -min(gap, half), min(gap, half))
        found = covered > SLIVER
        mean = np.where(found, volume / np.where(found, covered, 1.0), radius)
        # whole pads keep the very radius, so that a groove of nothing changes no digit
        mean = np.where(np.isclose(mean, radius, rtol=1e-14, atol=0.0), radius, mean)
        share = np.where(found, np.minimum(covered / (high - low), 1.0), 0.0)
        return mean, np.where(share > 1 - 1e-12, 1.0, share)


def _overlap(low: np.ndarray, high: np.ndarray, start: float, end: float) -> np.ndarray:
    """Length of what stretches have in common with one from `start` to `end`."""
    common: np.ndarray = np.maximum(0.0, np.minimum(high, end) - np.maximum(low, start))
    return common


def _under_a_circle(u: np.ndarray, radius: float) -> np.ndarray:
    """Integral of sqrt(radius² − u²) from 0 to u."""
    share = np.clip(u / radius, -1.0, 1.0)
    area: np.ndarray = 0.5 * radius**2 * (share * np.sqrt(1 - share**2) + np.arcsin(share))
    return area


def shape_of(scene: Scene, tables: Tables = TABLES) -> Shape:
    """The surface of the scene's roller."""
    product = tables.products[scene.roller_kind]
    return Shape(
        product.surface,
        scene.roller_diameter_mm * UNITS["mm"],
        scene.roller_width_mm * UNITS["mm"],
        scene.roller_groove_mm * UNITS["mm"],
        (product.groove_depth_mm or 0.0) * UNITS["mm"],
    )


def cylinder(
    scene: Scene,
    x: float,
    point: np.ndarray,
    z: np.ndarray,
    width: np.ndarray,
    front: bool = False,
    tables: Tables = TABLES,
) -> Cylinder:
    """The scene's roller on the floor, with its axis at x (m), under a body that may lean.

    A body turned by an angle t about its long axis has one side lower than the other. The axis of
    turning is the skin over the spine, which stays over the middle of the roller. Turned about the
    x axis of its body's frame, the skin at the lateral place z goes down by z sin t and comes to
    lie over z cos t of the roller; a pad takes up cos t of its width there. Thickness and area of
    the pads stay. All of that is constant while the pose changes, so the energy only sees other
    points and radii. What turns the body back is held by arm and foot and is not solved, and nor
    is the sideways part of the forces: the floor still meets the pads where they were.

    The side that goes down is the right one (z > 0). A lean to the left is the mirror image, and
    is solved as a lean to the right, so that both give the same bits.

    Args:
        scene: says which roller, and the lean.
        x: m, of the axis.
        point: m, shape (pads, 2), of the pads in the frames of their bodies.
        z: m, shape (pads,), lateral places of the pads' middles.
        width: m, shape (pads,), of the pads.
        front: whether the body lies on its front.
        tables: with the products.
    """
    shape = shape_of(scene, tables)
    soft = coat(scene.roller_kind, shape.diameter, scene.roller_stiffness, tables)
    lean = abs(scene.lean_deg) * UNITS["deg"]
    # every roller is its own mirror image: one side serves for both, to the last bit
    middle, half = np.abs(z) * np.cos(lean), width * np.cos(lean) / 2
    radius, share = shape.facing(middle - half, middle + half)
    turned = None
    if lean:
        turned = point.copy()
        # face down the front of a body faces the roller, and y of its frame points down
        turned[:, 1] -= (-z if front else z) * np.sin(lean)
    return Cylinder(
        centre=np.array([x, shape.diameter / 2]),
        radius=radius,
        share=share,
        modulus=soft.modulus,
        depth=soft.depth,
        point=turned,
    )
