"""What is drawn across the back and on its map is what the outcome reports."""

from __future__ import annotations

import numpy as np
import pytest

from spineviz.drawing.across import across
from spineviz.drawing.pressure_grid import back, lies_on_back
from spineviz.scene import Scene
from spineviz.simulation.simulate import simulate

PLACES = ["T1", "T4", "T8", "T12", "L3", "L5"]


@pytest.mark.parametrize("level", PLACES)
def test_across_the_back_the_peak_is_the_reported_one(level):
    outcome = simulate(Scene().set("roller.level", level))
    found = across(outcome)
    assert found.pressure_kPa.max() == pytest.approx(outcome.roller.peak_kPa)
    assert found.pressure_kPa == pytest.approx(found.pressure_kPa[::-1])
    assert found.surface_m == pytest.approx(found.surface_m[::-1], abs=1e-6)
    assert np.all(np.diff(found.across_m) > 0)
    radius = outcome.roller.radius
    # where the roller presses most, the skin lies in its soft depth
    assert found.surface_m[found.pressure_kPa == found.pressure_kPa.max()].min() < radius
    assert found.centre_m > radius + 0.03


@pytest.mark.parametrize("level", PLACES)
def test_the_map_holds_the_peak_and_every_loaded_pad(level):
    outcome = simulate(Scene().set("roller.level", level))
    grid = back(outcome)
    assert grid.pressure_kPa.max() == pytest.approx(outcome.roller.peak_kPa)
    assert grid.pressure_kPa.shape == (len(grid.along_mm) - 1, len(grid.across_mm) - 1)
    shown = np.unique(grid.pad[grid.pad >= 0])
    contact = outcome.roller.contact
    beyond = contact.skin[:, 0] > contact.skin[shown, 0].max()
    total = float(contact.force[~beyond, 1].sum())
    # where the back hollows some pads of two bones lie over each other
    assert float(contact.force[shown, 1].sum()) == pytest.approx(total, rel=0.06)
    assert np.array_equal(grid.pressure_kPa > 0, grid.pressure_kPa[:, ::-1] > 0)


@pytest.mark.parametrize("level", ["T8", "L3"])
def test_the_force_of_the_map_is_about_that_of_the_pads(level):
    """Not quite: cells are counted along the bodies' centres, pads along the skin."""
    outcome = simulate(Scene().set("roller.level", level))
    grid = back(outcome)
    cells = np.outer(np.diff(grid.along_mm), np.diff(grid.across_mm)) * 1e-6
    pads = float(np.sum(outcome.roller.contact.pressure * outcome.roller.contact.area))
    assert float(np.sum(grid.pressure_kPa * 1e3 * cells)) == pytest.approx(pads, rel=0.25)
    assert float(np.sum(grid.shown_kPa)) == pytest.approx(
        float(np.sum(grid.pressure_kPa)), rel=1e-6
    )


def test_the_rounded_picture_keeps_the_peak_and_covers_the_body():
    outcome = simulate(Scene())
    grid = back(outcome)
    assert grid.shown_kPa.max() == pytest.approx(outcome.roller.peak_kPa, rel=0.05)
    assert np.all(grid.body[grid.pad >= 0])


def test_without_a_pose_there_is_no_back():
    assert not lies_on_back(None)
    assert lies_on_back(simulate(Scene()))
