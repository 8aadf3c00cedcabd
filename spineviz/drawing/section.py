"""The cross-section of the trunk at one level: which outlines there are, and where.

Places are (across, ahead) of the centre of the vertebral body in m, seen from the feet: the
person's left is on the right. Which parts exist at a level follows from the tables: the ribs that
reach it, the blades that cover it, the thickness of the wall.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from spineviz.anatomy.levels import TABLE_STATURE, girth_scale
from spineviz.anatomy.person import Person
from spineviz.anatomy.thorax import FIRST_RIB
from spineviz.drawing.cage import STERNUM_RANGE
from spineviz.drawing.curves import apply, capsule, ellipse, rounded, spline_weights
from spineviz.drawing.section_shapes import (
    BEYOND_BACK,
    BODY,
    CANAL,
    GUT,
    LUNG,
    RING,
    TRUNK,
    Sizes,
    arch_shape,
    blade_at,
    facet,
    mixed,
    ribs_cut,
    sizes_at,
)
from spineviz.scene import Scene
from spineviz.tables.body_rows import RibRow
from spineviz.tables.tables import TABLES

RIB, CARTILAGE, PLATE, GAP = 10.5, 11.0, 7.0, 3.2
"""mm, thickness of rib, cartilage, blade and joint gap. Drawing conventions."""

RIB_WIDTHS = (7.0, 8.0, RIB, RIB)  # mm from head to front end
THINNEST = 4.0  # mm across, from which muscle beyond the processes is drawn

OVER_BONE = 5.0  # mm of skin that stay over ribs and blades when pressed; drawing convention
UNDER_SKIN = 7.0  # mm of skin and fat over muscle; drawing convention
FAT = 13.0  # mm of skin and fat over the wall of the belly; drawing convention
SMALL, SOME = 0.12, 0.35  # shares under which an organ, or bowel and muscle, are not drawn

LINE_COUNT = 81  # places across at which the skin of the back is followed


class Part(Struct, frozen=True, eq=False):
    """One outline.

    Attributes:
        kind: what it is drawn as.
        name: what it belongs to, where that has a name.
        points: m, shape (n, 2).
        side: 1 on the right of the picture, −1 for its twin on the left, 0 for what has none.
    """

    kind: str
    name: str
    points: np.ndarray
    side: int = 0


class Ring(Struct, frozen=True, eq=False):
    """The rib that the cut follows from its head to its end in front, on the right; m.

    Attributes:
        name: of the rib.
        bone: middle of the bone, shape (n, 2). bone_widths: shape (n,).
        cartilage: middle of its cartilage, from the bone on, shape (m, 2); empty without.
        cartilage_widths: shape (m,).
        neck, angle: rows of `bone` at the transverse process and furthest behind.
    """

    name: str
    bone: np.ndarray
    bone_widths: np.ndarray
    cartilage: np.ndarray
    cartilage_widths: np.ndarray
    neck: int
    angle: int


class Section(Struct, frozen=True, eq=False):
    """The cross-section.

    Attributes:
        parts: in the order in which they lie on each other.
        skin: m, shape (n, 2), the whole outline.
        ring: the rib that is cut along its whole length, or None.
        process_tip: m, end of the transverse process on the right, or None below the last one.
        top: m, highest point of the skin.
    """

    parts: tuple[Part, ...]
    skin: np.ndarray
    ring: Ring | None
    process_tip: np.ndarray | None
    top: float

    def of(self, kind: str) -> list[Part]:
        """Parts of one kind."""
        return [part for part in self.parts if part.kind == kind]


COARSE = 2.0
"""mm. Splines are weighted for control points rounded to this, so that a section that changes a
little takes the weights of the one before; the curve still runs through the points themselves."""


@lru_cache(maxsize=4096)
def _weights(
    count: int, rounded_points: bytes, closed: bool
) -> tuple[np.ndarray, np.ndarray] | None:
    """Weights of a spline, or None where two of its points are rounded to one."""
    points = np.frombuffer(rounded_points).reshape(count, 2)
    if np.all(points[1:] == points[:-1], axis=1).any():
        return None
    return spline_weights(points, closed)


def smooth(points: np.ndarray, closed: bool = True) -> np.ndarray:
    """A spline through points (mm) of a section."""
    coarse = np.round(points / COARSE) * COARSE + 0.0
    found = _weights(len(points), coarse.tobytes(), closed) or spline_weights(points, closed)
    return apply(*found, points)


@lru_cache(maxsize=64)
def _sizes(person: Person, level: float, stature: float, mass: float) -> Sizes:
    size = 1e-3 * stature / TABLE_STATURE
    return sizes_at(level, person.levels, size, girth_scale(stature, mass) * 1e-3 / size)


def section_at(person: Person, scene: Scene, level: float, back: np.ndarray) -> Section:
    """The cross-section of a person.

    Args:
        person: at rest.
        scene: for the mass, the arms, and what is taken away.
        level: running number of the level, C1 is 0, with fractions.
        back: m, shape (n, 2), the skin of the back as it lies now, from left to right of the
            picture, ahead of the body centre (so negative).
    """
    stature = person.stature
    size = 1e-3 * stature / TABLE_STATURE
    sizes = _sizes(person, level, stature, scene.person_mass_kg)
    arm = next(row for row in TABLES.arms if row.arms == scene.arms)
    draw = _Drawing(sizes, level, back / size)
    cartilage = "cartilage" not in scene.without
    if "ribs" not in scene.without:
        draw.find_ring(cartilage)
    draw.trunk()
    draw.muscles()
    if "ribs" not in scene.without:
        draw.ribs(cartilage)
    if "blades" not in scene.without:
        draw.blades(arm.blade_shift_mm)
    draw.vertebra()
    return draw.finish(size)


class _Drawing:
    """Parts of one section, collected in mm of the table's man."""

    def __init__(self, sizes: Sizes, level: float, back: np.ndarray) -> None:
        self.s = sizes
        self.level = level
        self.parts: list[Part] = []
        self.back = back[np.abs(back[:, 0]) <= sizes.trunk_half / BEYOND_BACK + 0.5]
        self.skin = self._skin()
        self.ring: Ring | None = None

    def add(self, kind: str, points: np.ndarray, name: str = "", side: int = 0) -> None:
        self.parts.append(Part(kind, name, points, side))

    def both(self, kind: str, points: np.ndarray, name: str = "") -> None:
        """Add a part on the right, and its twin on the left."""
        self.add(kind, points, name, 1)
        self.add(kind, _twin(points), name, -1)

    def under(self, across: object, depth: float) -> np.ndarray:
        """Places `depth` mm inside the skin of the back."""
        at = np.atleast_1d(np.asarray(across, dtype=float))
        return np.stack((at, np.interp(at, *self.back.T) + depth), axis=1)

    def covered(self, path: np.ndarray, depth: float) -> np.ndarray:
        """A path to the right, lifted to where at least `depth` mm of soft tissue cover it, on
        whichever side of the back the skin is nearer."""
        skin = np.maximum(*(np.interp(side * path[:, 0], *self.back.T) for side in (1, -1)))
        # beyond the back the skin has turned up the side
        inside = path[:, 0] < self.back[-1, 0]
        lifted = np.where(inside, np.maximum(path[:, 1], skin + depth), path[:, 1])
        return np.stack((path[:, 0], lifted), axis=1)

    def _skin(self) -> np.ndarray:
        s = self.s
        side = mixed(TRUNK, s.low_back)
        side = side * np.stack(
            (np.full(len(side), s.trunk_half), np.where(side[:, 1] > 0, s.front, s.back)), axis=1
        )
        knots = np.concatenate((side, _twin(side)[-2::-1]))
        sides = smooth(np.concatenate((self.back[-2:], knots, self.back[:2])), closed=False)
        return np.concatenate((self.back, sides))

    def trunk(self) -> None:
        """Skin, wall of the belly, and what lies inside."""
        s = self.s
        self.add("skin", self.skin)
        fat = FAT * (0.4 + 0.6 * s.low_back)
        chest = 1.0 - s.low_back
        # in the chest the wall runs from the skin to the ribs, in front under them
        outer = self._inner(s.trunk_half - fat, s.front - 0.8 * fat - 8.0 * chest)
        inner = self._inner(
            min(s.trunk_half - fat - s.wall, s.cage_half - 3.0 * chest),
            s.front - 0.8 * (fat + s.wall) - 12.0 * chest,
        )
        self.add("wall", outer)
        self.add("cavity", inner)
        if s.lung > SMALL:
            lung = smooth(np.array(LUNG) * (s.cage_half, s.front))
            centre = np.array([0.58 * s.cage_half, 0.3 * s.front])
            self.both("lung", centre + (lung - centre) * np.sqrt(s.lung))
        if s.heart > SMALL:
            # the heart leans to the person's left, the right of the picture
            half = (0.36 * s.cage_half * s.heart, 0.24 * s.front * s.heart)
            self.add("heart", ellipse((0.09 * s.cage_half, 0.63 * s.front), half, 0.12))
        for place, ahead, radius in GUT:
            if s.gut > SOME:
                across = place * (s.trunk_half - 40.0)
                wide = radius * s.gut * min(1.0, s.front / 120.0)
                self.both("gut", ellipse((across, ahead * s.front), (wide, 0.86 * wide)))
        round_it = min(9.0, 0.22 * s.front)
        before = s.body_depth / 2 + round_it
        self.add("artery", ellipse((11.0, before), (round_it, round_it)))
        if s.low_back > SOME:
            self.add("vein", ellipse((-12.0, before), (1.15 * round_it, 0.95 * round_it)))

    def _inner(self, half: float, front: float) -> np.ndarray:
        """An outline inside the skin, `half` mm wide to either side and `front` mm deep."""
        s = self.s
        side = mixed(TRUNK, s.low_back)[1:] * (half, front)
        side[side[:, 1] < 0, 1] = -0.16 * s.back
        floor = self.covered(np.array([(0.78 * half, -0.46 * s.back)]), 16.0)
        start = np.array([(0.3 * half, -0.36 * s.back)])
        points = np.concatenate((start, floor, side))
        return smooth(np.concatenate((points, _twin(points)[-2::-1])))

    def muscles(self) -> None:
        """Back muscle, and beside the vertebra what is there at this level."""
        s = self.s
        if s.psoas > SOME:
            across = s.body_width / 2 + 3.0 + 17.0 * s.psoas
            self.both("psoas", ellipse((across, -3.0), (17.0 * s.psoas, 22.0 * s.psoas), -0.15))
        if s.low_back > SOME:
            self.both("quadratus", ellipse((70.0, -17.0), (20.0, 8.0 * s.low_back), 0.08))
        top = s.wall_behind - s.process_behind - 3.0
        thin, edge = s.spinous_width / 2 + 2.5, min(s.erector_edge, s.process_reach)
        for side in (1, -1):
            places = side * np.array([thin, 0.35 * edge, 0.7 * edge, edge - 1.5])
            bottom = self.under(places, UNDER_SKIN)
            bottom[:, 1] = np.minimum(bottom[:, 1], top - 6.0)
            tip = np.array([(side * edge, (bottom[-1, 1] + top) / 2)])
            roof = np.array([
                (side * (edge - 1.5), top - 1.0), (side * 0.62 * edge, top + 1.0),
                (side * (s.canal_width / 2 + 5.0), s.wall_behind - s.canal_depth - 3.0),
                (side * thin, s.wall_behind - s.canal_depth - 12.0),
            ])  # fmt: skip
            self.add("erector", smooth(np.concatenate((bottom, tip, roof))), side=side)
            low = self.under([side * 0.5 * edge], UNDER_SKIN + 2.0)
            middle = (side * 0.55 * edge, (low[0, 1] + top) / 2)
            seam = np.array([low[0], middle, (side * 0.5 * edge, top - 2.0)])
            self.add("seam", smooth(seam, closed=False), side=side)
            if s.erector_edge > edge + THINNEST:
                self._beside_processes(side, edge, top)

    def _beside_processes(self, side: int, edge: float, top: float) -> None:
        """The part of the back muscle beyond the transverse process: over the rib where the cut
        follows one, over nothing that is hard where there is none."""
        outer = self.s.erector_edge
        across = np.array([edge + 1.5, edge + 0.4 * (outer - edge), 0.5 * (edge + outer), outer])
        bottom = self.under(side * across, UNDER_SKIN)
        if self.ring is not None:
            behind = self.ring.bone[: self.ring.angle + 1]
            roof = np.interp(across, *behind.T) - RIB / 2
        else:
            roof = np.interp(across, (edge, outer), (top, top - 5.0))
        roof = np.maximum(roof, bottom[:, 1] + 3.0)
        over = np.stack((side * across, roof), axis=1)[::-1]
        inner = np.array([(side * (edge + 1.0), (bottom[0, 1] + roof[0]) / 2)])
        kind = "erector over rib" if self.ring is not None else "erector over nothing"
        self.add(kind, smooth(np.concatenate((bottom, over, inner))), side=side)

    def find_ring(self, cartilage: bool) -> None:
        """The rib of the vertebra, where one hangs on it."""
        own = round(self.level) - FIRST_RIB + 1
        if own not in ribs_cut(self.level):
            return
        row = TABLES.ribs[own - 1]
        path = self._ring(row)
        stop = _first_above(path, row.front_ahead_mm)
        bone, rest = path[: stop + 1], np.zeros((0, 2))
        goes_on = row.cartilage_ahead_mm or 0.0
        if cartilage and self._meets_sternum and goes_on:
            last = len(path) if row.cartilage_to == "sternum" else _first_above(path, goes_on)
            rest = path[stop:last] if last - stop > 2 else rest
        angle = int(np.argmin(bone[:, 1]))
        self.ring = Ring(
            name=f"rib{own}",
            bone=bone,
            bone_widths=np.interp(np.linspace(0, 1, len(bone)), (0, 0.15, 0.4, 1), RIB_WIDTHS),
            cartilage=rest,
            cartilage_widths=np.linspace(CARTILAGE, 9.0, len(rest)),
            neck=int(np.argmin(np.abs(bone[: angle + 1, 0] - self.s.process_reach))),
            angle=angle,
        )

    @property
    def _meets_sternum(self) -> bool:
        return STERNUM_RANGE[0] <= self.level <= STERNUM_RANGE[1]

    def ribs(self, cartilage: bool) -> None:
        """The rib of the vertebra as a ring; where none hangs on it, those that reach the level."""
        s, table = self.s, TABLES.ribs
        if self.ring is not None:
            ring = self.ring
            if len(ring.cartilage):
                shape = capsule(ring.cartilage, ring.cartilage_widths, samples=1)
                self.both("cartilage", shape, ring.name)
            self.both("rib", capsule(ring.bone, ring.bone_widths, samples=1), ring.name)
        else:
            for number in ribs_cut(self.level):
                row = table[number - 1]
                root, reach = FIRST_RIB + number - 1, row.front_below_levels
                share = (self.level - root) / reach
                front = min(row.front_ahead_mm, 0.75 * s.front)
                ahead = -0.5 * s.back + share * (front + 0.5 * s.back)
                self.both("rib", ellipse(self._side(ahead), (5.0, 10.0), -0.1), f"rib{number}")
        if cartilage and self._meets_sternum:
            ahead = s.front - 13.0
            plate = [(-15, ahead - 5), (15, ahead - 5), (17, ahead + 1), (15, ahead + 5),
                     (-15, ahead + 5), (-17, ahead + 1)]  # fmt: skip
            self.add("sternum", rounded(plate, 3.0), "sternum")

    def _side(self, ahead: float) -> tuple[float, float]:
        """The place inside the wall at the side, this far ahead."""
        s = self.s
        place, height = np.array(((0.93, -0.5), *RING)).T
        half = np.interp(ahead / (s.front - 13.0), height, place) * s.cage_half
        return float(half) - 2.0, ahead

    def _ring(self, row: RibRow) -> np.ndarray:
        """Middle of a rib from its head on the vertebra to the sternum, on the right."""
        s = self.s
        angle = float(row.angle_lateral_mm or 0.55 * s.cage_half)
        head = (0.86 * s.body_width / 2, -0.3 * s.body_depth)
        neck = (s.process_reach - 6.0, s.wall_behind - s.process_behind + 10.0)
        behind = self.covered(
            np.array([(angle, 20.0 - s.back), (0.5 * (angle + s.cage_half), 25.0 - s.back)]),
            OVER_BONE + RIB / 2 + (PLATE if self._blade_over(angle) else 0.0),
        )
        outer = (0.945 * s.cage_half, max(-0.36 * s.back, behind[-1, 1] + 8.0))
        front = np.array(RING) * (s.cage_half, s.front - 13.0)
        return smooth(np.vstack((head, neck, behind, [outer], front)), closed=False)

    def _blade_over(self, across: float) -> bool:
        blade = blade_at(self.level, 0.0)
        return blade is not None and blade[0] < across + 10.0

    def blades(self, shift: float) -> None:
        """The blades, where they cover the level: plates outside the ribs."""
        ends = blade_at(self.level, shift)
        if ends is None:
            return
        # a slim chest turns forward before the blade ends
        lateral = min(max(ends[1], ends[0] + 14.0), self.back[-1, 0] - 4.0)
        across = np.linspace(min(ends[0], lateral - 14.0), lateral, 7)
        place = np.stack((across, np.full(7, OVER_BONE + 5.0 - self.s.back)), axis=1)
        path = self.covered(place, OVER_BONE + PLATE / 2 - 1.0)
        # outwards it follows the round of the chest
        path[:, 1] += 16.0 * np.clip((across - 85.0) / 60.0, 0.0, 1.0) ** 1.5
        widths = np.interp(np.linspace(0, 1, 7), (0, 0.2, 0.8, 1), (5.5, PLATE, PLATE, 5.5))
        self.both("blade", capsule(path, widths), "scapulae")

    def vertebra(self) -> None:
        """Body, arch, canal, joints."""
        s = self.s
        half = mixed(BODY, s.low_back) * (s.body_width / 2, s.body_depth / 2)
        body = smooth(np.concatenate((half, _twin(half)[-2:0:-1])))
        arch = arch_shape(s)
        ring = rounded(np.concatenate((arch, _twin(arch)[::-1])), 3.2, samples=4)
        canal = mixed(CANAL, s.low_back) * (s.canal_width / 2, s.canal_depth)
        canal[:, 1] += s.wall_behind
        self.add("arch", ring)
        gap = facet(s)
        self.both("facet", capsule(gap, (GAP, GAP, GAP)))
        self.add("body", body)
        self.add("core", 0.66 * body)
        self.add("canal", smooth(np.concatenate((canal, _twin(canal)[-2:0:-1]))))
        middle = (0.0, s.wall_behind - 0.46 * s.canal_depth)
        self.add("cord", ellipse(middle, (0.31 * s.canal_width, 0.3 * s.canal_depth)))

    def finish(self, size: float) -> Section:
        """Everything in m of this person."""
        s, ring = self.s, self.ring
        if ring is not None:
            ring = replace(
                ring,
                bone=ring.bone * size,
                bone_widths=ring.bone_widths * size,
                cartilage=ring.cartilage * size,
                cartilage_widths=ring.cartilage_widths * size,
            )
        return Section(
            parts=tuple(
                Part(part.kind, part.name, part.points * size, part.side) for part in self.parts
            ),
            skin=self.skin * size,
            ring=ring,
            process_tip=np.array([s.process_reach, s.wall_behind - s.process_behind]) * size,
            top=float(s.front) * size,
        )


def _twin(points: np.ndarray) -> np.ndarray:
    """The same on the other side."""
    mirrored: np.ndarray = points * (-1.0, 1.0)
    return mirrored


def _first_above(path: np.ndarray, ahead: float) -> int:
    """Row at which a path that comes round from behind first lies this far ahead."""
    lowest = int(np.argmin(path[:, 1]))
    above = np.flatnonzero(path[lowest:, 1] >= ahead)
    return lowest + int(above[0]) if len(above) else len(path) - 1
