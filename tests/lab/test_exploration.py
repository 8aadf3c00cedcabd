"""A value against a quantity: the curve of this body, the band of people, and each of them."""

from __future__ import annotations

import numpy as np
import pytest

from spineviz.lab import exploration as rows_of
from spineviz.lab.exploration import (
    ACROSS,
    LEAST_BODIES,
    SAMPLED_KEYS,
    SEED,
    Exploration,
    Job,
    exploration_rows,
    points_of,
)
from spineviz.lab.population import body, simulate_body
from spineviz.scene import BY_KEY, ROLLED_LEVELS, Scene
from spineviz.simulation.simulate import simulate
from spineviz.values import VALUE

LEVEL, DIAMETER, MASS = (
    BY_KEY[key] for key in ("roller.level", "roller.diameter_mm", "person.mass_kg")
)
SPINE = VALUE["spine_share"]


@pytest.fixture
def few(monkeypatch):
    """A sample of six bodies."""
    monkeypatch.setattr(rows_of, "BODIES", 6)


@pytest.mark.parametrize("quantity", ACROSS, ids=lambda each: each.key)
def test_every_point_of_a_quantity_is_one_that_a_scene_takes_and_both_ends_are_there(quantity):
    points = points_of(quantity)
    for point in points:
        assert Scene().set(quantity.key, point).get(quantity.key) == point
    if quantity.choices:
        assert points == ROLLED_LEVELS
    else:
        assert (points[0], points[-1]) == (quantity.low, quantity.high)
        assert np.all(np.diff(points) > 0)


def test_the_curve_is_what_the_scenes_give():
    found = Exploration(Scene(), DIAMETER)
    for row in (0, 3):
        found.solve(Job(row, None))
        outcome = simulate(Scene(roller_diameter_mm=found.points[row]))
        assert found.curve(SPINE)[row] == pytest.approx(100 * outcome.roller.spine_share)
    assert np.isnan(found.curve(SPINE)[[1, 2]]).all()
    assert found.here == 150.0


def test_a_body_keeps_all_its_own_but_what_is_walked_along():
    found, job = Exploration(Scene(), MASS), Job(0, 3)
    found.solve(job)
    own = dict(body(SEED, 3).settings)
    one = body(SEED, 3)
    light = {key: each for key, each in own.items() if key != MASS.key}
    scene = Scene().set_all({**light, MASS.key: MASS.low})
    assert found.number(VALUE["weight_N"], job) == pytest.approx(simulate(scene).weight_N)
    at_home = Job(None, 3)
    found.solve(at_home)
    whole = simulate_body(Scene(), one).roller.peak_kPa
    assert found.number(VALUE["peak_kPa"], at_home) == pytest.approx(whole)


def test_the_band_is_of_the_bodies_that_are_known_and_of_none_where_they_are_few(few):
    found = Exploration(Scene(), LEVEL)
    numbers = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]
    for number, share in enumerate(numbers):
        found.found[Job(7, number)] = {SPINE.key: share}
    for number in range(LEAST_BODIES - 1):
        found.found[Job(8, number)] = {SPINE.key: 0.5}
    band = found.band(SPINE)
    assert band[:, 7] == pytest.approx(100 * np.percentile(numbers, (5, 50, 95)))
    assert np.isnan(np.delete(band, 7, axis=1)).all()


def test_every_body_that_came_to_rest_is_one_dot(few):
    found = Exploration(Scene(), LEVEL)
    found.found |= {Job(None, number): {SPINE.key: number / 10} for number in range(5)}
    found.found[Job(None, 5)] = None
    cloud = found.cloud(SPINE, MASS.key)
    assert cloud[:, 1] == pytest.approx([0, 10, 20, 30, 40])
    assert cloud[:, 0] == pytest.approx([dict(body(SEED, n).settings)[MASS.key] for n in range(5)])


def test_what_a_scene_cannot_take_is_no_number():
    found = Exploration(Scene(task="press-up"), DIAMETER)
    found.solve(Job(0, None))
    assert np.isnan(found.curve(VALUE["peak_kPa"])[0])
    assert found.number(VALUE["weight_N"], Job(0, None)) > 0


def test_moving_along_the_quantity_keeps_all_but_the_bodies_where_it_was(few):
    one = Exploration(Scene(roller_level="T8"), LEVEL)
    one.found |= {Job(0, None): {SPINE.key: 0.1}, Job(None, 0): {SPINE.key: 0.2}}
    moved, other = (
        Exploration(Scene(roller_level="L3"), LEVEL),
        Exploration(Scene(hips="up"), LEVEL),
    )
    moved.takes_over(one)
    other.takes_over(one)
    assert moved.found == {Job(0, None): {SPINE.key: 0.1}}
    assert other.found == {}


def test_all_jobs_are_counted_and_the_curve_comes_first(few):
    found = Exploration(Scene(), LEVEL)
    jobs = list(found.jobs())
    assert len(jobs) == len(set(jobs)) == found.total == 17 * 7 + 6
    assert jobs[:17] == [Job(row, None) for row in range(17)]


def test_the_table_holds_the_numbers_of_the_plots(few):
    found = Exploration(Scene(), LEVEL)
    for number in range(6):
        found.found[Job(None, number)] = {SPINE.key: number / 10}
        found.found[Job(2, number)] = {SPINE.key: number / 10}
    found.found[Job(2, None)] = {SPINE.key: 0.25}
    rows = exploration_rows(found, SPINE)
    title = "spine_share [%]"

    def series(name: str) -> list[object]:
        return [row[title] for row in rows if row["series"] == name]

    assert series("this body")[2] == pytest.approx(25)
    assert series("people 95 %")[2] == pytest.approx(found.band(SPINE)[2, 2])
    assert series("body") == pytest.approx(found.cloud(SPINE, MASS.key)[:, 1].tolist())
    bodies = [row for row in rows if row["series"] == "body"]
    assert all(row["roller.level"] == "T8" for row in bodies)
    assert all(row[f"body.{key}"] is not None for row in bodies for key in SAMPLED_KEYS)
