"""Shares of the range of living people, from standing; beyond where joints end, an alert."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace
from solved_scenes import found_once

from spineviz.anatomy.person import person_of, recipe_of
from spineviz.lab.lie import lie
from spineviz.outcome import Outcome
from spineviz.scene import BY_KEY, LEVELS, ROLLED_LEVELS, Scene
from spineviz.simulation.flat import lying_flat
from spineviz.simulation.read_out import _beyond_range, curvature


def past_their_range(outcome: Outcome) -> list[str]:
    return [name for name, joint in outcome.joints.items() if joint.range_share > 1]


def told(outcome: Outcome) -> dict[str, str]:
    return {alert.place: alert.text for alert in outcome.alerts if alert.kind == "range"}


@pytest.mark.parametrize("arms", BY_KEY["arms"].choices)
@pytest.mark.parametrize("level", ROLLED_LEVELS)
def test_the_default_person_on_foam_bends_no_joint_to_three_times_what_people_reach(level, arms):
    """Ranges of living people are what they reach by themselves, 12.0 ± 8.9° in the thorax; a
    relaxed body on a roller goes further, but not as far as mean and two SD."""
    outcome = found_once(Scene(roller_level=level, arms=arms))
    most = max(joint.range_share for joint in outcome.joints.values())
    assert most < (12.0 + 2 * 8.9) / 12.0
    assert {alert.kind for alert in outcome.alerts} <= {"friction", "range", "hips_off", "tips"}
    assert set(told(outcome)) <= set(past_their_range(outcome))


@pytest.mark.parametrize("level", ["T4", "T8", "T10", "T12"])
def test_a_thorax_that_is_bent_no_further_than_was_measured_as_a_whole_is_not_told(level):
    """12.0 ± 8.9° of extension were measured over T1 to L1; how it divides is shared out."""
    outcome = found_once(Scene(roller_level=level))
    thorax = [name for name in outcome.joints if name.startswith("T")]
    bent = sum(outcome.joints[name].standing_deg for name in thorax)
    named = {name for text in told(outcome).values() for name in thorax if name in text}
    assert bool(named) == (bent > 12.0 + 8.9)


def test_a_single_joint_that_kinks_is_told_though_its_stretch_is_not():
    outcome = found_once(Scene(roller_level="T8"))
    assert told(outcome) == {}
    joint = outcome.joints["T5-T6"]
    kinked = replace(joint, standing_deg=3.5, range_share=3.5 / joint.range_deg)
    others = {name: replace(each, standing_deg=0.0) for name, each in outcome.joints.items()}
    (alert,) = _beyond_range(outcome.person, {**others, "T5-T6": kinked})
    assert alert.place == "T5-T6"
    assert _beyond_range(outcome.person, others) == ()


def test_living_ranges_sum_to_what_was_measured():
    outcome = found_once(Scene())
    levels = person_of(Scene()).levels
    thorax, loin = slice(LEVELS.index("T1"), LEVELS.index("L1")), slice(LEVELS.index("L1"), None)
    assert np.degrees(levels.living_range[thorax].sum(axis=0)) == pytest.approx([19.7, 12.0])
    assert np.degrees(levels.living_range[loin].sum(axis=0)) == pytest.approx([52, 16])
    # which side of its range is told follows from where the joint stands
    for name, joint in outcome.joints.items():
        row = list(outcome.joints).index(name)
        sides = np.degrees(person_of(Scene()).living_range[row])
        assert joint.range_deg == pytest.approx(sides[int(joint.standing_deg >= 0)])


def test_a_limp_spine_without_ribs_passes_a_range_and_is_told_so_by_name_and_number():
    outcome = found_once(
        Scene(roller_level="T9", mechanics_joint_multiplier=1.0, without=("ribs", "blades"))
    )
    assert told(outcome)
    assert set(told(outcome)) <= set(past_their_range(outcome))
    for name, text in told(outcome).items():
        joint = outcome.joints[name]
        assert f"{abs(joint.standing_deg):.1f}°" in text
        assert f"{joint.range_deg:.1f}°" in text
        assert ("bent back" if joint.standing_deg > 0 else "bent forward") in text


def test_the_share_of_a_range_is_the_angle_over_the_range_of_its_direction():
    outcome = found_once(Scene(roller_level="L3"))
    signs = set()
    for joint in outcome.joints.values():
        assert joint.range_share == pytest.approx(abs(joint.standing_deg) / joint.range_deg)
        signs.add(joint.standing_deg > 0)
    assert signs == {True, False}  # some extend over the roller, others flex beside it


def test_a_joint_resists_from_where_it_rests():
    person = person_of(Scene(roller_level="L3"))
    joints = found_once(Scene(roller_level="L3")).joints.values()
    for joint, standing in zip(joints, np.degrees(person.standing), strict=True):
        assert joint.moment_Nm * (joint.standing_deg + standing) >= 0


@pytest.mark.parametrize("knees", ["straight", "bent"])
def test_lying_flat_is_the_person_of_the_lab_on_a_board(knees):
    recipe = replace(recipe_of(Scene(brace=1.0, hips="up", hand_support=0.2)), knees=knees)
    person, found = lying_flat(recipe)
    board = lie(Scene(), "board", knees)
    assert curvature(person, found.pose) == pytest.approx(
        (board.kyphosis_deg, board.lordosis_deg), abs=1e-3
    )


def test_angles_count_from_lying_flat_and_ranges_from_standing():
    outcome = found_once(Scene(roller_level="L2"))
    curves = outcome.curvature
    lumbar = [joint for name, joint in outcome.joints.items() if name.startswith("L")]
    assert sum(joint.extension_deg for joint in lumbar) == pytest.approx(
        curves.lordosis_deg - curves.lordosis_flat_deg
    )
    assert sum(joint.standing_deg for joint in lumbar) == pytest.approx(
        curves.lordosis_deg - curves.lordosis_standing_deg
    )
    assert curves.lordosis_standing_deg == pytest.approx(46)
    assert curves.kyphosis_standing_deg == pytest.approx(46)
