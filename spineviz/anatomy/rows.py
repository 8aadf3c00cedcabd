"""Collecting the rows of a model one by one and turning them into the tables of mechanics.

Rows are given at places of the rest pose in the world frame; the builder turns them into the frames
of the bodies. A body that is taken away hands what hung on it to its parent, so that weights and
muscles stay with the person.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import numpy as np

from spineviz.mechanics.laws import BendingLaw
from spineviz.mechanics.model import Cables, Loads, Pads, Springs
from spineviz.tables.reading import constants

Place = np.ndarray | tuple[float, float]


@dataclass(frozen=True, slots=True)
class Bending:
    """Bending law of one spring: N·m/rad and rad, (for negative, for positive angles)."""

    stiffness: tuple[float, float]
    range: tuple[float, float] = (1.0, 1.0)
    neutral: float = 1.0
    hardening: float = 0.0


FREE = Bending((0.0, 0.0))


@dataclass(frozen=True, slots=True)
class Strip:
    """Where a pad lies on the skin: tissue, lane of neighbours along the body, nearest level (or
    body), lateral place and size in m. `whole` is the width of the strip that it is a slice of."""

    track: str
    lane: str
    level: str
    z: float
    width: float
    length: float
    whole: float

    def slices(self, count: int) -> list[Strip]:
        """This strip cut lengthwise into equal slices, from left to right; mirror images of each
        other to the last bit where the strip is in the middle."""
        return [
            replace(
                self,
                lane=f"{self.lane} {n + 1}/{count}" if count > 1 else self.lane,
                z=self.z + self.width * ((2 * n + 1 - count) / (2 * count)),
                width=self.width / count,
            )
            for n in range(count)
        ]


@dataclass
class Builder:
    """Bodies at rest, and the rows that tie them, collected in the order they are added."""

    names: list[str] = field(default_factory=list)
    rest: list[tuple[float, float, float]] = field(default_factory=list)
    strips: list[Strip] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    cable_kinds: list[str] = field(default_factory=list)
    _home: dict[str, str] = field(default_factory=dict)
    _springs: list[tuple[object, ...]] = field(default_factory=list)
    _cables: list[tuple[object, ...]] = field(default_factory=list)
    _pads: list[tuple[object, ...]] = field(default_factory=list)
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
    ) -> None:
        """Tie two bodies at one place of the rest pose.

        Args:
            kind: for the load path.
            lower, upper: the bodies; bending is counted as θ_upper − θ_lower.
            along, across: N/m along and across the axis.
            axis: rad, direction of `along` in the world; the lower body's x by default.
        """
        i, j = self.index(lower), self.index(upper)
        if i == j:
            return
        angle = 0.0 if axis is None else axis - self.rest[i][2]
        cos, sin = np.cos(angle), np.sin(angle)
        turned = np.array([[cos, -sin], [sin, cos]])
        stiffness = turned @ np.diag([along, across]) @ turned.T
        offset = self.rest[j][2] - self.rest[i][2]
        row = (i, j, self._local(i, place), self._local(j, place), stiffness, offset, bending)
        self._springs.append(row)
        self.kinds.append(kind)

    def cable(
        self, kind: str, lower: str, upper: str, start: Place, end: Place, tone: float, k: float
    ) -> None:
        """Add a cable between two bodies, tight by `tone` (N) at rest, of stiffness k (N/m)."""
        i, j = self.index(lower), self.index(upper)
        if i == j:
            return
        length = float(np.hypot(*(np.asarray(end) - np.asarray(start))))
        row = (i, j, self._local(i, start), self._local(j, end), tone, k, length)
        self._cables.append(row)
        self.cable_kinds.append(kind)

    def pad(self, body: str, place: Place, strip: Strip, modulus: float, depth: float) -> None:
        """Add a soft pad whose skin is at a place; area is that of the strip."""
        i = self.index(body)
        self._pads.append((i, self._local(i, place), strip.width * strip.length, modulus, depth))
        self.strips.append(strip)

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
        i, j, a, b, k, offset, bending = zip(*self._springs, strict=True)
        constant = constants()
        law = BendingLaw(
            stiffness=np.array([law.stiffness for law in bending]),
            range=np.array([law.range for law in bending]),
            neutral=np.array([law.neutral for law in bending]),
            width=constant["joint.neutral_width"],
            onset=constant["joint.onset"],
            hardening=np.array([law.hardening for law in bending]),
        )
        return Springs(
            np.array(i), np.array(j), np.array(a), np.array(b), np.array(k), np.array(offset), law
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

    def pads(self) -> Pads:
        """The table of pads."""
        body, point, area, modulus, depth = zip(*self._pads, strict=True)
        return Pads(
            np.array(body), np.array(point), np.array(area), np.array(modulus), np.array(depth)
        )

    def loads(self) -> Loads:
        """The table of loads."""
        body, point, force = zip(*self._loads, strict=True)
        return Loads(np.array(body), np.array(point), np.array(force))
