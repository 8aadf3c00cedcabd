"""Collecting outlines while a figure is drawn, and placing all of them for a pose at once.

A control point hangs either on one body, or in the trunk chart of `anatomy.trunk`, where it bends
with the spine. An outline is its control points, a spline through them, or a band along them.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct, field

from spineviz.anatomy.posture import S1_PLATE, SACRAL_SLOPE, lie_down
from spineviz.drawing.curves import Spans, apply, sides
from spineviz.scene import LEVELS

CHART = "chart"
"""Name of the frame of control points that bend with the spine."""

KNEECAP, TIBIA = "kneecap", "tibia"
UPPER_ARM, ELBOW, ELBOW_TIP = "upper arm", "elbow", "elbow tip"
FOREARM, HAND = "forearm", "hand"
ARM_FRAMES = (UPPER_ARM, ELBOW, ELBOW_TIP, FOREARM, HAND)
DRAWN_ONLY = (KNEECAP, TIBIA, *ARM_FRAMES)
"""Frames that the mechanics does not have: see `lower_limb.knee` and `upper_limb`."""

FRAMES = (*LEVELS, "pelvis", "skull", "thighs", "shanks", "feet", *DRAWN_ONLY)
PELVIS = FRAMES.index("pelvis")

Pose = Mapping[str, tuple[float, float, float]]
Points = Sequence[tuple[float, float]] | np.ndarray
Runs = Sequence[tuple[str, Points]]
"""Points that hang on frames, one frame after the other."""


class Part(Struct, frozen=True):
    """One outline.

    Attributes:
        kind: what it is drawn as, e.g. `body`, `arch`, `rib`.
        name: what it belongs to, e.g. `T8`, `rib3`.
        needs: structures without which it is not there (members of `scene.WHAT_IFS`).
        is_line: whether it is a line instead of a closed outline.
    """

    kind: str
    name: str
    needs: frozenset[str]
    is_line: bool = False


class Sketch(Struct):
    """Parts collected in the order in which they lie on each other.

    Attributes:
        size: factor from drawing millimetres to this person's metres.
    """

    size: float
    parts: list[Part] = field(default_factory=list)
    _frames: list[int] = field(default_factory=list)
    _runs: list[np.ndarray] = field(default_factory=list)
    _count: int = 0
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
        runs: Runs,
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

    def line(self, kind: str, name: str, runs: Runs, needs: Sequence[str] = ()) -> None:
        """Add a smooth open line that is drawn without a fill."""
        self._add(kind, name, needs, runs, False, (), is_line=True)

    def polyline(self, kind: str, name: str, frame: str, points: Points) -> None:
        """Add an open line of straight pieces on one body."""
        self._add(kind, name, (), [(frame, points)], None, (), is_line=True)

    def band(
        self,
        kind: str,
        name: str,
        runs: Runs,
        widths: Sequence[float] | np.ndarray,
        needs: Sequence[str] = (),
    ) -> None:
        """Add a smooth band; `widths` in mm, one a point."""
        self._add(kind, name, needs, runs, False, tuple(float(width) for width in widths))

    def _add(
        self,
        kind: str,
        name: str,
        needs: Sequence[str],
        runs: Runs,
        closed: bool | None,
        widths: tuple[float, ...],
        is_line: bool = False,
    ) -> None:
        start = self._count
        for frame, points in runs:
            place = np.array(points, dtype=float).reshape(-1, 2)
            if frame == CHART:
                place[:, 1] *= self.size
                self._frames.append(-1)
            else:
                place *= self.size
                if frame in _UPRIGHT:
                    place = lie_down(place)
                self._frames.append(FRAMES.index(frame))
            self._runs.append(place)
            self._count += len(place)
        self._shapes.append((start, self._count, closed, widths))
        self.parts.append(Part(kind, name, frozenset(needs), is_line))

    def placing(self) -> Placing:
        """The control points alone, in the order in which they were added."""
        return Placing(*self._points(), self.size)

    def _points(self) -> tuple[np.ndarray, np.ndarray]:
        """Frame and place of every control point, as `Placing` takes them."""
        frame = np.repeat(self._frames, [len(run) for run in self._runs])
        return frame, np.ascontiguousarray(np.concatenate(self._runs))

    def finish(self, rest: np.ndarray) -> Outline:
        """Turn the sketch into an outline.

        Args:
            rest: shape (frames, 3), the pose in which distances along the curves are measured.
        """
        placing = self.placing()
        world = pairs(placing.world(rest))
        rows, weights, ends = [], [], [0]
        ways = iter(self._ways(world))
        widths = []
        for start, stop, closed, width in self._shapes:
            if closed is None:
                row = np.repeat(np.arange(start, stop)[:, None], 4, axis=1)
                weight = np.zeros((stop - start, 4))
                weight[:, 0] = 1.0
            else:
                row, weight = next(ways)
            rows.append(row)
            weights.append(weight)
            wide = np.zeros(len(row))
            if width:
                wide = apply(row - start, weight, np.array(width) * self.size)
            widths.append(wide)
            ends.append(ends[-1] + len(row))
        banded = np.array([bool(shape[3]) for shape in self._shapes])
        return Outline(
            tuple(self.parts),
            placing,
            np.concatenate(rows),
            np.concatenate(weights),
            np.concatenate(widths),
            np.array(ends),
            banded,
        )

    def _ways(self, world: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
        """Rows and weights of each spline, or nothing where all are corners."""
        smooth = [shape for shape in self._shapes if shape[2] is not None]
        if not smooth:
            return []
        spans = Spans(
            [start for start, *_ in smooth],
            [stop - start for start, stop, *_ in smooth],
            [bool(closed) for _, _, closed, _ in smooth],
        )
        row, weight, numbers = spans.weights(world, spans.enough(world / self.size))
        ends = np.cumsum(numbers)[:-1]
        return list(zip(np.split(row, ends), np.split(weight, ends), strict=True))


_UPRIGHT = {*LEVELS, "pelvis", "skull"}


class Placing:
    """Control points of an outline, placed in the world for any pose.

    Places are complex numbers x + iy in here: turning is one product, and picking rows of them is
    some ten times faster than picking pairs.

    Args:
        frame: shape (n,), row in `FRAMES`, or -1 for the trunk chart.
        local: shape (n, 2), m in that frame; in the chart (level, m ahead).
        size: of the person against the table's man, in m per mm.
    """

    def __init__(self, frame: np.ndarray, local: np.ndarray, size: float) -> None:
        self._count = len(frame)
        self._rigid = np.flatnonzero(frame >= 0)
        self._body = frame[self._rigid]
        self._local = local[self._rigid] @ (1, 1j)
        self._bent = np.flatnonzero(frame < 0)
        self._plate = complex(lie_down(S1_PLATE) @ (1, 1j)) * 1e3 * size
        nodes = len(LEVELS) + 1
        level = local[self._bent, 0]
        self._ahead = local[self._bent, 1]
        self._low = np.clip(np.floor(level).astype(int), 0, nodes - 2)
        t = level - self._low
        self._mix = np.clip(t, 0, 1)
        # uniform Catmull-Rom; the end spans repeat their outer node
        self._node = np.clip(self._low[:, None] + np.arange(-1, 3), 0, nodes - 1)
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

    def world(self, pose: np.ndarray) -> np.ndarray:
        """Places (m, x + iy, shape (n,)) for a pose of shape (frames, 3)."""
        place = np.empty(self._count, complex)
        centre, turned = pose[:, 0] + 1j * pose[:, 1], np.exp(1j * pose[:, 2])
        place[self._rigid] = centre[self._body] + turned[self._body] * self._local
        if len(self._bent):
            rows = len(LEVELS)
            plate = centre[PELVIS] + turned[PELVIS] * self._plate
            node = np.append(centre[:rows], plate)
            front = 1j * np.append(turned[:rows], turned[PELVIS] * np.exp(-1j * SACRAL_SLOPE))
            middle = np.einsum("nk,nk->n", self._cubic, node[self._node])
            ahead = (1 - self._mix) * front[self._low] + self._mix * front[self._low + 1]
            place[self._bent] = middle + self._ahead * ahead / np.abs(ahead)
        return place


def pairs(places: np.ndarray) -> np.ndarray:
    """Complex places, shape (n,), as (x, y), shape (n, 2)."""
    return np.ascontiguousarray(places).view(float).reshape(-1, 2)


class Outline:
    """Every outline of one person, ready to be placed.

    Args:
        parts: what each outline is.
        placing: their control points.
        rows, weights: shape (samples, 4), splines through them, one part after the other.
        widths: m, shape (samples,), of the bands.
        ends: rows of the samples at which the parts start, and their number at last.
        banded: shape (parts,), which parts are bands.
    """

    def __init__(
        self,
        parts: tuple[Part, ...],
        placing: Placing,
        rows: np.ndarray,
        weights: np.ndarray,
        widths: np.ndarray,
        ends: np.ndarray,
        banded: np.ndarray,
    ) -> None:
        self.parts = parts
        self._placing, self._rows = placing, rows[:, 0]
        # most points are control points themselves
        self._curved = np.flatnonzero(weights[:, 0] != 1.0)
        self._mixed = rows[self._curved]
        self._weights = weights[self._curved]
        # bands are samples of the line on one side, and on the other side backwards
        lengths = np.diff(ends)
        spans = [np.arange(a, b) for a, b in itertools.pairwise(ends)]
        twice = [
            np.concatenate((s, s[::-1])) if b else s for s, b in zip(spans, banded, strict=True)
        ]
        self._order = np.concatenate(twice)
        self._side = np.concatenate(
            [
                np.repeat([1.0, -1.0], n) if b else np.zeros(n)
                for n, b in zip(lengths, banded, strict=True)
            ]
        )
        self.ends = np.concatenate(([0], np.cumsum([len(each) for each in twice])))
        inside = np.repeat(banded, lengths)
        self._lines = np.flatnonzero(inside)
        self._widths = widths[self._lines]
        self._line_ends = np.concatenate(([0], np.cumsum(lengths[banded])))

    def points(self, pose: np.ndarray) -> np.ndarray:
        """All outlines (m, shape (n, 2)) for a pose of shape (frames, 3); part k is the rows from
        `ends[k]` to `ends[k + 1]`."""
        return pairs(self.places(pose))

    def places(self, pose: np.ndarray) -> np.ndarray:
        """The same as `points`, as x + iy of shape (n,)."""
        world = self._placing.world(pose)
        curve = world[self._rows]
        curve[self._curved] = apply(self._mixed, self._weights, world)
        line = curve[self._lines]
        across = np.zeros_like(curve)
        across[self._lines] = sides(line, self._widths, self._line_ends)
        placed: np.ndarray = curve[self._order] + self._side * across[self._order]
        return placed
