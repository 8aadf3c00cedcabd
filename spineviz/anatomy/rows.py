"""Collecting the rows of a model one by one and turning them into the tables of mechanics.

Rows are given at places of the rest pose in the world frame; the builder turns them into the frames
of the bodies. A body that is taken away hands what hung on it to its parent, so that weights and
muscles stay with the person.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from msgspec import Struct, field

from spineviz.mechanics.laws import BendingLaw
from spineviz.mechanics.model import Cables, Loads, Pads, Springs
from spineviz.mechanics.plane import turn
from spineviz.tables.tables import Tables

Place = np.ndarray | tuple[float, float]


class Bending(Struct, frozen=True):
    """Bending law of one spring: N·m/rad and rad, (for negative, for positive angles)."""

    stiffness: tuple[float, float]
    range: tuple[float, float] = (1.0, 1.0)
    neutral: float = 1.0
    hardening: float = 0.0


FREE = Bending((0.0, 0.0))


class Strips(Struct, frozen=True, eq=False):
    """Where every pad lies on the skin; each array has the shape (pads,).

    Attributes:
        track: tissue. lane: name of the row of neighbours along the body. level: nearest level, or
            body.
        z, width, length: m, lateral place (right above 0) and size.
        whole: m, width of the strip that the pad is a slice of.
    """

    track: np.ndarray
    lane: np.ndarray
    level: np.ndarray
    z: np.ndarray
    width: np.ndarray
    length: np.ndarray
    whole: np.ndarray

    def __len__(self) -> int:
        return len(self.z)

    def taken(self, which: np.ndarray) -> Strips:
        """The strips of some pads, by index or mask."""
        columns = {name: getattr(self, name)[which] for name in self.__struct_fields__}
        return Strips(**columns)


class PadRows(Struct, frozen=True, eq=False):
    """Pads before they are put on their bodies; each array has the shape (pads,) or (pads, 2).

    Attributes:
        row: number of the strip that each was cut from.
        body: row of the bone behind. place: m, skin, world frame at rest.
        modulus: Pa. depth: m at which it locks. strips: where they lie.
    """

    row: np.ndarray
    body: np.ndarray
    place: np.ndarray
    modulus: np.ndarray
    depth: np.ndarray
    strips: Strips

    def taken(self, which: np.ndarray) -> PadRows:
        """Some of the pads, in this order."""
        return PadRows(
            self.row[which],
            self.body[which],
            self.place[which],
            self.modulus[which],
            self.depth[which],
            self.strips.taken(which),
        )


def cut(
    track: str,
    lane: str,
    *,
    body: np.ndarray | int,
    level: Sequence[str] | str,
    place: np.ndarray,
    middle: np.ndarray | float,
    width: np.ndarray | float,
    length: np.ndarray | float,
    modulus: np.ndarray | float,
    depth: np.ndarray | float,
    slices: int = 1,
    row: np.ndarray | None = None,
) -> PadRows:
    """Strips of skin cut lengthwise into equal slices, one after the other: each on the left and
    on the right, or across the middle, and its slices from left to right. Both sides are mirror
    images of each other to the last bit.

    Args:
        track: tissue. lane: name of the row that the strips make along the body.
        body: row of the bone behind each. level: what each lies at.
        place: m, shape (strips, 2), skin in the world at rest.
        middle: m from the midline to the middle of each on one side; 0 for all across the middle.
        width, length: m. modulus: Pa. depth: m.
        slices: of each strip.
        row: number of each strip, 0, 1, … by default.
    """
    count = len(place)
    sides = np.array([-1.0, 1.0]) if np.any(middle) else np.array([0.0])
    times = len(sides) * slices
    off = (2 * np.arange(slices) + 1 - slices) / (2 * slices)
    wide = np.full(count, width)
    z = sides[:, None] * np.full(count, middle)[:, None, None] + wide[:, None, None] * off
    parts = [f" {n + 1}/{slices}" if slices > 1 else "" for n in range(slices)]
    lanes = np.array([f"{lane}{side:+.0f}{part}" for side in sides for part in parts])

    def each(value: np.ndarray | Sequence[str] | float | str) -> np.ndarray:
        if isinstance(value, (float, int, str)):
            return np.full(count * times, value)
        return np.repeat(value, times)

    return PadRows(
        row=each(np.arange(count) if row is None else row),
        body=each(body),
        place=np.repeat(place, times, axis=0),
        modulus=each(modulus),
        depth=each(depth),
        strips=Strips(
            track=np.full(count * times, track),
            lane=np.tile(lanes, count),
            level=each(level),
            z=z.ravel(),
            width=each(wide / slices),
            length=each(length),
            whole=each(wide),
        ),
    )


def joined(tables: Sequence[PadRows]) -> PadRows:
    """Several tables of pads as one, one after the other."""

    def column(name: str) -> np.ndarray:
        return np.concatenate([getattr(table, name) for table in tables])

    strips = [table.strips for table in tables]
    columns = {
        name: np.concatenate([getattr(each, name) for each in strips])
        for name in Strips.__struct_fields__
    }
    return PadRows(
        column("row"),
        column("body"),
        column("place"),
        column("modulus"),
        column("depth"),
        Strips(**columns),
    )


class Builder(Struct):
    """Bodies at rest, and the rows that tie them, collected in the order they are added."""

    tables: Tables
    names: list[str] = field(default_factory=list)
    rest: list[tuple[float, float, float]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    cable_kinds: list[str] = field(default_factory=list)
    _home: dict[str, str] = field(default_factory=dict)
    _springs: list[tuple[object, ...]] = field(default_factory=list)
    _cables: list[tuple[object, ...]] = field(default_factory=list)
    _pads: list[PadRows] = field(default_factory=list)
    _loads: list[tuple[int, tuple[float, float], tuple[float, float]]] = field(default_factory=list)

    def body(self, name: str, place: Place, angle: float = 0.0) -> None:
        """Add a body whose frame stands at a place (m) with an angle (rad)."""
        self.names.append(name)
        self.rest.append((float(place[0]), float(place[1]), float(angle)))

    def absent(self, name: str, parent: str) -> None:
        """Declare a body taken away; what would hang on it hangs on its parent."""
        self._home[name] = parent

    def has(self, name: str) -> bool:
        """Whether the body is there."""
        return name not in self._home

    def index(self, name: str) -> int:
        """Row of a body, or of the one that took over from it."""
        while name in self._home:
            name = self._home[name]
        return self.names.index(name)

    def on(self, body: str, local: np.ndarray) -> np.ndarray:
        """World places (m, shape (n, 2)) at rest of places in the frame of a body."""
        x, y, angle = self.rest[self.index(body)]
        place: np.ndarray = turn(np.array(angle), local) + (x, y)
        return place

    def _local(self, body: int, place: Place) -> tuple[float, float]:
        # plain numbers: a person has a thousand such places, one call each
        x, y, angle = self.rest[body]
        cos, sin = math.cos(angle), math.sin(angle)
        along, up = float(place[0]) - x, float(place[1]) - y
        return cos * along + sin * up, cos * up - sin * along

    def spring(
        self,
        kind: str,
        lower: str,
        upper: str,
        place: Place,
        along: float = 0.0,
        across: float = 0.0,
        axis: float | None = None,
        bending: Bending = FREE,
        relaxed: float | None = None,
    ) -> None:
        """Tie two bodies at one place of the rest pose.

        Args:
            kind: for the load path.
            lower, upper: the bodies; bending is counted as θ_upper − θ_lower.
            along, across: N/m along and across the axis.
            axis: rad, direction of `along` in the world; the lower body's x by default.
            relaxed: rad, θ_upper − θ_lower at which nothing bends; as they lie at rest by default.
        """
        i, j = self.index(lower), self.index(upper)
        if i == j:
            return
        angle = 0.0 if axis is None else axis - self.rest[i][2]
        offset = self.rest[j][2] - self.rest[i][2] if relaxed is None else relaxed
        a, b = self._local(i, place), self._local(j, place)
        row = (i, j, a, b, (along, across), angle, offset, bending)
        self._springs.append(row)
        self.kinds.append(kind)

    def cable(
        self,
        kind: str,
        lower: str,
        upper: str,
        start: Place,
        end: Place,
        tone: float,
        k: float,
        length: float | None = None,
    ) -> None:
        """Add a cable between two bodies, of stiffness k (N/m) and tight by `tone` (N) at a length
        (m), by default that at rest."""
        i, j = self.index(lower), self.index(upper)
        if i == j:
            return
        if length is None:
            length = float(np.hypot(*(np.asarray(end) - np.asarray(start))))
        row = (i, j, self._local(i, start), self._local(j, end), tone, k, length)
        self._cables.append(row)
        self.cable_kinds.append(kind)

    def add_pads(self, pads: PadRows) -> None:
        """Add soft pads; the area of each is that of its part of the skin."""
        self._pads.append(pads)

    def load(self, body: str, place: Place, force: tuple[float, float]) -> None:
        """Add a constant force (N) at a place of a body."""
        i = self.index(body)
        self._loads.append((i, self._local(i, place), force))

    def weight_on(self, without: tuple[str, ...]) -> float:
        """Force (N) downwards of all loads so far, but for those on the bodies named."""
        spared = {self.index(name) for name in without}
        return -sum(row[2][1] for row in self._loads if row[0] not in spared)

    def local_of(self, body: str, place: Place) -> tuple[int, tuple[float, float]]:
        """Row of a body, and a place of the rest pose in its frame."""
        i = self.index(body)
        return i, self._local(i, place)

    def springs(self) -> Springs:
        """The table of springs."""
        i, j, a, b, k, angle, offset, bending = zip(*self._springs, strict=True)
        cos, sin = np.cos(angle), np.sin(angle)
        turned = np.stack((np.stack((cos, -sin), axis=1), np.stack((sin, cos), axis=1)), axis=1)
        stiffness = turned @ (np.array(k)[:, :, None] * np.eye(2)) @ turned.transpose(0, 2, 1)
        constant = self.tables.si
        law = BendingLaw(
            stiffness=np.array([law.stiffness for law in bending]),
            range=np.array([law.range for law in bending]),
            neutral=np.array([law.neutral for law in bending]),
            width=constant["joint.neutral_width"],
            onset=constant["joint.onset"],
            hardening=np.array([law.hardening for law in bending]),
        )
        return Springs(
            np.array(i), np.array(j), np.array(a), np.array(b), stiffness, np.array(offset), law
        )

    def cables(self) -> Cables:
        """The table of cables."""
        i, j, a, b, tone, k, length = zip(*self._cables, strict=True)
        return Cables(
            np.array(i),
            np.array(j),
            np.array(a),
            np.array(b),
            np.array(tone),
            np.array(k),
            np.array(length),
        )

    def pads(self) -> tuple[Pads, Strips]:
        """The table of pads, and where each lies."""
        pads = joined(self._pads)
        # sines of the bodies by the same function as all other places at rest
        turned = [(math.cos(angle), math.sin(angle)) for _, _, angle in self.rest]
        cos, sin = np.array(turned)[pads.body].T
        along, up = (pads.place - np.array(self.rest)[pads.body, :2]).T
        point = np.stack((cos * along + sin * up, cos * up - sin * along), axis=1)
        area = pads.strips.width * pads.strips.length
        return Pads(pads.body, point, area, pads.modulus, pads.depth), pads.strips

    def loads(self) -> Loads:
        """The table of loads."""
        body, point, force = zip(*self._loads, strict=True)
        return Loads(np.array(body), np.array(point), np.array(force))
