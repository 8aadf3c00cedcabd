"""What is read off a pose, counted again from the pads, the links and the poses of the report."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from spineviz.outcome import Rolled
from spineviz.scene import Scene
from spineviz.simulation.place import track_of
from spineviz.simulation.simulate import simulate

SCENES = {
    "T8": Scene(),
    "L3, hips up": Scene(roller_level="L3", hips="up"),
    "T5 on a grid, leaning": Scene(roller_level="T5", lean_deg=15.0).set("roller.kind", "grid"),
    "L3, face down": Scene(roller_level="L3", face="down"),
}


@pytest.fixture(scope="module", params=SCENES)
def outcome(request) -> Rolled:
    found = simulate(SCENES[request.param])
    assert isinstance(found, Rolled)
    return found


def test_the_mean_pressure_is_that_of_the_patches_each_by_its_force(outcome):
    contact, roller = outcome.roller.contact, outcome.roller
    lift = np.maximum(contact.force[:, 1], 0)
    assert roller.mean_kPa * 1e3 == pytest.approx(np.average(contact.patch, weights=lift))
    assert roller.mean_kPa < 0.95 * roller.peak_kPa
    assert roller.area_cm2 == pytest.approx(1e1 * roller.force_N / roller.mean_kPa)


def test_the_peak_is_the_highest_patch_and_below_the_highest_pad(outcome):
    contact, roller = outcome.roller.contact, outcome.roller
    assert roller.peak_kPa * 1e3 == pytest.approx(np.max(contact.patch))
    assert roller.peak_kPa * 1e3 <= np.max(contact.pressure) * (1 + 1e-9)


def test_the_gradient_is_the_steepest_step_between_neighbours_of_a_lane(outcome):
    """Half the length of either pad is about how far their middles are apart."""
    contact = outcome.roller.contact
    steepest = 0.0
    for lane in set(contact.lane):
        rows = [row for row, name in enumerate(contact.lane) if name == lane]
        for a, b in pairwise(rows):
            apart = (contact.length[a] + contact.length[b]) / 2
            if np.hypot(*(contact.skin[b] - contact.skin[a])) < 1.5 * apart:  # no gap there
                steepest = max(steepest, abs(contact.patch[b] - contact.patch[a]) / apart)
    assert outcome.roller.gradient_kPa_per_cm == pytest.approx(steepest * 1e-5)


def test_shear_and_compression_are_across_and_along_the_lower_vertebra(outcome):
    """A link holds the force on the upper body in the world, turned back here."""
    found = 0
    for name, joint in outcome.joints.items():
        upper, lower = ("skull" if each == "C0" else each for each in name.split("-"))
        lower = "pelvis" if lower == "S1" else lower
        angle = outcome.geometry.pose[lower][2]
        forces = [
            (link.force_x, link.force_y)
            for link in outcome.geometry.links
            if (link.upper, link.lower, link.moment) == (upper, lower, -joint.moment_Nm)
        ]
        if len(forces) == 1:
            along, across = np.dot(
                [(np.cos(angle), np.sin(angle)), (-np.sin(angle), np.cos(angle))], forces[0]
            )
            assert joint.compression_N == pytest.approx(-along, abs=1e-6)
            assert joint.shear_N == pytest.approx(across, abs=1e-6)
            found += abs(joint.shear_N) > 1
    assert found > 10


def test_friction_that_may_not_hold_is_said_and_no_other():
    said = set()
    for level in ("T1", "T8", "L3", "L5", "gluteals"):
        for face in ("up", "down") if level != "gluteals" else ("up",):
            found = simulate(Scene(roller_level=level, face=face))
            if isinstance(found, Rolled):
                slides = abs(found.friction_N) > 0.7 * found.roller.force_N
                told = [alert for alert in found.alerts if alert.kind == "friction"]
                assert len(told) == slides
                said.add(slides)
    assert said == {True, False}


def test_a_spot_that_is_pressed_harder_than_was_measured_is_said_and_no_other():
    """Half a wheel under a blade presses its edge into it; a foam roller does nothing like it."""
    said = {}
    for kind in ("foam", "wheel-15"):
        found = simulate(Scene(lean_deg=30.0).set("roller.kind", kind))
        said[kind] = [alert.text for alert in found.alerts if alert.kind == "spot"]
        assert bool(said[kind]) == (np.max(found.roller.contact.pressure) > 1000e3)
    assert said["foam"] == []
    assert len(said["wheel-15"]) == 1
    assert "1000 kPa" in said["wheel-15"][0]


def test_hips_hang_where_the_spine_carries_them_and_not_where_the_roller_lifts_them():
    told = {}
    for level in ("T4", "L1", "L3", "sacrum", "gluteals"):
        found = simulate(Scene(roller_level=level))
        assert isinstance(found, Rolled)
        gaps = [each.saying.slots["gap"] for each in found.alerts if each.kind == "hips_off"]
        told[level] = gaps
        mine = [row for row, body in enumerate(found.roller.contact.body) if body == "pelvis"]
        if gaps:  # what hangs is nowhere near the floor, nor does the roller press there most
            assert gaps[0] < 1e3 * np.min(found.roller.contact.skin[mine, 1]) + 1
            assert found.roller.shares["pelvis"] < 0.5
            assert found.supports_N["pelvis"] == 0
    assert [bool(gaps) for gaps in told.values()] == [False, True, True, False, False]
    assert not any(each.kind == "hips_off" for each in simulate(Scene(hips="up")).alerts)


def test_the_level_of_the_peak_is_where_the_mean_over_4_cm2_is_highest():
    """Half a wheel has its highest pad at another level than its highest patch."""
    apart = 0
    for level in ("T4", "T8", "T12"):
        found = simulate(Scene(roller_level=level).set("roller.kind", "wheel-15"))
        assert isinstance(found, Rolled)
        contact, track = found.roller.contact, track_of(found.person)
        skin = track.world_x(found.geometry.pose)

        def nearest(pad: np.intp, x=contact.skin[:, 0], skin=skin, names=track.levels) -> str:
            return names[int(np.argmin(np.abs(skin - x[pad])))]

        assert found.roller.peak_level == nearest(np.argmax(contact.patch))
        apart += nearest(np.argmax(contact.patch)) != nearest(np.argmax(contact.pressure))
    assert apart


def test_a_body_that_would_fall_far_for_a_little_way_of_the_roller_is_said_to_tip():
    """By how far hips or head move while the roller moves on by a tenth of a millimetre."""
    said, warm = {}, None
    for place in (200.0, 264.0, 267.0, 420.0):
        heights = []
        for mm in (place - 0.05, place, place + 0.05):
            warm = simulate(Scene(roller_position_mm=mm), warm)
            assert isinstance(warm, Rolled)
            heights.append([warm.geometry.pose[body][1] for body in ("pelvis", "skull")])
            if mm == place:
                tips = [each for each in warm.alerts if each.kind == "tips"]
        fall = float(np.max(np.abs(np.subtract(heights[2], heights[0])))) / 1e-4
        assert bool(tips) == (fall > 5.0)
        for each in tips:
            assert each.saying.slots["fall"] == pytest.approx(fall, rel=0.1)
        said[place] = 5.0 < fall < 50.0
    assert set(said.values()) == {True, False}
