"""One value against one quantity: this body, the same scenes for sampled bodies, and each of these
bodies where the roller is.

Everything is a list of scenes to solve; whoever has time solves them one by one, in this order, and
may stop at any of them. What is solved is kept with all its numbers, so that another value of the
same scenes costs nothing. A band of sampled bodies is the model's: it is no band of measurements.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from msgspec import Struct, field

from spineviz.lab.population import Body, body, simulate_body
from spineviz.scene import BY_KEY, QUANTITIES, ROLLED_LEVELS, Quantity, Scene, SceneError
from spineviz.simulation.report import Plain
from spineviz.simulation.simulate import simulate
from spineviz.values import Numbers, Value, scalars_of

BODIES = 40
"""Sampled bodies; 5 % of them are two, so the ends of the band are rough."""

SEED = 1
POINTS = 13
"""Values of a number between the ends of its range."""

LEAST_BODIES = 5  # of which a band is drawn

LEVEL, POSITION = "roller.level", "roller.position_mm"

ACROSS: tuple[Quantity, ...] = tuple(
    each
    for each in QUANTITIES
    if each.key == LEVEL or (each.low is not None and each.key != POSITION)
)
"""What a value can be held against: every number, and the levels. The position down the back says
the same as the levels."""

SAMPLED_KEYS: tuple[str, ...] = tuple(
    each.key for each in QUANTITIES if each.key in dict(body(SEED, 0).settings)
)
"""Quantities in which sampled bodies differ."""


class Job(Struct, frozen=True):
    """One scene to solve.

    Attributes:
        point: which value of the quantity; None for the scene as it is.
        body: number of a sampled body; None for the person of the scene.
        beside: whether it is of the scene that is held against it.
    """

    point: int | None
    body: int | None
    beside: bool = False


def points_of(quantity: Quantity) -> tuple[float | str, ...]:
    """The values at which a quantity is tried, from low to high."""
    if quantity.low is None or quantity.high is None:
        return ROLLED_LEVELS
    step = quantity.step or 0.0
    raw = np.linspace(quantity.low, quantity.high, POINTS)
    if step:
        raw = quantity.low + np.round((raw - quantity.low) / step) * step
    return tuple(dict.fromkeys(round(float(each), 6) for each in raw))


class Exploration(Struct):
    """What is known so far of a scene along one quantity.

    Attributes:
        scene: everything but the quantity.
        quantity: that is walked along.
        beside: another scene whose curve is held against that of this one; None without.
        found: numbers of each job that is done; None where there are none.
    """

    scene: Scene
    quantity: Quantity
    beside: Scene | None = None
    found: dict[Job, Numbers | None] = field(default_factory=dict)

    @property
    def points(self) -> tuple[float | str, ...]:
        """The values of the quantity."""
        return points_of(self.quantity)

    @property
    def places(self) -> np.ndarray:
        """Where the values stand on an axis, shape (points,): numbers as they are, levels by
        their number."""
        values = self.points
        return np.array([row if isinstance(v, str) else v for row, v in enumerate(values)], float)

    @property
    def here(self) -> float | None:
        """Where the scene itself stands on that axis; None where it has no such value."""
        value = self.scene.get(self.quantity.key)
        if isinstance(value, str):
            return float(self.points.index(value)) if value in self.points else None
        return value if isinstance(value, float) else None

    def jobs(self) -> Iterator[Job]:
        """Everything to do: the curves, the scene for each body, and each body along the curve."""
        count = len(self.points)
        yield from (Job(point, None) for point in range(count))
        if self.beside is not None:
            yield from (Job(point, None, True) for point in range(count))
        yield from (Job(None, number) for number in range(BODIES))
        yield from (Job(point, number) for number in range(BODIES) for point in range(count))

    def takes_over(self, other: Exploration) -> None:
        """Keep what another one has found that is true here too: the scene may have moved along
        the quantity, of which only the bodies where it is know."""
        first = Job(0, None)
        if self.quantity is other.quantity and self.scene_of(first) == other.scene_of(first):
            same = self.beside == other.beside
            self.found |= {
                job: each
                for job, each in other.found.items()
                if job.point is not None and (same or not job.beside)
            }

    @property
    def total(self) -> int:
        """How many jobs there are."""
        curves = 1 if self.beside is None else 2
        return len(self.points) * (curves + BODIES) + BODIES

    def differs(self, other: Scene) -> bool:
        """Whether another scene has another curve along the quantity."""
        key, value = self.quantity.key, self.points[0]
        try:
            return other.set(key, value) != self.scene.set(key, value)
        except SceneError:
            return False

    def base(self, job: Job) -> Scene:
        """The scene that a job varies."""
        return self.beside if job.beside and self.beside is not None else self.scene

    def scene_of(self, job: Job) -> Scene:
        """The scene of a job, but for what its body brings with it.

        Raises:
            SceneError: the scene cannot take the value.
        """
        if job.point is None:
            return self.base(job)
        return self.base(job).set(self.quantity.key, self.points[job.point])

    def solve(self, job: Job) -> None:
        """Solve one scene and keep its numbers."""
        try:
            scene = self.scene_of(job)
            one = self._body(job)
            outcome = simulate(scene) if one is None else simulate_body(scene, one)
        except SceneError:
            self.found[job] = None
            return
        self.found[job] = scalars_of(outcome) if outcome.converged else None

    def _body(self, job: Job) -> Body | None:
        """The sampled body of a job; what is walked along is not its own."""
        if job.body is None:
            return None
        one = body(SEED, job.body)
        if job.point is None:
            return one
        kept = tuple(each for each in one.settings if each[0] != self.quantity.key)
        return Body(one.number, kept, one.tissue)

    def curve(self, value: Value, beside: bool = False) -> np.ndarray:
        """The value of this body at each point, as it is shown, shape (points,), of the scene or of
        the one `beside` it; NaN where it is not known."""
        rows = range(len(self.points))
        return np.array([self.number(value, Job(row, None, beside)) for row in rows])

    def band(self, value: Value) -> np.ndarray:
        """5th, 50th and 95th percentile of the bodies at each point, shape (3, points); NaN where
        fewer than `LEAST_BODIES` are known."""
        rows = np.array(
            [
                [self.number(value, Job(point, number)) for point in range(len(self.points))]
                for number in range(BODIES)
            ]
        )
        made = np.full((3, len(self.points)), np.nan)
        for point, column in enumerate(rows.T):
            known = column[~np.isnan(column)]
            if len(known) >= LEAST_BODIES:
                made[:, point] = np.percentile(known, (5, 50, 95))
        return made

    def cloud(self, value: Value, key: str) -> np.ndarray:
        """What each body has of a sampled quantity, and its value in the scene as it is, shape
        (bodies, 2); bodies without a number are left out."""
        rows = [
            (dict(body(SEED, number).settings)[key], self.number(value, Job(None, number)))
            for number in range(BODIES)
        ]
        known = [row for row in rows if not np.isnan(row[1])]
        return np.array(known).reshape(-1, 2)

    def number(self, value: Value, job: Job) -> float:
        """The value of a job as it is shown; NaN where it is not known."""
        numbers = self.found.get(job)
        return np.nan if not numbers or value.key not in numbers else (
            value.factor * numbers[value.key]
        )  # fmt: skip


def solved(task: tuple[Scene, str, Job]) -> Numbers | None:
    """The numbers of one job, wherever it is worked on.

    Args:
        task: the scene that the job varies, key of the quantity, job.
    """
    scene, key, job = task
    one = Exploration(scene, BY_KEY[key], scene)
    one.solve(job)
    numbers = one.found[job]
    return None if numbers is None else dict(numbers)


def exploration_rows(found: Exploration, value: Value) -> list[dict[str, Plain]]:
    """Everything that a plot shows, a row each: curve, band and bodies, as they are shown.

    Columns are `series`, the number of the body, the quantity, what bodies differ in, the value.
    """
    title = f"{value.key} [{value.unit}]" if value.unit else value.key
    band = found.band(value)
    rows: list[dict[str, Plain]] = []

    def add(series: str, number: int | None, at: Plain, own: Mapping[str, float], y: float) -> None:
        differ = {f"body.{key}": own.get(key) for key in SAMPLED_KEYS}
        here: Plain = None if np.isnan(y) else round(float(y), 6)
        rows.append(
            {"series": series, "body": number, found.quantity.key: at, **differ, title: here}
        )

    for at, y in zip(found.points, found.curve(value).tolist(), strict=True):
        add("this body", None, at, {}, y)
    if found.beside is not None:
        for at, y in zip(found.points, found.curve(value, beside=True).tolist(), strict=True):
            add("before", None, at, {}, y)
    for name, line in zip(("people 5 %", "people 50 %", "people 95 %"), band, strict=True):
        for at, y in zip(found.points, line.tolist(), strict=True):
            add(name, None, at, {}, y)
    here = found.scene.get(found.quantity.key)
    for number in range(BODIES):
        own = dict(body(SEED, number).settings)
        at_home: Plain = here if isinstance(here, (str, float)) else None
        y = found.number(value, Job(None, number))
        add("body", number, own.get(found.quantity.key, at_home), own, y)
    return rows


assert BY_KEY[LEVEL] in ACROSS
