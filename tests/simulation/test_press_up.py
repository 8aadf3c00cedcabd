"""A press-up bends the back without any roller."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_face_down import balances
from tries import tries

from spineviz.outcome import Outcome
from spineviz.scene import BY_KEY, Scene
from spineviz.simulation import press_up as press_up_module
from spineviz.simulation.simulate import simulate

LUMBAR = ("L1-L2", "L2-L3", "L3-L4", "L4-L5", "L5-S1")


@pytest.fixture(scope="module")
def pressed() -> Outcome:
    outcome = simulate(Scene(task="press-up"))
    assert outcome.converged
    return outcome


def test_every_lumbar_joint_extends_and_no_roller_touches(pressed):
    assert all(pressed.joints[name].extension_deg > 3 for name in LUMBAR)
    assert pressed.roller is None
    assert pressed.place is None
    assert pressed.supports_N["roller"] == 0
    assert pressed.push.joint in LUMBAR


def test_hands_and_legs_carry_the_weight(pressed):
    assert sum(pressed.supports_N.values()) == pytest.approx(pressed.weight_N, rel=1e-6)
    assert min(pressed.supports_N.values()) >= 0
    assert 0.3 < pressed.supports_N["hands"] / pressed.weight_N < 0.7
    balances(pressed)


def test_what_is_said_of_the_pelvis_is_what_the_ledger_says(pressed):
    """Straight arms lift it off the floor, from which only its weight keeps it."""
    assert pressed.supports_N["pelvis"] == 0
    words = BY_KEY["task"].about, *map(str, pressed.assumptions)
    assert sum("weight" in each and "holds the pelvis down" in each for each in words) == 2
    assert not any("pelvis stays" in each for each in words)


def test_the_steps_of_all_its_balances_are_counted(monkeypatch):
    steps, solving = [], press_up_module.solve

    def spied(*asked):
        found = solving(*asked)
        steps.append(found.steps)
        return found

    monkeypatch.setattr(press_up_module, "solve", spied)
    assert simulate(Scene(task="press-up")).iterations == sum(steps) > max(steps)
    assert len(steps) == press_up_module.STEPS


def test_it_extends_the_low_back_further_than_the_roller_does(pressed):
    rolled = simulate(Scene(roller_level="L3"))
    assert pressed.curvature.lordosis_deg > rolled.curvature.lordosis_deg
    assert pressed.curvature.lordosis_deg > pressed.curvature.lordosis_rest_deg + 20


def test_it_ends_about_as_far_beyond_standing_as_people_can_bend_back(pressed):
    """16° of lumbar extension beyond standing (Pearcy 1984); the model is not fitted to it here."""
    beyond = pressed.curvature.lordosis_deg - pressed.scene.person_lordosis_deg
    assert beyond == pytest.approx(16, abs=6)


@settings(tries(5), derandomize=True)
@given(st.floats(50, 110), st.floats(1.5, 2.0), st.floats(30, 60), st.floats(1.5, 4.0))
def test_anybody_can_press_up(mass, stature, kyphosis, multiplier):
    outcome = simulate(
        Scene(
            task="press-up",
            person_mass_kg=mass,
            person_stature_m=stature,
            person_kyphosis_deg=kyphosis,
            mechanics_joint_multiplier=multiplier,
        )
    )
    assert outcome.converged
    balances(outcome)
    assert all(outcome.joints[name].extension_deg > 0 for name in LUMBAR)


def test_roller_hips_arms_and_face_have_no_part_in_it(pressed):
    other = simulate(
        Scene(
            task="press-up",
            roller_level="L3",
            roller_diameter_mm=300.0,
            hips="up",
            arms="sides",
            face="down",
        )
    )
    assert other.curvature == pressed.curvature
    assert other.supports_N == pressed.supports_N


def test_bracing_leaves_less_extension(pressed):
    braced = simulate(Scene(task="press-up", brace=1.0))
    assert braced.curvature.lordosis_deg < pressed.curvature.lordosis_deg


def test_the_arms_are_straight(pressed):
    pose = pressed.geometry.pose
    (x, y, _), (hand, floor, _) = pose["arms"], pose["hands"]
    length = float(np.hypot(x - hand, y - floor))
    assert length == pytest.approx(0.332 * 1.76 + 0.03, abs=0.01)
    assert floor == 0
