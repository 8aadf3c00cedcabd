"""The cross-section as it lies on the roller, and the roller's force on its way into it.

Places are (across, up) from the roller's axis in m, seen from the feet. On the back the person's
left is on the right of the picture, face down on its left. Leaning turns the trunk about the skin
in its mid-plane; face down it stands on its head. The skin is where the pads are, so what is
pressed is never a matter of drawing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import pairwise

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from spineviz.drawing.across import Across, across, cuts_a_vertebra
from spineviz.drawing.bone_loads import CAGE, PELVIS, SPINE, bone_loads, receiver
from spineviz.drawing.curves import band, bands, ellipse
from spineviz.drawing.pelvic_section import pelvic_section_at
from spineviz.drawing.ring_loads import RingLoad, ring_loads
from spineviz.drawing.section import Part, Ring, section_at
from spineviz.outcome import Rolled
from spineviz.scene import LEVELS
from spineviz.simulation.roller import Shape, shape_of

BLADES = "blades"
"""Way into a blade, told apart from that into the ribs though both belong to the cage."""

M_PER_NEWTON = 0.17e-3
"""m that a stream is wide for each newton; fixed, so that pictures compare."""

LIFT = 0.026  # m that a stream into soft tissue alone is long
INTO = 0.003  # m that a stream reaches under the edge of its bone
FURTHEST = 0.080  # m of soft tissue through which a stream is drawn into a bone
BUTTOCK = 0.130  # m of it, into the pelvis; drawing convention
WITHIN = 0.004  # m that the middle of a stream stays within its bone
FLAT_BACK = 0.105  # m to either side that such a back is followed; convention
ROUND_BACK = 0.22  # share by which a back that nothing presses rounds off at its edge; convention
RUN_OUT = 0.040  # m beyond the outermost pad over which a dent of the roller runs out
COVERS = {"rib": 5e-3, "blade": 5e-3, "sternum": 6e-3, "cartilage": 6e-3, "wall": 4e-3}
"""m of skin that stay under what is drawn; `COVER` under everything else but the skin itself."""
COVER = 9e-3
SHOULDER = 6e-3  # m, rounding of the roller's ends
BONES = {
    SPINE: ("arch",),
    CAGE: ("rib", "cartilage", "sternum"),
    BLADES: ("blade",),
    PELVIS: ("hip",),
}
"""Kinds of parts that a way can end in; to the pelvis in the mid-plane it is the sacrum."""
FEET = np.linspace(-0.5, 0.5, 5)
"""Where the skin under a stream is looked up, in widths of it."""
PIECES = 14  # of a rib, each with its own force
PRESSED = 0.86  # of half the trunk's width: what can lie on a roller; drawing convention
SHOULDER_SIZE = (0.052, 0.050)  # m, half axes of a shoulder that lies behind the cut; convention
INWARDS = 0.25  # of its width by which its middle is nearer to the trunk than what is pressed


class EntryStream(Struct, frozen=True, eq=False):
    """The roller's force into one thing on one side.

    Attributes:
        way: what it enters, of `bone_loads.RECEIVERS` or `BLADES`. tissue: that lies between.
        side: of the picture, −1 left, 1 right, 0 in the middle.
        newtons: of all pads that it bundles.
        across: m, the middle of that force on the skin.
        outline: m, shape (n, 2), as wide as its newtons, from the skin to its bone.
        tip: m, where it ends.
        ends: whether a bone is drawn there.
    """

    way: str
    tissue: str
    side: int
    newtons: float
    across: float
    outline: np.ndarray
    tip: np.ndarray
    ends: bool


class Piece(Struct, frozen=True, eq=False):
    """A piece of a rib or its cartilage, with the force in it."""

    kind: str
    side: int
    newtons: float
    points: np.ndarray


class LaidSection(Struct, frozen=True, eq=False):
    """Everything that is drawn of a cut, but the roller.

    Attributes:
        across: pressure and skin across the body.
        parts: in the order in which they lie on each other.
        skin: m, shape (n, 2), its outline.
        pieces: of the rib that is cut along its length, by side.
        ring: what the most loaded rib takes and hands on, on the left and right of the picture,
            or None where the cut follows no rib.
        streams: of all that enters.
        process_tip: m, end of the transverse process on the right of the picture, or None.
        roller_top: m, shape (n, 2), upper edge of the roller, pressed in by the skin.
        loads: N in each part, shape (parts,), of those that are bone.
        left: side of the picture on which the person's left is.
    """

    across: Across
    parts: tuple[Part, ...]
    skin: np.ndarray
    pieces: tuple[Piece, ...]
    ring: tuple[RingLoad, RingLoad] | None
    streams: tuple[EntryStream, ...]
    process_tip: np.ndarray | None
    roller_top: np.ndarray
    loads: tuple[float, ...]
    left: int


def laid(outcome: Rolled) -> LaidSection:
    """The cut over the roller's axis."""
    a = across(outcome)
    face_down = outcome.person.face_down
    left = -1 if face_down else 1
    line = np.stack((left * a.across_m, a.surface_m), axis=1)[::left]
    at, free = _roller_edge(shape_of(outcome.scene))
    half = float(at[-1])

    def under(x: np.ndarray) -> np.ndarray:
        """The lowest that anything of the body can lie; the roller's edge within its width."""
        over = np.interp(x, at, free, left=-np.inf, right=-np.inf)
        beyond = np.maximum(np.abs(x) - line[-1, 0], 0.0)
        skin = np.interp(x, *line.T)
        with np.errstate(invalid="ignore"):
            dent = skin + np.minimum(beyond / RUN_OUT, 1.0) ** 2 * (over - skin)
        found: np.ndarray = np.where(np.isfinite(over), np.minimum(dent, over), over)
        return found

    parts, ring, tip = _placed(outcome, a, line, under)
    skin = parts[0].points
    streams = tuple(_streams(outcome, line, parts, left))
    parts = [*_far_shoulders(streams, skin, line), *parts]
    top = under(at)
    top -= SHOULDER * np.clip(1 - (half - np.abs(at)) / SHOULDER, 0, 1) ** 2
    loads = bone_loads(outcome)
    sides: tuple[RingLoad, RingLoad] | None = None
    if ring is not None:
        # ribs fall on their way forward: of those that lie in the cut the one that takes most
        ribs = [bone for bone in loads.bones if bone.startswith("rib")]
        name = max(ribs, key=lambda rib: sum(loads.newtons(rib)), default=ring.name)
        ring = replace(ring, name=name)
        parts = [
            replace(part, name=name) if part.kind in ("rib", "cartilage") else part
            for part in parts
        ]
        on_left, on_right = ring_loads(outcome, ring.name)
        sides = (on_right, on_left) if left == 1 else (on_left, on_right)
    level = LEVELS[min(round(a.level), len(LEVELS) - 1)]
    return LaidSection(
        across=a,
        parts=tuple(parts),
        skin=skin,
        pieces=() if ring is None or sides is None else tuple(_pieces(ring, sides, face_down)),
        ring=sides,
        streams=streams,
        process_tip=tip,
        roller_top=np.stack((at, np.where(np.isfinite(top), top, 0.0)), axis=1),
        loads=tuple(
            _newtons(part, loads.newtons(level if part.kind in ("arch", "body") else part.name),
                     left, sides)
            for part in parts
        ),
        left=left,
    )  # fmt: skip


@lru_cache(maxsize=4)
def _roller_edge(shape: Shape) -> tuple[np.ndarray, np.ndarray]:
    """Places across a roller that nothing presses, and its radius there, m; −inf in a groove."""
    half = shape.width / 2
    at = np.linspace(-half, half, 161)
    slices = half / 160  # m, half as wide as the points are apart
    free, covered = shape.facing(at - slices, at + slices)
    return at, np.where(covered > 0, free, -np.inf)


def _newtons(
    part: Part,
    newtons: tuple[float, float],
    left: int,
    sides: tuple[RingLoad, RingLoad] | None,
) -> float:
    """N by which a part is lit: of a pair what its own side takes, of one bone both; the breast
    bone takes what the ring brings it, too."""
    if part.kind == "sternum" and sides is not None:
        return sum(newtons) + sides[0].ahead_N + sides[1].ahead_N
    if part.side == 0:
        return sum(newtons)
    return newtons[0 if part.side == left else 1]


Under = Callable[[np.ndarray], np.ndarray]


def _placed(
    outcome: Rolled, a: Across, line: np.ndarray, under: Under
) -> tuple[list[Part], Ring | None, np.ndarray | None]:
    """Parts, ring and tip of the transverse process in the picture."""
    if outcome.person.face_down:
        # nothing presses on the back
        behind = np.interp(a.level, np.arange(len(LEVELS)), outcome.person.levels.skin_back)
        x = line[np.abs(line[:, 0]) <= FLAT_BACK, 0]
        back = np.stack((x, -behind * (1 - ROUND_BACK * (x / x[-1]) ** 4)), axis=1)

        def place(points: np.ndarray) -> np.ndarray:
            turned: np.ndarray = np.array([0.0, a.centre_m]) - points
            return turned
    else:
        lean = np.radians(outcome.scene.lean_deg)
        middle = float(np.interp(0.0, *line.T))
        turn = np.array([[np.cos(lean), np.sin(lean)], [-np.sin(lean), np.cos(lean)]])
        back = (line - (0.0, middle)) @ turn.T + (0.0, middle - a.centre_m)

        def place(points: np.ndarray) -> np.ndarray:
            turned: np.ndarray = (points + (0.0, a.centre_m - middle)) @ turn + (0.0, middle)
            return turned

    cut = section_at if cuts_a_vertebra(a.level) else pelvic_section_at
    section = cut(outcome.person, outcome.scene, a.level, back)
    flip = -1 if outcome.person.face_down else 1

    def laid_on(points: np.ndarray, cover: float | np.ndarray) -> np.ndarray:
        found = place(points)
        found[:, 1] = np.maximum(found[:, 1], under(found[:, 0]) + cover)
        return found

    kinds = section.parts
    ends = np.cumsum([len(part.points) for part in kinds])
    covers = [0.0 if part.kind == "skin" else COVERS.get(part.kind, COVER) for part in kinds]
    points = np.split(
        laid_on(
            np.concatenate([part.points for part in kinds]),
            np.repeat(covers, np.diff(ends, prepend=0)),
        ),
        ends[:-1],
    )
    if outcome.person.face_down:
        points[0] = _on_pads(points[0], line, a.centre_m)
    parts = [
        Part(part.kind, part.name, placed, flip * part.side)
        for part, placed in zip(kinds, points, strict=True)
    ]
    ring = section.ring
    if ring is not None:
        ring = replace(
            ring,
            bone=_both(ring.bone, flip, lambda each: laid_on(each, COVERS["rib"] + RIB_HALF)),
            cartilage=_both(
                ring.cartilage, flip, lambda each: laid_on(each, COVERS["rib"] + RIB_HALF)
            ),
        )
    tip = section.process_tip
    if tip is None or outcome.person.face_down:
        return parts, ring, None
    return parts, ring, place(tip[None])[0]


def _on_pads(skin: np.ndarray, line: np.ndarray, middle: float) -> np.ndarray:
    """An outline whose stretch below `middle` and over a line is that line, as far as it lies under
    the trunk; what is pressed beside that is the shoulders'."""
    reach = min(float(line[-1, 0]), PRESSED * float(skin[:, 0].max()))
    line = line[np.abs(line[:, 0]) <= reach]
    over = (np.abs(skin[:, 0]) <= reach) & (skin[:, 1] < middle)
    rows = np.flatnonzero(over)
    way = 1 if skin[rows[0], 0] < skin[rows[-1], 0] else -1
    return np.concatenate((skin[: rows[0]], line[::way], skin[rows[-1] + 1 :]))


def _far_shoulders(
    streams: Iterable[EntryStream], skin: np.ndarray, line: np.ndarray
) -> Iterable[Part]:
    """The shoulders that a roller presses beside the trunk of the cut: seen from the feet they lie
    behind it."""
    for stream in streams:
        if abs(stream.across) > PRESSED * float(skin[:, 0].max()):
            low = float(np.interp(stream.across, *line.T))
            x = stream.across - stream.side * INWARDS * SHOULDER_SIZE[0]
            shape = ellipse((x, low + SHOULDER_SIZE[1]), SHOULDER_SIZE)
            yield Part("shoulder", "", shape, stream.side)


RIB_HALF = 5e-3  # m, half of a rib's thickness


def _both(path: np.ndarray, flip: int, lay: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """A path on the left and on the right of the picture, shape (2, n, 2)."""
    sides = [path * (side * flip, 1.0) for side in (-1.0, 1.0)]
    return lay(np.concatenate(sides)).reshape(2, -1, 2)


def _pieces(ring: Ring, sides: tuple[RingLoad, RingLoad], face_down: bool) -> Iterable[Piece]:
    """The rib and its cartilage in pieces, with the force in each: what enters behind, or in front
    face down, leaves at the head and in front."""
    for row, (side, load) in enumerate(zip((-1, 1), sides, strict=True)):
        bone, cartilage = ring.bone[row], ring.cartilage[row]
        steps = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(bone, axis=0).T))))
        knots = steps[[0, ring.neck, ring.angle, len(bone) - 1]]
        angle, front = load.taken_N, load.ahead_N
        if face_down:
            angle, front = load.behind_N, load.taken_N
        inside = (load.behind_N, load.behind_N, angle, front)
        cuts, every, ends = _cut_up(len(bone))
        outlines = bands(bone[every], ring.bone_widths[every], ends)
        newtons = np.interp((steps[cuts[:-1]] + steps[cuts[1:]]) / 2, knots, inside)
        for each, outline in zip(newtons.tolist(), outlines, strict=True):
            yield Piece("rib", side, each, outline)
        if len(cartilage):
            outline = band(cartilage, ring.cartilage_widths)
            yield Piece("cartilage", side, front, outline)


@lru_cache(maxsize=64)
def _cut_up(count: int) -> tuple[np.ndarray, np.ndarray, tuple[int, ...]]:
    """Rows of so many points at which pieces begin, the rows of each piece, and at which of these
    the pieces end."""
    cuts = np.unique(np.linspace(0, count - 1, PIECES + 1).round().astype(int))
    rows = [  # over the next one, so that no seam is seen
        np.arange(start, min(end + 2, count)) for start, end in pairwise(cuts.tolist())
    ]
    return cuts, np.concatenate(rows), (0, *np.cumsum([len(each) for each in rows]).tolist())


def _streams(
    outcome: Rolled, line: np.ndarray, parts: Iterable[Part], left: int
) -> Iterable[EntryStream]:
    """All of the roller's force, bundled by what it enters, through which tissue, on which side."""
    contact = outcome.roller.contact
    place = -left * contact.z
    keys, bundle = _bundles(contact.track, contact.body, np.sign(place).astype(np.int8).tobytes())
    every = np.bincount(bundle, contact.force[:, 1], len(keys))
    moment = np.bincount(bundle, contact.force[:, 1] * place, len(keys))
    there = np.flatnonzero(every > 0.0)
    newtons, middle = every[there], moment[there] / every[there]
    feet = middle[:, None] + M_PER_NEWTON * newtons[:, None] * FEET
    starts = np.stack((feet, np.interp(feet, *line.T)), axis=2)
    for row, total, at, start in zip(
        there.tolist(), newtons.tolist(), middle.tolist(), starts, strict=True
    ):
        way, tissue, side = keys[row]
        outline, tip, ends = _way_in(way, side, at, M_PER_NEWTON * total, start, parts)
        yield EntryStream(way, tissue, side, total, at, outline, tip, ends)


Key = tuple[str, str, int]
"""Way, tissue and side of a stream."""


@lru_cache(maxsize=8)
def _bundles(
    tissues: tuple[str, ...], bodies: tuple[str, ...], sides: bytes
) -> tuple[tuple[Key, ...], np.ndarray]:
    """Streams there can be, and to which each pad belongs; the same for every pose."""
    found: list[Key] = [
        (BLADES if body == "scapulae" else receiver(tissue, body), tissue, side)
        for tissue, body, side in zip(
            tissues, bodies, np.frombuffer(sides, np.int8).tolist(), strict=True
        )
    ]
    row = {key: n for n, key in enumerate(dict.fromkeys(found))}
    return tuple(row), np.array([row[key] for key in found])


def _way_in(
    way: str, side: int, across_m: float, width: float, start: np.ndarray, parts: Iterable[Part]
) -> tuple[np.ndarray, np.ndarray, bool]:
    """Outline of a stream, its tip, and whether that is in a bone; `start` is where it crosses the
    skin, shape (len(FEET), 2)."""
    enters = float(start[2, 1])
    found, least = None, BUTTOCK if way == PELVIS else FURTHEST
    bones = ("sacrum",) if way == PELVIS and side == 0 else BONES.get(way, ())
    for part in parts:
        if part.kind in bones and part.side in (0, side):
            x, y = _face(part.points, across_m)
            away = math.hypot(x - across_m, y - enters)
            if away < least:
                found, least = (x, y), away
    x, y = (across_m, enters + LIFT) if found is None else (found[0], found[1] + INTO)
    roof = np.array([(x + width / 2, y), (x - width / 2, y)])
    return np.concatenate((start, roof)), np.array([x, y]), found is not None


def _face(bone: np.ndarray, across_m: float) -> tuple[float, float]:
    """The lowest place of a bone over a place across, or over the nearest that it has."""
    x = bone[:, 0]
    low, high = float(x.min()) + WITHIN, float(x.max()) - WITHIN
    at = (low + high) / 2 if low > high else min(max(across_m, low), high)
    left = x <= at
    starts = np.flatnonzero(left != np.concatenate((left[1:], left[:1])))
    (x, y), (u, v) = bone[starts].T, bone[(starts + 1) % len(bone)].T
    return at, float((y + (at - x) * (v - y) / (u - x)).min())
