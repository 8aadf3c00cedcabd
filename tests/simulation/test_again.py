"""Where a scene came to rest before, the same outcome is made again, and none from elsewhere."""

from __future__ import annotations

import numpy as np
import pytest

from spineviz.mechanics.rest import rest_of
from spineviz.scene import Scene
from spineviz.simulation.report import as_plain
from spineviz.simulation.simulate import simulate

SCENES = [
    Scene(roller_level="T8"),
    Scene(roller_position_mm=240.0),  # a seesaw: never solved from the place before
    Scene(roller_level="L3", hips="up", arms="crossed"),
    Scene(roller_level="T6", lean_deg=6.0),  # both sides are solved for themselves
    Scene(roller_level="T8", face="down"),
    Scene(roller_level="T8", roller_kind="double-ball"),
    Scene(task="press-up", face="down"),
]
"""One of each way in which a balance is searched."""


def told(outcome) -> dict:
    """All that is reported, but for how many steps the balance was away."""
    return {key: value for key, value in as_plain(outcome).items() if key != "iterations"}


@pytest.mark.parametrize("scene", SCENES)
def test_the_same_outcome_is_made_again_without_a_search(scene):
    found = simulate(scene)
    assert found.converged
    assert found.iterations > 0
    again = simulate(scene, rest=rest_of(found.state))
    assert again.iterations == 0
    assert again.state.pose.tobytes() == found.state.pose.tobytes()
    assert told(again) == told(found)


def test_it_is_made_again_from_a_balance_that_itself_was_found_from_another():
    first = simulate(Scene(roller_position_mm=150.0))
    warm = simulate(Scene(roller_position_mm=152.0), first)
    again = simulate(warm.scene, first, rest=rest_of(warm.state))
    assert again.iterations == 0
    assert again.state.pose.tobytes() == warm.state.pose.tobytes()


def test_a_place_beside_it_is_found_from_it_as_well_as_from_a_search():
    first = simulate(Scene(roller_position_mm=150.0))
    again = simulate(first.scene, rest=rest_of(first.state))
    beside = Scene(roller_position_mm=152.0)
    one, other = simulate(beside, first), simulate(beside, again)
    assert 0 < other.iterations <= one.iterations + 1
    assert other.roller.force_N == pytest.approx(one.roller.force_N, rel=1e-6)


def test_what_would_tip_is_told_in_the_same_words_again():
    tipping = Scene(roller_position_mm=260.0)
    found = simulate(tipping)
    assert "tips" in [alert.kind for alert in found.alerts]
    assert simulate(tipping, rest=rest_of(found.state)).alerts == found.alerts


@pytest.mark.parametrize(
    "other",
    [
        Scene(roller_level="T4"),
        Scene(roller_level="T8", person_mass_kg=76.0),
        Scene(roller_level="T8", lean_deg=6.0),  # its bed has other pads
        Scene(roller_level="T8", face="down"),  # and other bodies
    ],
)
def test_where_another_scene_came_to_rest_is_not_taken(other):
    scene = Scene(roller_level="T8")
    fresh, misled = simulate(scene), simulate(scene, rest=rest_of(simulate(other).state))
    assert misled.iterations == fresh.iterations
    assert np.array_equal(misled.state.pose, fresh.state.pose)
