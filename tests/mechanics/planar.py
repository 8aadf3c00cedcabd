"""Small planar models for the tests, drawn row by row in world coordinates."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace

from spineviz.mechanics.energy import Energy
from spineviz.mechanics.laws import BendingLaw
from spineviz.mechanics.model import (
    Cables,
    Cylinder,
    Floor,
    Guide,
    Loads,
    Model,
    Pads,
    Springs,
)
from spineviz.mechanics.plane import turn

WIDTH, ONSET = 0.2, 0.6  # of the bending laws: neutral zone, start of the end range


class Sketch:
    """Bodies and the rows between them; places are world places at rest."""

    def __init__(self) -> None:
        self.rest: list[tuple[float, float, float]] = []
        self.free: list[bool] = []
        self.spring_rows: list[tuple] = []
        self.cable_rows: list[tuple] = []
        self.pad_rows: list[tuple] = []
        self.load_rows: list[tuple] = []

    def body(self, x: float, y: float, angle: float = 0.0, free: bool = True) -> int:
        self.rest.append((x, y, angle))
        self.free.append(free)
        return len(self.rest) - 1

    def local(self, body: int, place: tuple[float, float]) -> np.ndarray:
        x, y, angle = self.rest[body]
        return turn(np.array(-angle), np.array(place, float) - (x, y))

    def spring(
        self,
        i: int,
        j: int,
        place: tuple[float, float],
        stiffness: np.ndarray | float,
        bend: tuple[float, float] = (0.0, 0.0),
        reach: tuple[float, float] = (1.0, 1.0),
        neutral: float = 1.0,
        hardening: float = 0.0,
    ) -> None:
        """Tie i to j at a place: N/m (a number for both directions), N·m/rad in both senses."""
        matrix = stiffness * np.eye(2) if np.isscalar(stiffness) else stiffness
        offset = self.rest[j][2] - self.rest[i][2]
        ends = self.local(i, place), self.local(j, place)
        self.spring_rows.append((i, j, *ends, matrix, offset, bend, reach, neutral, hardening))

    def cable(self, i: int, j: int, start, end, preload: float, stiffness: float) -> None:
        length = float(np.hypot(*np.subtract(end, start)))
        ends = self.local(i, start), self.local(j, end)
        self.cable_rows.append((i, j, *ends, preload, stiffness, length))

    def pad(self, body: int, place, area: float, modulus: float, depth: float) -> None:
        self.pad_rows.append((body, self.local(body, place), area, modulus, depth))

    def load(self, body: int, place, force: tuple[float, float]) -> None:
        self.load_rows.append((body, self.local(body, place), force))

    def pose(self) -> np.ndarray:
        return np.array(self.rest, float)

    def model(
        self,
        cylinder: Cylinder | None = None,
        floor: Floor | None = None,
        guide: Guide | None = None,
        moment: np.ndarray | None = None,
    ) -> Model:
        i, j, a, b, k, offset, bend, reach, neutral, hardening = columns(
            self.spring_rows, "nnvvmsvvss"
        )
        law = BendingLaw(bend, reach, neutral, WIDTH, ONSET, hardening)
        return Model(
            free=np.array(self.free),
            springs=Springs(i, j, a, b, k, offset, law),
            cables=Cables(*columns(self.cable_rows, "nnvvsss")),
            pads=Pads(*columns(self.pad_rows, "nvsss")),
            loads=Loads(*columns(self.load_rows, "nvv")),
            cylinder=cylinder,
            floor=floor,
            guide=guide,
            moment=moment,
        )


def columns(rows: list[tuple], kinds: str) -> list[np.ndarray]:
    """Rows as columns of (n)umbers of bodies, (s)calars, (v)ectors or (m)atrices; none is fine."""
    shape = {"n": (), "s": (), "v": (2,), "m": (2, 2)}
    return [
        np.array([row[at] for row in rows], int if kind == "n" else float).reshape(
            len(rows), *shape[kind]
        )
        for at, kind in enumerate(kinds)
    ]


def roller(pads: int, centre=(0.0, 0.1), radius=0.1, modulus=1e6, depth=0.0) -> Cylinder:
    """A cylinder that all pads meet with their whole width; rigid by default."""
    return Cylinder(np.array(centre), np.full(pads, radius), np.ones(pads), modulus, depth)


ROWS = ("springs", "cables", "cylinder", "floor", "guide", "moment", "loads")


def random_model(rng: np.random.Generator, rows: tuple[str, ...] = ROWS) -> tuple[Model, Sketch]:
    """Four bodies about 0.1 m apart with rows of the kinds named.

    Stiffnesses are such that the force terms of the Hessian are as large as the stiffness terms:
    each of them is then seen in a comparison relative to the largest entry.
    """
    draft = Sketch()
    for n in range(4):
        draft.body(0.1 * n, 0.2 + rng.uniform(-0.02, 0.02), rng.uniform(-1, 1))

    def place() -> tuple[float, float]:
        return rng.uniform(-0.05, 0.35), rng.uniform(0.1, 0.3)

    def pair() -> tuple[int, int]:
        i, j = rng.choice(4, 2, replace=False)
        return int(i), int(j)

    for _ in range(5 if "springs" in rows else 0):
        root = rng.uniform(-30, 30, (2, 2))
        draft.spring(
            *pair(),
            place(),
            root @ root.T,
            bend=tuple(rng.uniform(1, 30, 2)),
            reach=tuple(rng.uniform(0.05, 0.5, 2)),
            neutral=rng.uniform(0.1, 1),
            hardening=rng.uniform(0, 6),
        )
    for _ in range(6 if "cables" in rows else 0):
        draft.cable(*pair(), place(), place(), rng.uniform(-20, 30), rng.uniform(100, 2000))
    for _ in range(20 if {"cylinder", "floor"} & set(rows) else 0):
        spot = rng.uniform(-0.05, 0.35), rng.uniform(-0.03, 0.12)
        area, modulus = rng.uniform(1e-4, 2e-3), rng.uniform(1e4, 6e4)
        draft.pad(int(rng.integers(4)), spot, area, modulus, rng.uniform(0.03, 0.08))
    for _ in range(4 if "loads" in rows else 0):
        draft.load(int(rng.integers(4)), place(), tuple(rng.uniform(-50, 50, 2)))
    pads = len(draft.pad_rows)
    coat = (rng.uniform(5e4, 2e5), rng.choice([0.0, 0.01, 0.03]))
    obstacle = Cylinder(
        np.array([0.15, 0.05]),
        rng.uniform(0.04, 0.09, pads),
        rng.choice([0.0, 0.5, 1.0], pads, p=[0.1, 0.3, 0.6]),
        *coat,
    )
    model = draft.model(cylinder=obstacle)
    if pads and rng.random() < 0.5:  # the skin that faces it is not that which faces the floor
        moved = model.pads.point + rng.uniform(-0.02, 0.02, (pads, 2))
        obstacle = replace(obstacle, point=moved)
    share = rng.uniform(0, 1)
    held = Guide(
        np.array(pair()), rng.uniform(-0.1, 0.1, (2, 2)), np.array([share, 1 - share]), 0.1, 500.0
    )
    return draft.model(
        cylinder=obstacle if "cylinder" in rows else None,
        floor=Floor(*coat) if "floor" in rows else None,
        guide=held if "guide" in rows else None,
        moment=rng.uniform(-5, 5, 4) if "moment" in rows else None,
    ), draft


def random_pose(rng: np.random.Generator, draft: Sketch) -> np.ndarray:
    """A pose some millimetres and tenths of a radian away from rest."""
    shape = len(draft.rest), 3
    return draft.pose() + rng.normal(0, 1, shape) * (0.01, 0.01, 0.2)


def far_from_kinks(model: Model, pose: np.ndarray, reach: float) -> bool:
    """Whether no pad begins to touch or locks, no cable goes slack and no joint changes its sense
    within `reach` (m): there the second derivatives jump, and differences say nothing."""
    energy = Energy(model)
    pads = model.pads
    _, skin = energy._places_of(pose, pads.point)
    overlaps = []
    if model.cylinder is not None:
        _, facing = energy._places_of(pose, energy.facing)
        distance = np.hypot(*(facing - model.cylinder.centre).T)
        overlaps.append((model.cylinder.radius - distance, model.cylinder))
    if model.floor is not None:
        overlaps.append((-skin[:, 1], model.floor))
    near = []
    for overlap, other in overlaps:
        near += [np.abs(overlap), np.abs(overlap - locked(pads, other.modulus, other.depth))]
    cables, springs = model.cables, model.springs
    span = pose[cables.j, :2] + turn(pose[cables.j, 2], cables.b)
    span = span - pose[cables.i, :2] - turn(pose[cables.i, 2], cables.a)
    stretch = np.hypot(*span.T) - cables.rest + cables.preload / cables.stiffness
    near += [np.abs(stretch), np.abs(pose[springs.j, 2] - pose[springs.i, 2] - springs.offset)]
    return bool(np.all(np.concatenate(near) > reach))


def locked(pads: Pads, modulus: float, depth: float) -> np.ndarray:
    """Overlap (m) at which both layers have reached the limit of the pressure."""
    from spineviz.mechanics.laws import PRESSURE_LIMIT as LIMIT

    return pads.depth * LIMIT / (pads.modulus + LIMIT) + depth * LIMIT / (modulus + LIMIT)


def slope_of(function, at: np.ndarray, step: float) -> np.ndarray:
    """Derivative of a function of a flat array by central differences of fourth order."""

    def moved(k: int, by: float):
        there = at.copy()
        there[k] += by
        return function(there)

    return np.array(
        [
            (8 * (moved(k, step) - moved(k, -step)) - (moved(k, 2 * step) - moved(k, -2 * step)))
            / (12 * step)
            for k in range(len(at))
        ]
    )
