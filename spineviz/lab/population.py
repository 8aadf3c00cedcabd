"""People differ: one scene over many sampled bodies."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from msgspec import Struct

from spineviz.lab.bench import LabError, Watch, no_level, unwatched
from spineviz.outcome import Outcome
from spineviz.scene import BY_KEY, ROLLED_LEVELS, Scene
from spineviz.simulation.simulate import simulate
from spineviz.tables.study_rows import PopulationRow
from spineviz.tables.tables import TABLES, Tables
from spineviz.values import VALUE

MASS = "person.mass_kg"
MOST_BODIES = 100_000
BODIES_A_TASK = 4  # handed to a process at a time: few enough that the bar moves

SAMPLED = tuple(
    VALUE[key]
    for key in (
        "force_N",
        "peak_kPa",
        "mean_kPa",
        "area_cm2",
        "spine_share",
        "push_extension_deg",
        "push_range_share",
        "kyphosis_deg",
        "lordosis_deg",
    )
)
"""Values reported of every body at every level."""


class Body(Struct, frozen=True):
    """One sampled person.

    Attributes:
        number: place in the sample, from 0; the same seed and number give the same body.
        settings: keys of the scene and their values.
        tissue: factor of the stiffness of all soft tissue.
    """

    number: int
    settings: tuple[tuple[str, float], ...]
    tissue: float


class Row(Struct, frozen=True):
    """One body with the roller under one level; `values` are those of `SAMPLED`, empty without a
    balanced pose."""

    body: Body
    level: str
    values: tuple[float, ...]


def body(seed: int, number: int) -> Body:
    """The body with this number in the sample of this seed.

    Values are normal, and drawn again where they fall outside their range; mass follows from
    stature and body mass index. Ranges and sources: `resources/population.csv`.
    """
    generator = np.random.default_rng((seed, number))
    mass = BY_KEY[MASS]
    assert mass.low is not None
    assert mass.high is not None
    while True:
        drawn = {row.key: _draw(generator, row) for row in TABLES.population}
        tissue, index = drawn.pop("tissue_factor"), drawn.pop("bmi_kg_m2")
        drawn[mass.key] = round(index * drawn["person.stature_m"] ** 2, 3)
        if mass.low <= drawn[mass.key] <= mass.high:
            return Body(number, tuple(sorted(drawn.items())), tissue)


def _draw(generator: np.random.Generator, row: PopulationRow) -> float:
    value = np.inf
    while not row.low <= value <= row.high:
        value = generator.normal(row.mean, row.sd)
    return round(float(value), 3)


def simulate_body(scene: Scene, one: Body) -> Outcome:
    """The scene with this body.

    Raises:
        SceneError: a sampled value that the scene cannot take.
    """
    return simulate(_with_body(scene, one), tables=tables_of(one))


def _with_body(scene: Scene, one: Body) -> Scene:
    for key, value in one.settings:
        scene = scene.set(key, value)
    return scene


@lru_cache(maxsize=64)
def tables_of(one: Body) -> Tables:
    """The tables with the soft tissue of this body: the same ones again, which spares half of the
    time of its next scene, because the person made of them is known too."""
    return TABLES.with_(
        {
            row.name: row.modulus_kPa * one.tissue
            for row in TABLES.tissues
            if row.modulus_kPa is not None
        }
    )


def solve_body(scene: Scene, one: Body, levels: Sequence[str]) -> list[Row]:
    """The scene with this body, roller under each level in turn.

    Levels are so far apart that a fresh start at each is sooner there than the pose of the last.

    Raises:
        SceneError: a sampled value that the scene cannot take.
    """
    scene, tables = _with_body(scene, one), tables_of(one)
    return [
        Row(one, level, _values(simulate(scene.set("roller.level", level), tables=tables)))
        for level in levels
    ]


def _values(outcome: Outcome) -> tuple[float, ...]:
    known = [number for value in SAMPLED if (number := value.of(outcome)) is not None]
    return tuple(known) if len(known) == len(SAMPLED) else ()


def _task(work: tuple[Scene, int, int, int, tuple[str, ...]]) -> list[Row]:
    scene, seed, first, last, levels = work
    return [
        row
        for number in range(first, last)
        for row in solve_body(scene, body(seed, number), levels)
    ]


def population(
    scene: Scene,
    count: int,
    levels: tuple[str, ...] = ROLLED_LEVELS,
    seed: int = 1,
    processes: int | None = None,
    watch: Watch = unwatched,
) -> list[Row]:
    """The scene over sampled bodies, in the order of bodies and levels.

    The rows depend on scene, count, levels and seed alone, not on the number of processes.

    Args:
        scene: all but person and place of the roller.
        count: bodies, 1 to `MOST_BODIES`.
        levels: where the roller stands.
        seed: of the sample.
        processes: how many work; as many as there are processors by default.
        watch: shows how far it is.

    Raises:
        LabError: a count or a level that cannot be, or a process that was ended from outside.
    """
    if not 1 <= count <= MOST_BODIES:
        raise LabError("lab.bodies", most=MOST_BODIES, count=count)
    for level in levels:
        if level not in ROLLED_LEVELS:
            raise no_level("--at", level, ROLLED_LEVELS[0], ROLLED_LEVELS[-1])
    if not levels:
        raise LabError("lab.no_levels", first=ROLLED_LEVELS[0], last=ROLLED_LEVELS[-1])
    tasks = [
        (scene, seed, first, min(first + BODIES_A_TASK, count), levels)
        for first in range(0, count, BODIES_A_TASK)
    ]
    workers = min(processes or os.cpu_count() or 1, len(tasks))
    if workers == 1:
        return [row for task in watch(tasks, _label) for row in _task(task)]
    # here, because the window samples bodies too and never starts a process
    from spineviz.lab.helping_processes import shared

    return [row for rows in shared(_task, tasks, workers, watch, _label) for row in rows]


def _label(_: object) -> str:
    return "bodies, four at a time"


class Spread(Struct, frozen=True):
    """A read-out at one level over the bodies that came to rest.

    Attributes:
        low, middle, high: 5th, 50th and 95th percentile.
        count: bodies.
    """

    level: str
    read_out: str
    low: float
    middle: float
    high: float
    count: int


def spreads(found: Sequence[Row]) -> list[Spread]:
    """The spread of every read-out at every level."""
    made = []
    for level in dict.fromkeys(row.level for row in found):
        values = np.array([row.values for row in found if row.level == level and row.values])
        for column, value in enumerate(SAMPLED if len(values) else ()):
            low, middle, high = np.percentile(values[:, column], (5, 50, 95)).tolist()
            made.append(Spread(level, value.field, low, middle, high, len(values)))
    return made
