"""Face down on the roller the same balance holds as on the back, and it bends the other way."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tries import tries

from spineviz.mechanics.links import cable_forces, spring_forces
from spineviz.mechanics.plane import points
from spineviz.outcome import (
    BACK_TISSUES,
    ENTRY_TISSUES,
    FRONT_TISSUES,
    SUPPORTS,
    Outcome,
)
from spineviz.scene import ROLLED_LEVELS, Scene
from spineviz.session.scene_file import dump_scene, load_scene
from spineviz.session.session import Session
from spineviz.simulation.building import build, energy_of
from spineviz.simulation.place import roller_track
from spineviz.simulation.report import as_plain
from spineviz.simulation.simulate import simulate

PROMISE = 1e-6  # of the weight: forces, and moments over 1 m
SUMS = 1e-9

people = st.fixed_dictionaries(
    {
        "face": st.sampled_from(("up", "down")),
        "roller_level": st.sampled_from(ROLLED_LEVELS),
        "hips": st.sampled_from(("down", "up")),
        "arms": st.sampled_from(("sides", "head", "crossed", "overhead")),
        "roller_diameter_mm": st.floats(100, 300),
        "person_mass_kg": st.floats(50, 100),
        "person_stature_m": st.floats(1.55, 1.95),
        "person_kyphosis_deg": st.floats(30, 60),
        "brace": st.floats(0, 1),
    }
)


def down(level: str, **changes: object) -> Outcome:
    outcome = simulate(Scene(roller_level=level, face="down", **changes))
    assert outcome.converged
    return outcome


def from_outside(outcome: Outcome) -> tuple[np.ndarray, np.ndarray]:
    """Every force (N) on the body from outside and where it acts (m), counted afresh."""
    person, model = build(outcome.scene)
    energy = energy_of(person, model)
    pose = np.array([outcome.geometry.pose[name] for name in person.names])
    skin = points(pose, model.pads.body, model.pads.point)
    forces, places = [model.loads.force], [points(pose, model.loads.body, model.loads.point)]
    facing = points(pose, model.pads.body, energy.facing)
    for touch, at in ((energy.touch_cylinder(pose), facing), (energy.touch_floor(pose), skin)):
        forces.append(touch.force[:, None] * touch.normal)
        places.append(at[touch.index])
    forces.append(np.outer(model.guide.weight, [outcome.friction_N, 0.0]))
    places.append(points(pose, model.guide.body, model.guide.point))
    fixed = np.flatnonzero(~model.free)  # forearms or hands on the floor
    cable = np.flatnonzero(np.isin(model.cables.i, fixed))
    forces.append(cable_forces(energy.model.cables, pose)[cable])
    places.append(points(pose, model.cables.j[cable], model.cables.b[cable]))
    spring = np.flatnonzero(np.isin(model.springs.i, fixed))
    # the fixed hands are turned by half a turn
    forces.append(-spring_forces(energy.model.springs, pose)[0][spring])
    places.append(points(pose, model.springs.j[spring], model.springs.b[spring]))
    return np.concatenate(forces), np.concatenate(places)


def balances(outcome: Outcome) -> None:
    force, place = from_outside(outcome)
    moment = force[:, 1] * place[:, 0] - force[:, 0] * place[:, 1]
    assert np.max(np.abs(np.sum(force, axis=0))) <= PROMISE * outcome.weight_N
    assert abs(np.sum(moment)) <= PROMISE * outcome.weight_N
    assert outcome.residual_N <= PROMISE * outcome.weight_N


@settings(tries(8), derandomize=True, phases=(Phase.explicit, Phase.generate))
@given(people)
def test_face_down_and_face_up_obey_the_same_balance(person):
    outcome = simulate(Scene(**person))
    if not outcome.converged:  # a chest may slide off, or a roller roll away
        assert person["face"] == "down"
        assert outcome.alerts[0].kind in ("unconverged", "outside")
        return
    balances(outcome)
    assert sum(outcome.roller.entry_N.values()) == pytest.approx(outcome.roller.force_N, rel=SUMS)
    assert sum(outcome.roller.entry_share.values()) == pytest.approx(1, rel=SUMS)
    assert min(outcome.roller.entry_share.values()) >= 0
    assert sum(outcome.supports_N.values()) == pytest.approx(outcome.weight_N, rel=PROMISE)
    assert min(outcome.supports_N.values()) >= 0
    levels = sum(level.force_N for level in outcome.roller.levels.values())
    assert levels == pytest.approx(outcome.roller.force_N, rel=SUMS)
    other = BACK_TISSUES if person["face"] == "down" else FRONT_TISSUES
    mine = FRONT_TISSUES if person["face"] == "down" else BACK_TISSUES
    assert all(outcome.roller.entry_N[name] == 0 for name in other if name not in mine)


@pytest.mark.parametrize("level", ROLLED_LEVELS)
@pytest.mark.parametrize("hips", ["down", "up"])
def test_every_level_of_the_default_person_can_be_lain_on(level, hips):
    outcome = simulate(Scene(roller_level=level, face="down", hips=hips))
    if not outcome.converged:  # under the slope of the upper chest a roller rolls away
        assert level in ("T1", "T2")
        assert outcome.alerts[0].kind == "outside"
        return
    assert tuple(outcome.roller.entry_N) == ENTRY_TISSUES
    assert tuple(outcome.supports_N) == SUPPORTS
    assert outcome.roller.force_N > 50
    assert outcome.roller.peak_kPa > 0
    assert set(outcome.roller.levels) >= {"T8", "L3", "S1"}


def test_a_chest_has_its_cage_between_roller_and_spine_and_a_belly_has_not():
    chest, belly = down("T7"), down("L3")
    assert chest.roller.spine_share < 0.1
    assert chest.roller.entry_share["chest"] + chest.roller.entry_share["ribs"] > 0.6
    assert belly.roller.entry_share["belly"] > 0.6
    assert belly.roller.shares["soft"] == belly.roller.entry_share["belly"]
    # and the belly spreads it over far more skin than the back of the same person does
    back = simulate(Scene(roller_level="L3"))
    assert belly.roller.peak_kPa < 0.5 * back.roller.peak_kPa
    assert belly.roller.area_cm2 > 2 * back.roller.area_cm2


def test_a_belly_on_the_roller_pushes_the_lumbar_curve_out():
    """Question: does pressure on the belly push the lumbar curve out? It flattens it."""
    chest, belly, pelvis = (down(level).curvature for level in ("T7", "L3", "L5"))
    on_back = simulate(Scene(roller_level="L3")).curvature
    assert chest.lordosis_deg > belly.lordosis_deg + 5 > pelvis.lordosis_deg
    assert belly.lordosis_deg < on_back.lordosis_deg - 15
    assert on_back.lordosis_deg > on_back.lordosis_rest_deg + 5  # from behind it deepens it


def test_a_chest_on_the_roller_bends_the_thorax_forwards():
    chest, back = down("T8").curvature, simulate(Scene(roller_level="T8")).curvature
    assert chest.kyphosis_deg > chest.kyphosis_rest_deg > back.kyphosis_deg


def test_a_held_belly_stands_up_to_the_roller():
    soft, held = down("L3"), down("L3", brace=1.0)
    assert held.roller.force_N > soft.roller.force_N + 20
    assert held.roller.mean_kPa > soft.roller.mean_kPa


def test_forearms_hold_the_shoulders_and_arms_by_the_sides_do_not():
    on_floor, sides = down("L3"), down("L3", arms="sides")
    assert on_floor.supports_N["hands"] > 100 > sides.supports_N["hands"]
    crossed = as_plain(down("L3", arms="crossed"))
    assert crossed["roller"] == as_plain(on_floor)["roller"]


def test_taking_the_ribs_away_hands_the_chest_to_the_spine():
    bare = down("T9", without=("ribs", "cartilage"))
    assert bare.roller.entry_N["ribs"] == bare.roller.entry_N["chest"] == 0
    assert bare.weight_N == pytest.approx(down("T9").weight_N)


def test_warm_and_cold_starts_agree():
    here = down("L2")
    moved = replace(here.scene, roller_level=None, roller_position_mm=None)
    moved = moved.set("roller.position_mm", 330.0)
    cold = simulate(moved)
    warm = simulate(moved, simulate(moved.set("roller.position_mm", 328.0)))
    assert warm.converged
    assert cold.converged
    assert warm.roller.force_N == pytest.approx(cold.roller.force_N, abs=0.02)
    assert warm.curvature.lordosis_deg == pytest.approx(cold.curvature.lordosis_deg, abs=2e-3)


def test_a_little_roller_never_jumps_a_read_out():
    scene = Scene(face="down").set("roller.position_mm", 300.0)
    steps = [simulate(scene.set("roller.position_mm", 300.0 + 0.1 * n)) for n in range(12)]
    forces = [each.roller.force_N for each in steps]
    assert np.max(np.abs(np.diff(forces))) < 1.0
    lordosis = [each.curvature.lordosis_deg for each in steps]
    assert np.max(np.abs(np.diff(lordosis))) < 0.05


def test_the_same_body_lies_straight_either_way():
    """Read-outs count from lying straight, whichever way the body is turned."""
    for outcome in (down("T8"), simulate(Scene())):
        assert all(abs(vertebra.tilt_deg) < 60 for vertebra in outcome.vertebrae.values())
        head, tail = outcome.vertebrae["C1"].x_mm, outcome.vertebrae["L5"].x_mm
        assert (head > tail) == (outcome.scene.face == "down")


def test_dragging_follows_the_roller_face_down(tmp_path):
    scene = Scene(face="down")
    session = Session(scene)
    track = roller_track(scene)
    assert np.all(np.diff(track.x_m) < 0)
    session.roll_to(float(track.x_m[12]))
    assert session.nearest_level == track.levels[12]
    file = tmp_path / "scene.json"
    file.write_text(dump_scene(scene), encoding="utf-8")
    assert load_scene(file) == scene


def test_it_says_that_organs_are_left_out():
    assert any("Organs are out of scope" in str(text) for text in down("L3").assumptions)
    assert not any("Organs" in str(text) for text in simulate(Scene()).assumptions)
