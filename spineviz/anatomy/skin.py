"""Soft pads over the back: which tissue lies at which place, and what bone is behind it.

The back is cut across into stations, several a level, and each station into strips by lateral
place. A strip belongs to whatever bone is there: blade, rib, vertebra, or to none (flank).
"""

from __future__ import annotations

import itertools
import math

import numpy as np
from msgspec import Struct

from spineviz.anatomy.levels import TABLE_STATURE, Levels
from spineviz.anatomy.rows import Builder, PadRows, cut, joined
from spineviz.anatomy.thorax import FIRST_RIB
from spineviz.anatomy.trunk import Trunk
from spineviz.scene import LEVELS

STATIONS = 5  # a level; three are within 0.5 % of the limit
FIRST_STATION = 1.0  # C2: the head covers C1
ANGLE_BELOW = 0.78  # levels that the angle of a rib lies below its vertebra; drawing measurement
OUTER_BELOW = 1.25  # the same for the outer strip of a rib
RIB_INNER, RIB_OUTER = 0.018, 0.048
"""m beyond the angle of a rib to which its inner and its outer strip reach. ASSUMED."""

LAST_RIB_BELOW = 0.25
"""Levels below its middle that the last rib still bears what lies on it: half of its breadth, some
6 mm of a level of 25 mm; drawing measurement."""

SLICES = {
    "erector": 2, "erector_ribs": 2, "erector_soft": 2, "blades": 3, "flank": 2,
    "sacrum": 3, "iliac": 2, "gluteal": 4,
}  # fmt: skip
"""Slices that a strip is cut into lengthwise, some 25 mm wide at most, so that a narrow roller, its
groove or a lean meets each part of it apart; one where nothing else is said."""

SOFT = "erector_soft"
"""Muscle beside the transverse processes with no bone behind: it lies on a bed of deeper muscle and
fat, and that on the vertebra."""

NARROW = 0.004  # m, strips narrower than this are left to their neighbour


class Blades(Struct, frozen=True):
    """Where the blades are: medial border (m from the midline) and how far they stand out (m)."""

    medial: float
    proud: float


class Stations(Struct, frozen=True, eq=False):
    """Where the back is cut across; each array has the shape (stations,).

    Attributes:
        level: running number, C1 = 0. nearest: the level next to it.
        length: m along the skin. back: m, skin behind the body centres.
    """

    level: np.ndarray
    nearest: np.ndarray
    length: np.ndarray
    back: np.ndarray


class Ribs(Struct, frozen=True, eq=False):
    """Where the back of each rib runs, in order from the first.

    Attributes:
        angle: m from the midline, shape (ribs,): the angle of each rib, `ANGLE_BELOW` levels under
            its vertebra; for the twelfth, which has none, that of the eleventh.
        reach: m from the midline, shape (ribs,): where its bone ends; infinite beyond the back.
        there: bool, shape (ribs,): whether it was not taken away.
        body: shape (ribs,), row of its body.
    """

    angle: np.ndarray
    reach: np.ndarray
    there: np.ndarray
    body: np.ndarray

    def behind(
        self, level: np.ndarray, process: np.ndarray, lateral: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Whether a rib lies behind places of the back (each of shape (stations,)), and its body.

        A rib leaves the spine at the tip of the transverse process (`process`, m) and runs straight
        down to its angle and on; each covers half of the space to the next, and the last one, which
        has no next, half of its own breadth.
        """
        slope = ANGLE_BELOW / (self.angle - process[:, None])
        out = np.maximum(lateral - process, 0.0)[:, None]
        below = np.arange(len(self.angle)) + slope * out - (level - FIRST_RIB)[:, None]
        nearest = np.argmin(np.abs(below), axis=1)
        over = -below[np.arange(len(level)), nearest]  # levels below the middle of the bone
        last = nearest == len(self.angle) - 1
        near = (over >= -0.5) & (over <= np.where(last, LAST_RIB_BELOW, 0.5))
        return near & (lateral <= self.reach[nearest]) & self.there[nearest], self.body[nearest]


def ribs_of(build: Builder, size: float) -> Ribs:
    """The ribs of a person, `size` times as large as in the tables."""
    table = build.tables.ribs
    angle = [row.angle_lateral_mm or 0.0 for row in table]
    angle = [value or angle[n - 1] for n, value in enumerate(angle)]
    reach = [math.inf if row.reach_mm is None else row.reach_mm for row in table]
    return Ribs(
        np.array(angle) * 1e-3 * size,
        np.array(reach) * 1e-3 * size,
        np.array([build.has(f"rib{row.rib}") for row in table]),
        np.array([build.index(f"rib{row.rib}") for row in table]),
    )


def in_series(
    over: tuple[float, np.ndarray], under: tuple[float, float]
) -> tuple[np.ndarray, np.ndarray]:
    """One layer (Pa, m until it locks) for two that lie upon each other: as soft as both together
    under a light touch, and locked where both are."""
    depth = over[1] + under[1]
    return depth / (over[1] / over[0] + under[1] / under[0]), depth


def stations_of(trunk: Trunk, levels: Levels) -> Stations:
    """The stations from C2 down to half a level below L5."""
    numbers = np.arange(len(levels.names))
    count = round((len(numbers) - 0.5 - FIRST_STATION) * STATIONS - 0.25)
    edges = FIRST_STATION + 1 / STATIONS * np.arange(count + 1)
    ends = trunk.places(edges, -np.interp(edges, numbers, levels.skin_back)).tolist()
    level = (edges[:-1] + edges[1:]) / 2
    return Stations(
        level=level,
        nearest=np.rint(level).astype(int),
        length=np.array([math.dist(*pair) for pair in itertools.pairwise(ends)]),
        back=np.interp(level, numbers, levels.skin_back),
    )


def add_back(
    build: Builder, trunk: Trunk, levels: Levels, stature: float, girth: float, blades: Blades
) -> None:
    """Add the pads of neck and back, C2 to L5.

    A strip is a row: its track, its station, its stretch across (m from the midline) and the bone
    behind it. Strips of bone lie beside the erectors, and beside each other.
    """
    constant = build.tables.si
    size = stature / TABLE_STATURE
    numbers = np.arange(len(levels.names))
    station = stations_of(trunk, levels)
    level, names = station.level, np.array(levels.names)
    found: list[PadRows] = []

    def strips(
        track: str,
        there: np.ndarray,
        inner: np.ndarray | float,
        outer: np.ndarray,
        *,
        body: np.ndarray | None = None,
        thickness: np.ndarray | None = None,
        recess: float = 0.0,
        lane: str = "",
        pieces: int = 0,
    ) -> None:
        """Add strips at the stations that are `there` (bool), from inner to outer (m, shape
        (stations,)) on both sides, or across the middle where inner is 0."""
        tissue = build.tables.tissue
        layer = tissue["erector"] if track == "erector_ribs" else tissue[track]
        row = np.flatnonzero(there)
        near = station.nearest[row]
        a, b = (np.broadcast_to(each, len(there))[row] for each in (inner, outer))
        thick = layer.thickness * girth if thickness is None else thickness[row]
        modulus: np.ndarray | float = layer.modulus
        depth = layer.lock * thick
        if track == SOFT:
            muscle = tissue["erector"]
            bed = layer.modulus, layer.lock * layer.thickness * girth
            modulus, depth = in_series((muscle.modulus, muscle.lock * np.asarray(thick)), bed)
        across = not np.any(a)
        found.append(
            cut(
                track,
                lane or track,
                body=near if body is None else body[row],
                level=names[near],
                place=trunk.places(level[row], -station.back[row] + recess),
                middle=0.0 if across else (a + b) / 2,
                width=2 * b if across else b - a,
                length=station.length[row],
                modulus=modulus,
                depth=depth,
                slices=pieces or SLICES.get(track, 1),
                row=row,
            )
        )

    neck = levels.neck[station.nearest]
    back = ~neck
    strips("neck", neck, 0.0, np.full(len(level), constant["neck.half_width"] * size))
    middle = constant["midline.half_width"] * size
    strips(
        "midline",
        back,
        0.0,
        np.full(len(level), middle),
        thickness=np.interp(level, numbers, levels.skin_to_spinous),
        recess=constant["midline.furrow"] * size,
    )
    edge = np.interp(level, numbers, levels.erector_edge)
    thick = np.interp(level, numbers, levels.erector)
    section = build.tables.section
    reach = np.array([row.process_reach_mm for row in section]) * 1e-3 * size
    at = np.array([LEVELS.index(row.level) for row in section], float)
    process = np.minimum(np.interp(level, at, reach), edge)
    strips("erector", back, middle, process, thickness=thick)
    behind = ribs_of(build, size)
    pieces = SLICES["erector_ribs"]
    for n in range(pieces):
        inner = process + (edge - process) * n / pieces
        outer = process + (edge - process) * (n + 1) / pieces
        wide = back & (outer - inner > NARROW / pieces)
        on_rib, bone = behind.behind(level, process, (inner + outer) / 2)
        lane = f"{n + 1}/{pieces}"
        for track, where, body in (
            ("erector_ribs", wide & on_rib, bone),
            (SOFT, wide & ~on_rib, None),
        ):
            strips(
                track,
                where,
                inner,
                outer,
                body=body,
                thickness=thick,
                lane=f"{track} {lane}",
                pieces=1,
            )

    fall = constant["rib.fall"]
    top, bottom = constant["blade.top_level"], constant["blade.bottom_level"]
    breadth = np.interp(
        level, (top, bottom), (constant["blade.breadth"], constant["blade.tip_breadth"])
    )
    covered = back & (top <= level) & (level <= bottom) & build.has("scapulae")
    medial = np.maximum(blades.medial, edge)
    lateral = np.maximum(blades.medial + breadth * size, edge)
    scapulae = np.full(len(level), build.index("scapulae"))
    covered &= lateral - medial > NARROW
    strips("blades", covered, medial, lateral, body=scapulae, recess=fall / 3 - blades.proud)
    blade_from, blade_to = np.where(covered, (medial, lateral), np.inf)

    ribs = build.tables.ribs
    angles = np.array([row.angle_lateral_mm or 0.0 for row in ribs]) * 1e-3 * size
    bodies = np.array([build.index(f"rib{row.rib}") for row in ribs])
    there = (angles > 0) & np.array([build.has(f"rib{row.rib}") for row in ribs])
    free_from = edge
    for below, share in ((ANGLE_BELOW, 1 / 3), (OUTER_BELOW, 1.0)):
        number = np.rint(level - FIRST_RIB + 1 - below).astype(int) - 1
        inside = back & (number >= 0) & (number < len(ribs))
        number = np.where(inside, number, 0)
        inside &= there[number]
        inner, outer = edge, angles[number] + RIB_INNER * size
        if share == 1.0:
            beyond = np.minimum(
                angles[number] + RIB_OUTER * size, constant["rib.strip_edge"] * size
            )
            inner, outer = np.maximum(outer, edge), beyond
        # where a blade lies over the rib, what is left of the strip on either side of it
        for word, a, b in (
            ("", inner, np.minimum(outer, blade_from)),
            ("beyond", np.maximum(inner, blade_to), outer),
        ):
            strips(
                "ribs",
                inside & (b - a > NARROW),
                a,
                b,
                body=bodies[number],
                thickness=np.interp(level, numbers, levels.over_ribs),
                recess=share * fall,
                lane=f"ribs {below} {word}",
            )
        free_from = np.where(inside, np.maximum(free_from, outer), free_from)
    free_from = np.where(covered, np.maximum(free_from, lateral), free_from)
    outer = np.full(len(level), constant["flank.edge"] * size)
    strips(
        "flank",
        back & (outer - free_from > NARROW),
        free_from,
        outer,
        recess=constant["flank.recess"],
    )
    pads = joined(found)
    build.add_pads(pads.taken(np.argsort(pads.row, kind="stable")))


LUMBOSACRAL = ((-112, 140), (-115, 120))
SACRUM = (
    (-118, 100),
    (-121, 84),
    (-124, 68),
    (-126, 52),
    (-127, 36),
    (-127, 20),
    (-126, 4),
    (-122, -12),
)
ILIAC = ((-109, 140), (-113, 122), (-116, 106), (-119, 90))
GLUTEAL = (
    (-119, 74), (-123, 56), (-126, 38), (-128, 20), (-128, 2), (-125, -16),
    (-120, -34), (-113, -52), (-104, -70), (-94, -86),
)  # fmt: skip
PELVIC_SKIN = {"sacrum": (-125, 60), "gluteals": (-121, -30)}
"""The same: skin over the middle of the sacrum and over the belly of the gluteals, for
`PELVIC_PLACES`."""

HEAD = ((-98, 52), (-102, 34), (-102, 16), (-100, -2), (-93, -20))
"""mm, upright (X, Y) in the frames of pelvis and head: skin behind; drawing measurements."""


LEVEL_OF = {"lumbosacral": "S1", "sacrum": "sacrum", "iliac": "sacrum", "gluteal": "gluteals"}
"""Level under which the pads of the pelvis are reported."""


def body_curve(curve: tuple[tuple[int, int], ...], stature: float) -> np.ndarray:
    """A curve of the tables above in the lying frame of its body, m, shape (n, 2)."""
    return np.array([(-y, x) for x, y in curve]) * 1e-3 * stature / TABLE_STATURE


def add_pelvis_and_head(build: Builder, stature: float, girth: float) -> None:
    """Add the pads over sacrum, buttocks and the back of the head."""
    mm = 1e-3 * stature / TABLE_STATURE
    for track, name, body, curve, inner, outer in (
        ("pelvis", "lumbosacral", "pelvis", LUMBOSACRAL, 0.0, 35.0),
        ("pelvis", "sacrum", "pelvis", SACRUM, 0.0, 35.0),
        ("pelvis", "iliac", "pelvis", ILIAC, 35.0, 90.0),
        ("pelvis", "gluteal", "pelvis", GLUTEAL, 35.0, 135.0),
        ("head", "head", "skull", HEAD, 0.0, 22.0),
    ):
        layer = build.tables.tissue[name]
        skin = body_curve(curve, stature)
        x, y, angle = build.rest[build.index(body)]
        cos, sin = math.cos(angle), math.sin(angle)
        along, up = skin.T
        build.add_pads(
            cut(
                track,
                name,
                body=build.index(body),
                level=LEVEL_OF.get(name, body),
                place=np.stack((x + cos * along - sin * up, y + sin * along + cos * up), axis=1),
                middle=(inner + outer) / 2 * mm if inner else 0.0,
                width=(outer - inner) * mm if inner else 2 * outer * mm,
                length=np.hypot(*np.gradient(skin, axis=0).T),
                modulus=layer.modulus,
                depth=layer.lock * layer.thickness * girth,
                slices=SLICES.get(name, 1),
            )
        )
