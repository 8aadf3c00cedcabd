"""Collecting outlines while a figure is drawn, and placing all of them for a pose at once.

A control point hangs either on one body, or in the trunk chart of `anatomy.trunk`, where it bends
with the spine. An outline is its control points, a spline through them, or a band along them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from spineviz.anatomy.outline.curves import band, spline_matrix
from spineviz.anatomy.posture import S1_PLATE, SACRAL_SLOPE, lie_down
from spineviz.scene import LEVELS

CHART = "chart"
"""Name of the frame of control points that bend with the spine."""

UPPER_ARM, FOREARM = "upper arm", "forearm"
FRAMES = (*LEVELS, "pelvis", "skull", "thighs", "shanks", "feet", UPPER_ARM, FOREARM)
PELVIS = FRAMES.index("pelvis")

Pose = Mapping[str, tuple[float, float, float]]
Points = Sequence[tuple[float, float]] | np.ndarray


@dataclass(frozen=True, slots=True)
class Part:
    """One outline.

    Attributes:
        kind: what it is drawn as, e.g. `body`, `arch`, `rib`.
        name: what it belongs to, e.g. `T8`, `rib3`.
        needs: structures without which it is not there (members of `scene.WHAT_IFS`).
    """

    kind: str
    name: str
    needs: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class _Shape:
    start: int
    stop: int
    matrix: np.ndarray | None
    width: np.ndarray | None


@dataclass
class Sketch:
    """Parts collected in the order in which they lie on each other.

    Attributes:
        size: factor from drawing millimetres to this person's metres.
    """

    size: float
    parts: list[Part] = field(default_factory=list)
    _frame: list[int] = field(default_factory=list)
    _local: list[tuple[float, float]] = field(default_factory=list)
    _shapes: list[tuple[int, int, bool | None, tuple[float, ...]]] = field(default_factory=list)

    def rigid(
        self, kind: str, name: str, frame: str, points: Points, needs: Sequence[str] = ()
    ) -> None:
        """Add a closed outline of one body.

        Args:
            kind, name, needs: as in `Part`.
            frame: body; trunk, head and pelvis take points upright (front, up), legs and arms
                (along, front).
            points: mm of the table's man.
        """
        self._add(kind, name, needs, [(frame, points)], None, ())

    def spline(
        self,
        kind: str,
        name: str,
        runs: Sequence[tuple[str, Points]],
        closed: bool = True,
        needs: Sequence[str] = (),
    ) -> None:
        """Add a smooth curve through points that may hang on different bodies.

        Args:
            kind, name, needs: as in `Part`.
            runs: (frame, points); in the frame `CHART` points are (level, mm ahead).
            closed: whether the end joins the start.
        """
        self._add(kind, name, needs, runs, closed, ())

    def band(
        self,
        kind: str,
        name: str,
        runs: Sequence[tuple[str, Points]],
        widths: Sequence[float],
        needs: Sequence[str] = (),
    ) -> None:
        """Add a smooth band; `widths` in mm, one a point."""
        self._add(kind, name, needs, runs, False, tuple(widths))

    def _add(
        self,
        kind: str,
        name: str,
        needs: Sequence[str],
        runs: Sequence[tuple[str, Points]],
        closed: bool | None,
        widths: tuple[float, ...],
    ) -> None:
        start = len(self._frame)
        for frame, points in runs:
            place = np.array(points, dtype=float).reshape(-1, 2)
            if frame == CHART:
                place[:, 1] *= self.size
                self._frame += [-1] * len(place)
            else:
                place *= self.size
                if frame in _UPRIGHT:
                    place = lie_down(place)
                self._frame += [FRAMES.index(frame)] * len(place)
            self._local += [(x, y) for x, y in place.tolist()]
        self._shapes.append((start, len(self._frame), closed, widths))
        self.parts.append(Part(kind, name, frozenset(needs)))

    def placing(self) -> Placing:
        """The control points alone, in the order in which they were added."""
        return Placing(np.array(self._frame), np.array(self._local), self.size)

    def finish(self, rest: np.ndarray) -> Outline:
        """Turn the sketch into an outline.

        Args:
            rest: shape (frames, 3), the pose in which distances along the curves are measured.
        """
        placing = self.placing()
        world = placing.world(rest)
        shapes = []
        for start, stop, closed, widths in self._shapes:
            matrix = None if closed is None else spline_matrix(world[start:stop], closed)
            width = None
            if widths:
                assert matrix is not None
                width = matrix @ np.array(widths) * self.size
            shapes.append(_Shape(start, stop, matrix, width))
        return Outline(tuple(self.parts), placing, tuple(shapes))


_UPRIGHT = {*LEVELS, "pelvis", "skull"}


class Placing:
    """Control points of an outline, placed in the world for any pose.

    Args:
        frame: shape (n,), row in `FRAMES`, or -1 for the trunk chart.
        local: shape (n, 2), m in that frame; in the chart (level, m ahead).
        size: of the person against the table's man, in m per mm.
    """

    def __init__(self, frame: np.ndarray, local: np.ndarray, size: float) -> None:
        self._rigid = np.flatnonzero(frame >= 0)
        self._body = frame[self._rigid]
        self._local = local[self._rigid]
        self._bent = np.flatnonzero(frame < 0)
        self._plate = lie_down(S1_PLATE) * 1e3 * size
        nodes = len(LEVELS) + 1
        level = local[self._bent, 0]
        self._ahead = local[self._bent, 1]
        low = np.clip(np.floor(level).astype(int), 0, nodes - 2)
        t = level - low
        self._mix = t
        self._low = low
        # uniform Catmull-Rom; the end spans repeat their outer node
        self._node = np.clip(low[:, None] + np.arange(-1, 3), 0, nodes - 1)
        cubic = 0.5 * np.stack(
            (
                -t + 2 * t**2 - t**3,
                2 - 5 * t**2 + 3 * t**3,
                t + 4 * t**2 - 3 * t**3,
                -(t**2) + t**3,
            ),
            axis=1,
        )
        beyond = (t < 0) | (t > 1)  # past the ends the chart goes on straight
        cubic[beyond] = 0
        cubic[beyond, 1], cubic[beyond, 2] = (1 - t)[beyond], t[beyond]
        self._cubic = cubic
        self._count = len(frame)

    def world(self, pose: np.ndarray) -> np.ndarray:
        """Places (m, shape (n, 2)) for a pose of shape (frames, 3)."""
        place = np.empty((self._count, 2))
        x, y, angle = pose[self._body].T
        cos, sin = np.cos(angle), np.sin(angle)
        along, up = self._local.T
        place[self._rigid, 0] = x + cos * along - sin * up
        place[self._rigid, 1] = y + sin * along + cos * up
        if len(self._bent):
            centre, front = self.column(pose)
            middle = np.einsum("nk,nkd->nd", self._cubic, centre[self._node])
            mix = np.clip(self._mix, 0, 1)[:, None]
            ahead = (1 - mix) * front[self._low] + mix * front[self._low + 1]
            ahead /= np.hypot(ahead[:, 0], ahead[:, 1])[:, None]
            place[self._bent] = middle + self._ahead[:, None] * ahead
        return place

    def column(self, pose: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Centres of C1 … L5 and the end plate of S1 (m), and the directions to their front."""
        rows = np.arange(len(LEVELS))
        x, y, turned = pose[PELVIS]
        cos, sin = np.cos(turned), np.sin(turned)
        plate = (
            x + cos * self._plate[0] - sin * self._plate[1],
            y + sin * self._plate[0] + cos * self._plate[1],
        )
        centre = np.vstack((pose[rows, :2], plate))
        angle = np.append(pose[rows, 2], turned - SACRAL_SLOPE)
        return centre, np.stack((-np.sin(angle), np.cos(angle)), axis=1)


class Outline:
    """Every outline of one person, ready to be placed.

    Attributes:
        parts: what each outline is, in the order of `place`.
    """

    def __init__(
        self, parts: tuple[Part, ...], placing: Placing, shapes: tuple[_Shape, ...]
    ) -> None:
        self.parts = parts
        self.placing = placing
        self._shapes = shapes

    def place(self, pose: np.ndarray) -> list[np.ndarray]:
        """One array (m, shape (n, 2)) a part, for a pose of shape (frames, 3)."""
        world = self.placing.world(pose)
        found = []
        for shape in self._shapes:
            points = world[shape.start : shape.stop]
            if shape.matrix is not None:
                points = shape.matrix @ points
            if shape.width is not None:
                points = band(points, shape.width)
            found.append(points)
        return found
