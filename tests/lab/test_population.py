"""A sample of bodies: within its ranges, the same for the same seed, and solved like any scene."""

from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from spineviz.lab import population as population_module
from spineviz.lab.bench import LabError
from spineviz.lab.population import SAMPLED, body, population, solve_body, spreads
from spineviz.scene import BY_KEY, Scene
from spineviz.simulation.simulate import simulate
from spineviz.tables.tables import TABLES


@settings(max_examples=60)
@given(seed=st.integers(0, 2**32), number=st.integers(0, 10**6))
def test_every_body_is_one_that_a_scene_can_take(seed: int, number: int):
    drawn = body(seed, number)
    assert drawn == body(seed, number)
    scene = Scene()
    for key, value in drawn.settings:
        scene = scene.set(key, value)  # refuses what is out of range
    assert {key for key, _ in drawn.settings} <= set(BY_KEY)
    (row,) = (row for row in TABLES.population if row.key == "tissue_factor")
    assert row.low <= drawn.tissue <= row.high


def test_a_body_too_heavy_or_too_light_for_a_scene_is_drawn_again(monkeypatch):
    """Of people with a body mass index of 38 ± 3 half weigh more than a scene takes, of those with
    17 ± 3 some less."""
    mass = BY_KEY["person.mass_kg"]
    for mean in (38.0, 17.0):
        rows = [
            replace(row, mean=mean, sd=3.0, low=mean - 5, high=mean + 5)
            if row.key == "bmi_kg_m2"
            else row
            for row in TABLES.population
        ]
        monkeypatch.setattr(population_module, "TABLES", SimpleNamespace(population=rows))
        found = [dict(body(1, number).settings)["person.mass_kg"] for number in range(60)]
        assert mass.low <= min(found) < max(found) <= mass.high


def test_the_number_of_processes_changes_nothing():
    alone = population(Scene(), 6, ("T8", "L3"), seed=3, processes=1)
    shared = population(Scene(), 6, ("T8", "L3"), seed=3, processes=2)
    assert alone == shared
    assert population(Scene(), 2, ("T8",), seed=4, processes=1) != alone[:2]


def test_a_body_is_solved_as_the_same_scene_alone():
    drawn = body(1, 5)
    found = solve_body(Scene(), drawn, ("T11", "L3"))
    scene = Scene().set("roller.level", "L3")
    for key, value in drawn.settings:
        scene = scene.set(key, value)
    stiffer = {
        row.name: row.modulus_kPa * drawn.tissue
        for row in TABLES.tissues
        if row.modulus_kPa is not None
    }
    outcome = simulate(scene, tables=TABLES.with_(stiffer))
    assert outcome.roller is not None
    assert found[1].values[0] == pytest.approx(outcome.roller.force_N, rel=1e-5)
    assert found[1].values[1] == pytest.approx(outcome.roller.peak_kPa, rel=1e-4)


def test_spreads_are_percentiles_of_the_bodies():
    found = population(Scene(), 5, ("T8",), seed=1, processes=1)
    made = {each.read_out: each for each in spreads(found)}
    assert set(made) == {value.field for value in SAMPLED}
    peaks = sorted(row.values[1] for row in found)
    assert made["peak_kPa"].middle == pytest.approx(peaks[2])
    assert peaks[0] <= made["peak_kPa"].low <= made["peak_kPa"].high <= peaks[-1]


@pytest.mark.parametrize(("count", "levels"), [(0, ("T8",)), (1, ("S9",)), (1, ())])
def test_a_population_that_cannot_be_is_refused(count: int, levels: tuple[str, ...]):
    with pytest.raises(LabError):
        population(Scene(), count, levels)
