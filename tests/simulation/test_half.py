"""One half of a body that is its own mirror image stands for the whole of it."""

import numpy as np
import pytest
from msgspec.structs import replace

from spineviz.mechanics.energy import Energy
from spineviz.mechanics.equilibrium import solve
from spineviz.scene import Scene
from spineviz.simulation.building import build, cold_start, energy_of
from spineviz.simulation.flat import RIGID, lying
from spineviz.simulation.simulate import TOLERANCE, simulate

SCENES = [
    Scene(),
    Scene(roller_level="L3", hips="up", guarding=0.5),
    Scene(roller_level="T4", roller_kind="wheel-15", without=("ribs",)),
    Scene(face="down", arms="sides", roller_level="T9"),
]


@pytest.mark.parametrize(("held", "exact"), [(False, 1e-11), (True, 1e-6)])
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: f"{scene.roller_level} {scene.face}")
def test_energy_and_derivatives_of_a_half_are_those_of_all_pads(scene, held, exact):
    """Of pads that hold each other nearly so: how many beyond the contact are solved with all their
    stiffening goes by blocks, which a half has others of."""
    person, model = build(scene)
    pose = cold_start(person, model)
    half = energy_of(person, model, held)
    whole = Energy(model, person.bed() if held else None)
    assert half.half is person.half
    for mine, theirs in zip(half(pose), whole(pose), strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=0, atol=exact * np.max(np.abs(theirs)))


@pytest.mark.parametrize("scene", SCENES[:2], ids=lambda scene: scene.roller_level)
def test_both_come_to_rest_alike_and_tell_the_same_of_every_pad(scene):
    found = simulate(scene).state
    person, model = build(scene)
    whole = Energy(model, person.bed())
    each = solve(whole, found.pose, TOLERANCE * person.weight)
    np.testing.assert_allclose(found.pose, each.pose, atol=1e-8)
    mine, theirs = found.energy.touch_cylinder(found.pose), whole.touch_cylinder(each.pose)
    np.testing.assert_array_equal(mine.index, theirs.index)
    np.testing.assert_allclose(mine.normal, theirs.normal, atol=1e-7)
    np.testing.assert_allclose(mine.pressure, theirs.pressure, rtol=1e-5, atol=0.1)
    np.testing.assert_allclose(mine.force, theirs.force, atol=1e-4)


def test_the_floor_tells_the_same_of_every_pad():
    person, _ = build(Scene())
    model, pose = lying(person, RIGID)
    half, whole = energy_of(person, model), Energy(model, person.bed())
    mine, theirs = half.touch_floor(pose), whole.touch_floor(pose)
    assert len(mine.index)
    np.testing.assert_array_equal(mine.index, theirs.index)
    np.testing.assert_allclose(mine.force, theirs.force, rtol=1e-6, atol=1e-6)


def test_a_body_that_leans_is_solved_pad_by_pad():
    person, model = build(Scene(lean_deg=5.0))
    assert not person.half.meets(model.cylinder)
    assert energy_of(person, model).half is None


@pytest.mark.parametrize("column", ["radius", "share", "point"])
def test_what_meets_one_side_otherwise_is_solved_pad_by_pad(column):
    person, model = build(Scene())
    half = person.half
    both = replace(model.cylinder, point=model.pads.point.copy())
    assert half.meets(None)
    assert half.meets(both)
    other = getattr(both, column).copy()
    other[int(np.flatnonzero(half.twin > np.arange(len(half.twin)))[0])] *= 0.9
    assert not half.meets(replace(both, **{column: other}))


def test_every_pad_has_one_that_stands_for_it_and_the_areas_are_kept():
    person, _ = build(Scene())
    half, z = person.half, person.strips.z
    np.testing.assert_array_equal(z[half.twin], -z)
    np.testing.assert_array_equal(np.abs(z[half.rows][half.of]), np.abs(z))
    assert np.sum(half.pads.area) == pytest.approx(np.sum(person.pads.area), rel=1e-12)
