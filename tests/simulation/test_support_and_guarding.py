"""An arm, a brace, a guarding back and a slump turn the numbers the way physics says."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from random_scenes import random_scene
from tries import tries

from spineviz.outcome import Outcome
from spineviz.scene import BY_KEY, Scene
from spineviz.simulation.building import build
from spineviz.simulation.simulate import simulate
from spineviz.tables.tables import TABLES

LEVELS = ["T8", "L3"]
HIPS = st.sampled_from(["down", "up"])
ARMS = st.sampled_from(BY_KEY["arms"].choices)
KINDS = st.sampled_from(["foam", "grid", "rigid"])
MASSES = st.floats(50.0, 110.0)
STEP = 0.05  # of a key; less is lost in what the screen shows


@cache
def solved(scene: Scene) -> Outcome:
    outcome = simulate(scene)
    assert outcome.converged, scene
    return outcome


def pair(low: float, high: float) -> st.SearchStrategy[tuple[float, float]]:
    """Two values of a key in their order, not too near to each other."""
    values = st.tuples(st.floats(low, high), st.floats(low, high)).map(sorted)
    return values.filter(lambda two: two[1] - two[0] >= STEP * (high - low)).map(tuple)


@pytest.mark.parametrize("level", LEVELS)
@tries(3)
@given(pair(0.0, 0.5), HIPS, ARMS, KINDS, MASSES)
def test_more_hand_support_means_less_force_on_the_roller(level, two, hips, arms, kind, mass):
    scene = Scene(roller_level=level, hips=hips, arms=arms, roller_kind=kind, person_mass_kg=mass)
    less, more = (solved(scene.set("hand_support", share)) for share in two)
    # an arm that gives way already takes no more off; the first tenth lifts a heel or a buttock
    # too, and what those carried goes on to a rigid roller
    assert more.roller.force_N < less.roller.force_N * 1.01
    assert more.supports_N["hands"] > less.supports_N["hands"]
    for outcome in (less, more):
        assert sum(outcome.supports_N.values()) == pytest.approx(outcome.weight_N, rel=1e-6)


def test_the_arm_carries_its_share_of_what_is_above_the_pelvis():
    bare, held = solved(Scene()), solved(Scene(hand_support=0.3))
    person, _ = build(Scene())
    above = -sum(
        force
        for body, (_, force) in zip(person.loads.body, person.loads.force, strict=True)
        if person.names[body] not in ("pelvis", "thighs", "shanks", "feet")
    )
    assert bare.supports_N["hands"] == 0
    assert held.supports_N["hands"] == pytest.approx(0.3 * above)
    assert 0.45 * bare.weight_N < above < 0.6 * bare.weight_N


def test_blades_taken_away_leave_the_arm_something_to_push():
    scene = Scene(without=("ribs", "blades"), hand_support=0.4)
    held, bare = solved(scene), solved(scene.set("hand_support", 0.0))
    assert held.roller.force_N < bare.roller.force_N


@pytest.mark.parametrize("level", ["L1", "L3", "L5"])
@tries(2)
@given(pair(0.0, 1.0), HIPS, MASSES)
def test_more_brace_means_less_lumbar_extension(level, two, hips, mass):
    """Where the roller extends the low back; under T8 it does not, nor under T11 with a brace."""
    scene = Scene(roller_level=level, hips=hips, person_mass_kg=mass)
    less, more = (solved(scene.set("brace", brace)) for brace in two)
    extended = less.curvature.lordosis_deg > less.curvature.lordosis_rest_deg
    if level == "T11":  # there it does so under most people only
        assume(extended)
    assert extended
    assert more.curvature.lordosis_deg < less.curvature.lordosis_deg


def test_a_brace_pulls_in_front_and_behind_stiffens_the_joints_and_holds_the_breath():
    (relaxed, _), (braced, model) = build(Scene()), build(Scene(brace=1.0))
    kinds = np.array(braced.cable_kinds)
    more = braced.cables.preload - relaxed.cables.preload
    assert more[kinds == "abdominal wall"] == pytest.approx(100)
    assert np.all(more[kinds == "erector spinae"] > 0)
    rows = [row for _, _, row in braced.joints]
    law, soft = braced.springs.bending.stiffness[rows], relaxed.springs.bending.stiffness[rows]
    assert law == pytest.approx(1.3 * soft)
    assert relaxed.struts is None
    assert model.struts is not None
    assert model.struts.push == pytest.approx([240])  # 10 kPa on 0.024 m²


@tries(2)
@given(st.integers(0, 10**6))
def test_guarding_off_is_no_guarding(seed):
    scene = random_scene(np.random.default_rng(seed)).set("guarding", 0.0)
    person, _ = build(scene)
    assert person.springs.bending.late is None
    assert person.cables.late is None
    assert person.pads.late is None
    faint, off = simulate(scene.set("guarding", 1e-6)), simulate(scene)
    assert faint.converged == off.converged
    assume(off.converged)  # a few random scenes have no balance
    assert faint.roller.force_N == pytest.approx(off.roller.force_N, rel=1e-5)
    assert faint.roller.peak_kPa == pytest.approx(off.roller.peak_kPa, rel=1e-4)
    assert faint.curvature.lordosis_deg == pytest.approx(off.curvature.lordosis_deg, abs=1e-3)


@pytest.mark.parametrize("level", ["T8", "L1", "L3", "L5"])
@tries(2)
@given(pair(0.0, 1.0))
def test_a_column_that_guards_takes_more_of_the_load_and_the_midline_less(level, two):
    less, more = (solved(Scene(roller_level=level, guarding=g)) for g in two)
    assert more.roller.entry_share["erector"] > less.roller.entry_share["erector"]
    assert more.roller.entry_share["midline"] < less.roller.entry_share["midline"]
    assert highest_on(more, "erector") > highest_on(less, "erector")


def highest_on(outcome: Outcome, track: str) -> float:
    here = np.array([name == track for name in outcome.roller.contact.track])
    return float(np.max(outcome.roller.contact.pressure[here]))


def test_guarding_pulls_the_low_back_into_more_hollow():
    """Erectors extend; what hardens cannot make up for it. 54.4° → 55.3° under L3."""
    off, on = solved(Scene(roller_level="L3")), solved(Scene(roller_level="L3", guarding=1.0))
    assert on.curvature.lordosis_deg > off.curvature.lordosis_deg + 0.5
    pull = next(reading for reading in on.readings if reading.name == "guarding pull")
    assert 10 < pull.value < 50
    assert {link.kind for link in on.geometry.links} >= {"erector spinae"}


@pytest.mark.parametrize("guarding", [0.25, 1.0])
def test_muscle_that_guards_hardens_by_its_share_of_the_whole(guarding):
    person, _ = build(Scene(guarding=guarding))
    most = person.tables.si["guard.tissue_times"]
    assert np.max(person.pads.late.times) == pytest.approx(1 + guarding * (most - 1))


def test_only_what_has_erectors_guards():
    person, _ = build(Scene(guarding=1.0))
    hard = set(person.strips.track[person.pads.late.times > 1])
    assert hard == {"erector", "erector_ribs", "erector_soft"}
    late = person.springs.bending.late.stiffness
    guarded = {f"{a}-{b}" for a, b, row in person.joints if late[row] > 0}
    assert "T1-T2" in guarded
    assert "L5-S1" in guarded
    assert "C6-C7" not in guarded
    assert len(guarded) == 17
    assert np.count_nonzero(late) == 17
    kinds = np.array(person.cable_kinds)
    assert np.array_equal(person.cables.late.pull > 0, kinds == "erector spinae")


@pytest.mark.parametrize("level", LEVELS)
@tries(2)
@given(pair(0.0, 20.0))
def test_more_slump_means_more_kyphosis_and_less_extension_left_in_the_thorax(level, two):
    less, more = (solved(Scene(roller_level=level, slump=slump)) for slump in two)
    rounder = more.curvature.kyphosis_rest_deg - less.curvature.kyphosis_rest_deg
    assert rounder == pytest.approx(two[1] - two[0])
    left = [
        sum(extension_left(outcome.scene)[8:19])  # T1-T2 to T11-T12, after skull and neck
        for outcome in (less, more)
    ]
    assert left[1] - left[0] == pytest.approx(-TABLES.si["slump.range_lost"] * rounder)
    assert more.push.extension_deg < less.push.extension_deg or level == "L3"


def extension_left(scene: Scene) -> list[float]:
    """Range of extension (degrees) of each joint, from the skull down."""
    return np.degrees(build(scene)[0].joint_range[:, 1]).tolist()


def test_slump_leaves_neck_and_low_back_alone():
    upright, slumped = extension_left(Scene()), extension_left(Scene(slump=20.0))
    assert slumped[:8] == upright[:8]
    assert slumped[19:] == upright[19:]
    bodies = solved(Scene(slump=20.0)).curvature
    assert bodies.lordosis_rest_deg == pytest.approx(solved(Scene()).curvature.lordosis_rest_deg)
