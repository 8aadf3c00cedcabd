"""The pressure along the back that is drawn is the pressure that is reported."""

from __future__ import annotations

import numpy as np
import pytest

from spineviz.drawing.profile import profile
from spineviz.scene import Scene
from spineviz.simulation.place import track_of
from spineviz.simulation.simulate import simulate


@pytest.mark.parametrize("level", ["T1", "T5", "T8", "T12", "L3", "L5"])
def test_its_peak_is_the_reported_one_and_lies_by_the_roller(level):
    outcome = simulate(Scene().set("roller.level", level))
    found = profile(outcome)
    assert found.pressure_kPa.max() == pytest.approx(outcome.roller.peak_kPa)
    assert np.all(found.pressure_kPa >= 0)
    assert np.all(np.diff(found.along_mm) >= 0)
    track = track_of(outcome.person)
    roller = track.position_mm[track.levels.index(level)]
    assert abs(found.along_mm[found.top] - roller) < outcome.scene.roller_diameter_mm / 2


def test_places_under_the_roller_are_where_the_roller_is():
    outcome = simulate(Scene().set("roller.level", "L2"))
    found = profile(outcome)
    track = track_of(outcome.person)
    at = np.interp(outcome.roller.x, found.skin_m[:, 0], found.along_mm)
    assert at == pytest.approx(track.position_mm[track.levels.index("L2")], abs=6.0)
