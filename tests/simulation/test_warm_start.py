"""A solve starts from the last pose only over a short way, where no second balance is known."""

from __future__ import annotations

import math

import pytest
from msgspec.structs import replace

from spineviz.anatomy.person import person_of
from spineviz.mechanics import equilibrium
from spineviz.mechanics.energy import Energy
from spineviz.outcome import without_start
from spineviz.scene import QUANTITIES, Scene
from spineviz.simulation import flat as flat_module
from spineviz.simulation import simulate as simulate_module
from spineviz.simulation.place import place_of
from spineviz.simulation.simulate import simulate
from spineviz.simulation.warm_start import (
    STEPS_REACH,
    WARM_REACH,
    lies_firmly,
    nearby,
    one_balance,
    way,
)
from spineviz.tables.tables import TABLES

T8 = Scene(roller_level="T8")


@pytest.fixture(scope="module")
def warm():
    return simulate(T8)


def is_nearby(scene: Scene, warm) -> bool:
    person = person_of(scene)
    return nearby(scene, person, place_of(scene, person), warm)


def test_the_way_between_scenes_counts_steps_of_their_sliders_and_no_choice():
    assert way(T8, Scene(roller_level="L3")) == 0, "the place is counted by its millimetres"
    other = T8.set("person.mass_kg", T8.person_mass_kg + 2)
    steps = 2 / next(each.step for each in QUANTITIES if each.key == "person.mass_kg")
    assert way(T8, other) == way(other, T8) == pytest.approx(steps / STEPS_REACH)
    assert way(T8, T8.set("arms", "crossed")) == math.inf
    assert way(T8, T8.set("without", ["ribs"])) == math.inf


def test_a_roller_that_has_moved_a_little_starts_where_it_was(warm):
    for share, near in ((0.9, True), (1.1, False)):
        place = round(warm.place.mm + share * 1000 * WARM_REACH, 2)
        assert is_nearby(T8.set("roller.position_mm", place), warm) is near


def test_any_number_that_has_moved_a_little_starts_there_too(warm):
    assert is_nearby(T8.set("person.mass_kg", T8.person_mass_kg + 1), warm)
    assert not is_nearby(T8.set("person.mass_kg", T8.person_mass_kg + 30), warm)
    assert not is_nearby(T8.set("arms", "crossed"), warm)


def test_where_two_balances_are_known_it_starts_afresh(warm):
    assert not is_nearby(T8.set("lean_deg", 11.0), warm)


@pytest.mark.parametrize(
    ("pelvis", "floor", "firm"), [(60, 0, True), (0, 60, True), (20, 5, False)]
)
def test_a_body_that_could_as_well_have_tipped_over_is_no_start(warm, pelvis, floor, firm):
    supports = {**warm.supports_N, "pelvis": float(pelvis), "floor": float(floor)}
    tipping = replace(warm, supports_N=supports)
    assert lies_firmly(tipping) is firm
    assert is_nearby(T8, tipping) is firm


def test_a_roller_that_has_moved_a_little_ends_where_a_fresh_start_ends(warm):
    moved = T8.set("roller.position_mm", round(warm.place.mm + 2.0, 2))
    followed, fresh = simulate(moved, warm), simulate(moved)
    assert followed.person is warm.person
    assert followed.iterations < fresh.iterations
    assert followed.roller.force_N == pytest.approx(fresh.roller.force_N, rel=1e-4)


@pytest.mark.parametrize("mm", [4.0, 12.0, -25.0])
def test_a_roller_that_has_moved_further_takes_few_steps_with_pads_that_hold_each_other(
    warm, mm, monkeypatch
):
    """Each of those is as dear as four without."""
    dear, hessian = [], Energy.hessian

    def counted(self, parts):
        dear.append(self.bed is not None)
        return hessian(self, parts)

    monkeypatch.setattr(Energy, "hessian", counted)
    moved = T8.set("roller.position_mm", round(warm.place.mm + mm, 2))
    followed = simulate(moved, warm)
    assert 1 <= sum(dear) <= 4
    assert followed.person is warm.person
    fresh = simulate(moved)
    assert followed.state.steps < fresh.state.steps
    assert followed.state.pose == pytest.approx(fresh.state.pose, abs=1e-7)


def test_what_starts_from_a_pose_and_gets_nowhere_starts_afresh(warm, monkeypatch):
    monkeypatch.setattr(equilibrium, "FOLLOW_STEPS", 1)
    moved = T8.set("roller.position_mm", round(warm.place.mm + 25.0, 2))
    told = simulate(moved, warm)
    assert told.converged
    assert told.state.pose.tobytes() == simulate(moved).state.pose.tobytes()


def test_without_a_pose_without_a_roller_and_for_another_body_it_starts_afresh(warm, unbalanced):
    person = person_of(T8)
    assert not is_nearby(T8, None)
    assert not is_nearby(T8, unbalanced(T8))
    assert not nearby(T8, person, None, warm)
    assert not is_nearby(T8, without_start(warm))
    assert without_start(unbalanced(T8)).converged is False
    assert not is_nearby(T8, simulate(Scene(task="press-up", face="down")))
    stiff = T8.set("without", ["ribs"])
    assert not nearby(T8, person_of(stiff), place_of(T8, person), warm)


@pytest.mark.parametrize(
    ("change", "one"),
    [
        ({}, True),
        ({"lean_deg": 10.0}, True),
        ({"lean_deg": -10.5}, False),
        ({"face": "down"}, False),
        ({"task": "press-up"}, False),
        ({"roller.kind": "double-ball"}, False),
    ],
)
def test_one_balance_is_known_on_the_back_on_a_cylinder_hardly_leaning(change, one):
    assert one_balance(T8.set_all(change)) is one


def test_an_arm_that_holds_starts_afresh_with_it_and_after_it(warm):
    held = T8.set("hand_support", 0.01)
    assert not is_nearby(held, warm)
    assert not is_nearby(T8, simulate(held))


def test_a_body_that_differs_a_little_ends_where_a_fresh_start_ends(warm):
    heavier = T8.set("person.mass_kg", T8.person_mass_kg + 1)
    assert is_nearby(heavier, warm)
    carried, fresh = simulate(heavier, warm), simulate(heavier)
    assert carried.converged
    assert carried.roller.force_N == pytest.approx(fresh.roller.force_N, rel=1e-4)
    assert carried.roller.peak_kPa == pytest.approx(fresh.roller.peak_kPa, rel=1e-3)
    assert carried.person is not warm.person
    for curve in ("kyphosis", "lordosis"):
        flat = [getattr(each.curvature, f"{curve}_flat_deg") for each in (carried, fresh, warm)]
        assert flat[0] == pytest.approx(flat[1], abs=1e-4), "lying flat it is that body too"
        assert abs(flat[0] - flat[2]) > 1e-3


def test_lying_flat_is_carried_on_also_where_the_body_on_the_roller_starts_afresh(monkeypatch):
    before = simulate(T8.set("roller.position_mm", 300.0))
    heavier = before.scene.set("person.mass_kg", T8.person_mass_kg + 0.2)
    fresh = simulate(heavier)
    assert not is_nearby(heavier, before)

    def afresh(*_):
        raise AssertionError("lying flat was searched afresh")

    monkeypatch.setattr(flat_module, "_flat", afresh)
    carried = simulate(heavier, before)
    assert carried.state.pose.tobytes() == fresh.state.pose.tobytes()
    for curve in ("kyphosis", "lordosis"):
        flat = [getattr(each.curvature, f"{curve}_flat_deg") for each in (carried, fresh)]
        assert flat[0] == pytest.approx(flat[1], abs=1e-4)
    monkeypatch.undo()
    other = before.scene.set("face", "down")
    assert simulate(other, before).curvature == simulate(other).curvature


def test_an_outcome_that_may_have_tipped_over_on_the_way_is_found_afresh(warm, monkeypatch):
    moved = T8.set("roller.position_mm", round(warm.place.mm + 12.0, 2))
    fresh = simulate(moved).state.pose.tobytes()
    assert simulate(moved, warm).state.pose.tobytes() != fresh
    monkeypatch.setattr(simulate_module, "lies_firmly", lambda outcome: False)
    assert simulate(moved, warm).state.pose.tobytes() == fresh


def test_other_constants_make_another_body_that_starts_afresh(warm):
    row = next(row for row in TABLES.tissues if row.modulus_kPa is not None)
    other = TABLES.with_({row.name: 1.1 * row.modulus_kPa})
    person = person_of(T8, other)
    assert person.names == warm.person.names
    assert not nearby(T8, person, place_of(T8, person), warm)
