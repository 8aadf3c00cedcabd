"""A warm start only speeds up: it ends in the pose that a fresh start finds."""

from __future__ import annotations

import gc
import weakref

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_scenes import at, back_length
from read_outs import SAME, numbers
from tries import tries

from spineviz.outcome import Outcome
from spineviz.scene import QUANTITIES, Scene
from spineviz.simulation.simulate import simulate
from spineviz.simulation.warm_start import MOST_LEAN
from spineviz.tables.tables import TABLES

PLACES = st.floats(0, 1)  # share of the way from T1 to L5
STEPS = st.floats(-25, 25)  # mm: from a hair to nearly the reach of a warm start
SCENES = st.builds(
    Scene,
    roller_level=st.just("T8"),
    roller_position_mm=st.none(),
    roller_kind=st.sampled_from(["foam", "grid", "rigid"]),
    roller_diameter_mm=st.sampled_from([100.0, 150.0, 200.0]),
    hips=st.sampled_from(["down", "up"]),
    arms=st.sampled_from(["sides", "head", "crossed", "overhead"]),
    without=st.sampled_from([(), ("ribs", "blades"), ("discs",)]),
)


def assert_same(one: Outcome, other: Outcome) -> None:
    assert one.converged
    assert other.converged
    a, b = numbers(one), numbers(other)
    apart = {key: abs(a[key] - b[key]) for key in a if abs(a[key] - b[key]) > SAME[key[0]]}
    assert apart == {}


def walk(scene: Scene, place: float, steps: list[float]) -> Outcome:
    """Follow a roller that is moved by these steps (mm) and turned back at the ends."""
    length = back_length(scene)
    position, warm = place * length, None
    warm = simulate(at(scene, position))
    for step in steps:
        position = min(max(position + step, 0.0), length)
        warm = simulate(at(scene, position), warm)
    return warm


@tries(4)
@given(SCENES, PLACES, st.lists(STEPS, min_size=1, max_size=8))
def test_a_roller_moved_along_any_path_ends_where_a_fresh_start_ends(scene, place, steps):
    followed = walk(scene, place, steps)
    assert_same(followed, simulate(followed.scene))


@tries(5)
@given(SCENES, PLACES, PLACES)
def test_a_roller_that_jumps_along_the_back_ends_where_a_fresh_start_ends(scene, one, other):
    length = back_length(scene)
    first = simulate(at(scene, one * length))
    there = at(scene, other * length)
    assert_same(simulate(there, first), simulate(there))


@pytest.mark.parametrize("kind", ["foam", pytest.param("rigid", marks=pytest.mark.long)])
def test_rolling_up_and_rolling_down_meet_in_the_same_poses(kind, long):
    scene = Scene(roller_kind=kind)
    positions = np.arange(0, back_length(scene), 5.0 if long else 40.0)
    down, warm = [], None
    for position in positions:
        warm = simulate(at(scene, position), warm)
        down.append(warm)
    for position, before in zip(positions[::-1], down[::-1], strict=True):
        warm = simulate(at(scene, position), warm)
        assert_same(warm, before)


def test_a_scene_solved_again_from_its_own_outcome_stays_where_it_is():
    outcome = simulate(Scene())
    for _ in range(3):
        again = simulate(Scene(), outcome)
        assert again.iterations == 0
        assert_same(again, outcome)
        outcome = again


@pytest.mark.parametrize(
    "changed",
    [
        Scene(roller_kind="rigid"),
        Scene(hips="up"),
        Scene(arms="crossed"),
        Scene(person_mass_kg=60.0),
        Scene(roller_diameter_mm=120.0),
        Scene(without=("ribs", "blades")),
        Scene(brace=1.0),
    ],
    ids=lambda scene: str(sorted(set(scene.to_dict().items()) - set(Scene().to_dict().items()))),
)
def test_an_outcome_of_another_scene_does_no_harm(changed):
    assert_same(simulate(changed, simulate(Scene())), simulate(changed))


def test_a_frame_of_a_drag_is_gone_with_its_last_reference():
    """Not only when the collector comes, which is seldom where little but arrays is made."""
    gc.disable()
    try:
        outcome = simulate(at(Scene(), 200.0))
        outcome = simulate(at(Scene(), 202.0), outcome)
        energy = weakref.ref(outcome.state.energy)
        assert energy() is not None
        outcome = simulate(at(Scene(), 204.0), outcome)
        outcome = simulate(at(Scene(), 206.0), outcome)
        assert energy() is None
    finally:
        gc.enable()


NUMBERS = [q for q in QUANTITIES if q.step and q.key != "roller.position_mm"]


@tries(4)
@given(
    SCENES,
    st.sampled_from(NUMBERS),
    st.floats(0, 1),
    st.lists(st.floats(-4, 4), min_size=1, max_size=5),
)
def test_any_number_changed_in_small_steps_ends_where_a_fresh_start_ends(
    scene, quantity, share, steps
):
    value = quantity.low + share * (quantity.high - quantity.low)
    if quantity.key == "lean_deg":
        value = share * MOST_LEAN
    scene = scene.set(quantity.key, value)
    warm = simulate(scene)
    for step in steps:
        value = min(max(value + step * quantity.step, quantity.low), quantity.high)
        scene = scene.set(quantity.key, value)
        warm = simulate(scene, warm)
    assert_same(warm, simulate(scene))


@pytest.mark.parametrize(
    "quantity",
    [quantity for quantity in NUMBERS if quantity.key != "hand_support"],  # always afresh
    ids=lambda quantity: quantity.key,
)
def test_a_small_step_of_any_number_takes_few_newton_steps(quantity):
    scene = Scene()
    outcome, fresh = simulate(scene), []
    for _ in range(3):
        value = scene.get(quantity.key)
        step = quantity.step if value + quantity.step <= quantity.high else -quantity.step
        scene = scene.set(quantity.key, value + step)
        outcome = simulate(scene, outcome)
        fresh.append(outcome.iterations)
    assert max(fresh) <= 5 < simulate(scene).iterations


@pytest.mark.parametrize(
    "scene",
    [
        Scene(lean_deg=20.0),
        pytest.param(Scene(lean_deg=-15.0, roller_level="L3"), marks=pytest.mark.long),
        Scene(face="down", roller_level="L3"),
        Scene(lean_deg=25.0).set("roller.kind", "wheel-15"),
        Scene(hand_support=0.2),
    ],
    ids=["lean", "lean to the left", "face down", "wheel", "arm"],
)
def test_where_two_balances_are_known_the_way_there_changes_no_bit(scene):
    """A body that leans can rest on its spine or beside it: each solve starts afresh there."""
    position = 0.5 * back_length(scene)
    warm = None
    for step in (0.0, 10.0, -4.0, 25.0):
        position += step
        here = at(scene, position)
        warm = simulate(here, warm)
        assert warm.state.pose.tobytes() == simulate(here).state.pose.tobytes()


def test_a_lean_past_the_limit_and_back_does_not_carry_its_pose_along():
    upright = simulate(Scene(lean_deg=MOST_LEAN))
    over = simulate(Scene(lean_deg=MOST_LEAN + 1), upright)
    assert over.state.pose.tobytes() == simulate(over.scene).state.pose.tobytes()
    back = simulate(upright.scene, over)
    assert back.state.pose.tobytes() == upright.state.pose.tobytes()


def test_numbers_of_other_tables_are_no_start():
    other = TABLES.with_({"tissue.ribs.modulus": 60.0})
    started = simulate(Scene(), simulate(Scene()), other)
    assert started.state.pose.tobytes() == simulate(Scene(), tables=other).state.pose.tobytes()


def test_an_outcome_without_numbers_does_no_harm(unbalanced):
    assert_same(simulate(Scene(), unbalanced(Scene())), simulate(Scene()))
