"""Where the roller may be placed, and that level and distance are two names of one place."""

from __future__ import annotations

import numpy as np
import pytest
from random_scenes import at
from read_outs import SAME, numbers

from spineviz.anatomy.person import person_of
from spineviz.scene import ROLLED_LEVELS, ROLLER_PLACES, Scene, SceneError
from spineviz.simulation.place import nearest_level, place_of, roller_mm, roller_track, track_of
from spineviz.simulation.simulate import simulate


@pytest.mark.parametrize("level", ["T1", "T8", "T12", "L3", "L5", "sacrum", "gluteals"])
def test_a_level_and_its_distance_give_the_same_outcome(level):
    by_level = Scene(roller_level=level)
    track = roller_track(by_level)
    distance = track.position_mm[ROLLER_PLACES.index(level)]
    by_distance = at(by_level, distance)
    outcomes = simulate(by_level), simulate(by_distance)
    for outcome in outcomes:
        assert outcome.place.mm == pytest.approx(distance, abs=1e-9)
        assert outcome.place.number == pytest.approx(ROLLER_PLACES.index(level), abs=1e-9)
        assert outcome.place.nearest == level
    one, other = (numbers(outcome) for outcome in outcomes)
    assert {key for key in one if abs(one[key] - other[key]) > SAME[key[0]]} == set()
    said = [[(alert.kind, alert.place) for alert in outcome.alerts] for outcome in outcomes]
    assert said[0] == said[1]


def test_places_increase_from_t1_down_the_back():
    track = roller_track(Scene())
    assert track.levels == ROLLER_PLACES
    assert track.position_mm[0] == 0
    assert np.all(np.diff(track.position_mm) > 10)  # mm: a vertebra and its disc are taller
    assert np.all(np.diff(track.x_m) > 0)
    assert 400 < track.position_mm[len(ROLLED_LEVELS) - 1] < 500  # T1 to L5 of a man of 1.76 m
    assert 150 < track.position_mm[-1] - track.position_mm[len(ROLLED_LEVELS) - 1] < 250


@pytest.mark.parametrize("level", ["T1", "T8", "L5", "sacrum", "gluteals"])
def test_the_roller_stands_under_the_skin_of_its_level(level):
    outcome = simulate(Scene(roller_level=level))
    track = track_of(outcome.person)
    assert outcome.roller.x == track.x_m[ROLLER_PLACES.index(level)]
    assert outcome.roller.y == outcome.roller.radius == pytest.approx(0.075)


@pytest.mark.parametrize("stature", [1.45, 1.76])
def test_a_roller_beyond_the_back_is_refused_with_the_range_of_this_person(stature):
    person = Scene(person_stature_m=stature)
    end = roller_track(person).position_mm[-1]
    assert simulate(at(person, np.floor(end))).converged
    with pytest.raises(SceneError) as refused:
        simulate(at(person, end + 0.5))
    assert "roller.position_mm" in str(refused.value)
    assert f"{end + 0.5:g} mm" in str(refused.value)
    assert f"0 to {np.floor(end):g} mm" in str(refused.value)


@pytest.mark.parametrize("scene", [Scene(), at(Scene(), 123.4), at(Scene(), 431.0)])
def test_a_scene_that_is_not_solved_yet_puts_the_roller_where_its_outcome_has_it(scene):
    place = simulate(scene).place
    assert (roller_mm(scene), nearest_level(scene)) == (place.mm, place.nearest)


def test_a_scene_that_cannot_be_solved_shows_its_roller_at_the_end_of_the_back():
    end = roller_track(Scene()).position_mm[-1]
    assert roller_mm(at(Scene(), 800.0)) == end
    assert nearest_level(at(Scene(), 800.0)) == "gluteals"
    down = Scene(face="down", roller_level="sacrum")
    assert nearest_level(down) == "L5"


def test_a_level_that_the_roller_cannot_reach_is_refused_with_those_that_it_can():
    down = Scene(face="down")
    with pytest.raises(SceneError, match="sacrum"):
        place_of(Scene(roller_level="sacrum"), person_of(down))
