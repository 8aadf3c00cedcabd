"""What is drawn across the back and on its plate is what the outcome reports."""

from __future__ import annotations

import numpy as np
import pytest
from solved_scenes import found_once

from spineviz.drawing.across import across
from spineviz.drawing.pressure_grid import back, lies_on_back
from spineviz.scene import Scene

PLACES = ["T1", "T4", "T8", "T12", "L3", "L5"]


@pytest.mark.parametrize("level", PLACES)
def test_across_the_back_the_peak_is_the_reported_one(level):
    outcome = found_once(Scene().set("roller.level", level))
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
def test_the_back_holds_the_peak_and_every_loaded_pad_in_its_place(level):
    outcome = found_once(Scene().set("roller.level", level))
    grid, contact = back(outcome), outcome.roller.contact
    assert grid.pressure_kPa.max() == pytest.approx(outcome.roller.peak_kPa)
    assert grid.pressure_kPa.shape == (len(grid.along_m) - 1, len(grid.across_mm) - 1)
    shown = np.unique(grid.pad[grid.pad >= 0])
    # where the back hollows some pads of two bones lie over each other
    assert float(contact.force[shown, 1].sum()) == pytest.approx(outcome.roller.force_N, rel=0.06)
    assert np.array_equal(grid.pressure_kPa > 0, grid.pressure_kPa[:, ::-1] > 0)
    alone = [pad for pad in shown if contact.patch[pad] > 0 and contact.track[pad] == "midline"]
    for pad in alone:
        rows, columns = np.nonzero(grid.pad == pad)
        # its own place on the skin is in its cells, but where pads share it
        assert grid.along_m[rows.min()] - 0.004 < contact.surface[pad, 0]
        assert contact.surface[pad, 0] < grid.along_m[rows.max() + 1] + 0.004
        middle = (grid.across_mm[columns.min()] + grid.across_mm[columns.max() + 1]) / 2
        assert middle == pytest.approx(1e3 * contact.z[pad], abs=2.0)


@pytest.mark.parametrize("level", ["T8", "L3"])
def test_the_force_on_the_back_is_about_that_of_the_pads(level):
    """Not quite: cells are counted along the floor, pads along the skin."""
    outcome = found_once(Scene().set("roller.level", level))
    grid = back(outcome)
    cells = np.outer(np.diff(grid.along_m), np.diff(grid.across_mm)) * 1e-3
    pads = float(np.sum(outcome.roller.contact.pressure * outcome.roller.contact.area))
    assert float(np.sum(grid.pressure_kPa * 1e3 * cells)) == pytest.approx(pads, rel=0.25)


@pytest.mark.parametrize("scene", [{}, {"roller.level": "L3"}, {"lean_deg": 20.0}])
def test_the_smooth_picture_keeps_the_peak_and_its_place(scene):
    outcome = found_once(Scene().set_all(scene))
    grid, contact = back(outcome), outcome.roller.contact
    assert grid.shown_kPa.max() == pytest.approx(outcome.roller.peak_kPa)
    steps = np.abs(np.diff(grid.shown_kPa, axis=0)).max(), np.abs(np.diff(grid.pressure_kPa)).max()
    assert steps[0] < steps[1]
    along, across = grid.peak_m
    pressed = contact.patch > 0.8 * contact.patch.max()
    away = np.hypot(contact.surface[pressed, 0] - along, contact.z[pressed] - across)
    assert away.min() < 0.03
    middle = float((grid.shown_kPa.sum(axis=0) * (grid.across_mm[:-1] + 1.0)).sum())
    leans = np.sign(outcome.roller.side_N["right"] - outcome.roller.side_N["left"] + 1e-9)
    assert leans * middle > -1e-3 * grid.shown_kPa.sum()


def test_without_a_pose_there_is_no_back():
    assert not lies_on_back(None)
    assert lies_on_back(found_once(Scene()))
