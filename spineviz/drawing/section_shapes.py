"""Shapes of the cross-section: one for the chest, one for the low back, mixed by level.

All are drawing measurements (ASSUMED). Each shape is the half to one side of the mid-plane, as
parts of a width and of a depth that the tables give, or in mm beside the canal; the two shapes of a
pair have the same number of points, so that any level takes its share of both.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike

from spineviz.anatomy.levels import Levels
from spineviz.scene import LEVELS
from spineviz.tables.tables import TABLES

TRUNK = np.array((
    ((0.93, -0.5), (0.985, -0.1), (1.0, 0.23), (0.956, 0.51), (0.81, 0.76), (0.575, 0.92),
     (0.28, 0.985), (0.0, 1.0)),
    ((0.94, -0.48), (0.985, -0.15), (1.0, 0.21), (0.946, 0.54), (0.757, 0.81), (0.47, 0.96),
     (0.23, 0.995), (0.0, 1.0)),
))  # fmt: skip
"""Skin from the flank to the front: parts of half the width and of the depth before (or behind)
the body centre."""

BODY = np.array((
    ((0.0, 1.0), (0.52, 0.88), (0.92, 0.42), (1.0, -0.05), (0.92, -0.5), (0.7, -0.86),
     (0.35, -0.95), (0.0, -0.86)),
    ((0.0, 1.0), (0.5, 0.95), (0.88, 0.62), (1.0, 0.08), (0.95, -0.42), (0.72, -0.86),
     (0.35, -0.94), (0.0, -0.82)),
))  # fmt: skip
"""Vertebral body: a heart, a kidney; parts of half its width and depth."""

CANAL = np.array(
    (
        ((0.0, -0.02), (0.62, -0.13), (1.0, -0.5), (0.62, -0.87), (0.0, -1.0)),
        ((0.0, 0.0), (0.68, -0.04), (1.0, -0.28), (0.56, -0.74), (0.0, -1.0)),
    )
)
"""Canal: round, three-cornered; parts of half its width and of its depth behind the body."""

LUNG = (
    (0.24, -0.12), (0.52, -0.23), (0.8, -0.06), (0.885, 0.25), (0.84, 0.53), (0.68, 0.72),
    (0.46, 0.79), (0.32, 0.68), (0.37, 0.42), (0.32, 0.2), (0.22, 0.06),
)  # fmt: skip
"""Parts of half the width of the cage and of the depth in front."""

RING = ((1.0, 0.2), (0.965, 0.47), (0.82, 0.73), (0.58, 0.9), (0.3, 0.97), (0.14, 0.985))
"""A rib from the side to the front, parts of half the width of the cage and of its depth."""

GUT = ((0.3, 0.62, 18.0), (0.62, 0.56, 21.0), (0.47, 0.3, 15.0), (0.78, 0.22, 17.0))
"""Loops of bowel: parts of half the width and of the depth in front, and a radius, mm."""


def mixed(pair: ArrayLike, share: float) -> np.ndarray:
    """A shape between that of the chest (0) and that of the low back (1)."""
    chest, low = np.asarray(pair, dtype=float)
    shape: np.ndarray = (1 - share) * chest + share * low
    return shape


class Sizes(Struct, frozen=True):
    """What the tables say of one level, in mm of the table's man unless named otherwise.

    Attributes:
        low_back: share of the shapes of the low back, 0 to 1.
        trunk_half, cage_half: half the width of skin and rib cage.
        body_width, body_depth: of the vertebral body.
        canal_width, canal_depth: of the canal.
        process_reach, process_behind: ends of the transverse processes, from the mid-plane and
            behind the back wall of the body.
        spinous_width: of the spinous process. spinous_tip: how far it ends behind the body centre.
        wall: thickness of the muscle of the flank and belly.
        psoas, lung, heart, gut: size as a share of the largest.
        back, front: skin behind and in front of the body centre, unloaded.
        erector_edge: from the mid-plane.
    """

    low_back: float
    trunk_half: float
    cage_half: float
    body_width: float
    body_depth: float
    canal_width: float
    canal_depth: float
    process_reach: float
    process_behind: float
    spinous_width: float
    spinous_tip: float
    wall: float
    psoas: float
    lung: float
    heart: float
    gut: float
    back: float
    front: float
    erector_edge: float

    @property
    def wall_behind(self) -> float:
        """The back wall of the body, mm ahead of its centre (negative)."""
        return -self.body_depth / 2


NEAREST_TIP = 8.5  # mm of skin over a spinous process at least; drawing measurement


BEYOND_BACK = 1.11  # width of the trunk in widths of its flattened back; drawing convention
WALL_OVER_CAGE = 13.0  # mm from the ribs to the skin at the side at least; drawing measurement


def sizes_at(level: float, levels: Levels, size: float, girth: float = 1.0) -> Sizes:
    """Sizes at a level.

    Args:
        level: running number, C1 is 0, with fractions between two levels.
        levels: of the person, m.
        size: m of this person a mm of the table's man.
        girth: how much thicker than the table's man for this size.
    """
    table = TABLES.section
    at = [LEVELS.index(row.level) for row in table]

    def drawn(name: str) -> float:
        return float(np.interp(level, at, [getattr(row, name) for row in table]))

    def measured(values: np.ndarray) -> float:
        return float(np.interp(level, np.arange(len(values)), values)) / size

    back = measured(levels.skin_back)
    # even a slim trunk is wider than its back
    half = max(drawn("trunk_half_mm") * girth, TABLES.si["flank.edge"] * 1e3 * BEYOND_BACK)
    return Sizes(
        low_back=drawn("low_back_share"),
        trunk_half=half,
        cage_half=min(drawn("cage_half_mm"), half - WALL_OVER_CAGE),
        body_width=drawn("body_width_mm"),
        body_depth=measured(levels.body_depth),
        canal_width=drawn("canal_width_mm"),
        canal_depth=drawn("canal_depth_mm"),
        process_reach=drawn("process_reach_mm"),
        process_behind=drawn("process_behind_mm"),
        spinous_width=drawn("spinous_width_mm"),
        spinous_tip=back - max(measured(levels.skin_to_spinous), NEAREST_TIP),
        wall=drawn("wall_mm"),
        psoas=drawn("psoas_share"),
        lung=drawn("lung_share"),
        heart=drawn("heart_share"),
        gut=drawn("gut_share"),
        back=back,
        front=measured(levels.skin_depth) - back,
        erector_edge=measured(levels.erector_edge),
    )


def arch_shape(s: Sizes) -> np.ndarray:
    """Half the arch from the body round the processes to the tip behind; mm."""
    half, wall = s.canal_width / 2, s.wall_behind
    reach, behind, deep = s.process_reach, s.process_behind, s.canal_depth
    thin = s.spinous_width / 2
    chest = (
        (0.62 * s.body_width / 2, 5.0), (half + 4.0, -1.0), (half + 8.0, -5.0),
        (reach - 5.0, 4.5 - behind), (reach, 1.0 - behind), (reach - 2.0, -5.0 - behind),
        (half + 9.5, -12.5), (half + 5.0, -deep), (half - 1.0, -deep - 5.0),
        (thin + 2.0, -deep - 10.0),
    )  # fmt: skip
    low = (
        (0.7 * s.body_width / 2, 5.0), (half + 5.0, -1.0), (half + 9.0, -2.0),
        (reach - 6.0, 3.5 - behind), (reach, -behind), (reach - 4.0, -5.0 - behind),
        (half + 9.5, -8.0), (half + 9.0, -16.0), (half + 1.0, -deep - 5.0),
        (thin + 2.5, -deep - 9.0),
    )  # fmt: skip
    side = mixed((chest, low), s.low_back) + (0.0, wall)
    root = side[-1, 1]
    tip = (
        (thin, 0.6 * root - 0.4 * s.spinous_tip), (thin + 0.5, 2.5 - s.spinous_tip),
        (0.7 * thin, -s.spinous_tip),
    )  # fmt: skip
    return np.concatenate((side, tip))


def facet(s: Sizes) -> np.ndarray:
    """The gap of a facet joint to one side: across in the chest, from front to back below; mm."""
    half, deep = s.canal_width / 2, s.canal_depth
    chest = ((half - 2.5, -deep - 0.5), (half + 2.0, -deep + 0.6), (half + 6.0, -deep + 3.0))
    low = ((half + 6.5, -6.0), (half + 3.4, -9.5), (half + 2.6, -15.0))
    return mixed((chest, low), s.low_back) + (0.0, s.wall_behind)


def ribs_cut(level: float) -> tuple[int, ...]:
    """Ribs that a cut at this level meets: from their head down to their front end."""
    table = TABLES.ribs
    first = LEVELS.index("T1")
    return tuple(
        number
        for number, row in enumerate(table, 1)
        if first + number - 1.5 <= level <= first + number - 1 + row.front_below_levels
    )


def blade_at(level: float, shift_mm: float) -> tuple[float, float] | None:
    """From where to where the blade reaches across (mm), or None where it does not cover the level.

    Args:
        level: running number of the level.
        shift_mm: how far the arms move the blade away from the mid-plane.
    """
    constant = TABLES.si
    top, bottom = constant["blade.top_level"], constant["blade.bottom_level"]
    if not top <= level <= bottom:
        return None
    ends = constant["blade.breadth"], constant["blade.tip_breadth"]
    breadth = float(np.interp(level, (top, bottom), ends)) * 1e3
    medial = constant["blade.medial"] * 1e3 + shift_mm
    return medial, medial + breadth
