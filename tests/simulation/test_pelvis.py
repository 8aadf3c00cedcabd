"""The roller travels on under sacrum and gluteals; what the low back does then is reported."""

from __future__ import annotations

import numpy as np
import pytest
from random_scenes import at

from spineviz.scene import PELVIC_PLACES, Scene
from spineviz.simulation.place import roller_track
from spineviz.simulation.simulate import simulate


@pytest.mark.parametrize("place", PELVIC_PLACES)
@pytest.mark.parametrize("hips", ["down", "up"])
def test_there_the_roller_s_force_enters_the_pelvis_and_no_vertebra(place, hips):
    outcome = simulate(Scene(roller_level=place, hips=hips))
    assert outcome.converged
    assert outcome.roller.entry_share["pelvis"] > 0.95
    assert outcome.roller.spine_share < 0.05
    assert outcome.roller.peak_level in PELVIC_PLACES


def test_the_push_is_looked_for_at_the_bottom_of_the_spine():
    for place in PELVIC_PLACES:
        push = simulate(Scene(roller_level=place)).push
        assert push.joint in {"L3-L4", "L4-L5", "L5-S1"}


def test_further_down_the_low_back_is_less_hollow():
    curves = [
        simulate(Scene(roller_level=place)).curvature.lordosis_deg
        for place in ("L3", "sacrum", "gluteals")
    ]
    assert curves[0] > curves[1] > curves[2]


@pytest.mark.parametrize("kind", ["foam", "grid", "double-ball"])
def test_force_on_the_sacrum_gives_way_to_force_on_the_gluteals_on_the_way_down(kind):
    share = []
    for place in PELVIC_PLACES:
        outcome = simulate(Scene(roller_level=place).set("roller.kind", kind))
        share.append(outcome.roller.levels["gluteals"].force_N / outcome.roller.force_N)
    assert share[0] < share[1] - 0.1


def test_nothing_jumps_on_the_way_from_l5_to_the_gluteals():
    track = roller_track(Scene())
    places = np.arange(track.position_mm[-3], track.position_mm[-1], 4.0)
    force, outcome = [], None
    for place in places:
        outcome = simulate(at(Scene(), place), outcome)
        assert outcome.converged
        force.append((outcome.roller.force_N, outcome.curvature.lordosis_deg))
    steps = np.abs(np.diff(force, axis=0))
    assert np.all(steps < (25.0, 2.0))
