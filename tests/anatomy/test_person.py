"""The person at rest: weights, symmetry, scaling, and that nothing pulls before it is loaded."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from msgspec.structs import replace

from spineviz.anatomy.levels import TABLE_MASS, TABLE_STATURE, girth_scale, load_levels
from spineviz.anatomy.person import Person, build_person, person_of, recipe_of
from spineviz.anatomy.posture import balance, stack, standing_wedges
from spineviz.mechanics.energy import Energy
from spineviz.mechanics.links import cable_forces, spring_forces
from spineviz.mechanics.plane import points
from spineviz.scene import BY_KEY, LEVELS, Scene
from spineviz.simulation.building import build
from spineviz.tables.tables import TABLES

ARMS = BY_KEY["arms"].choices
ROUNDING = 1e-9
TIGHTEST = 1e5
"""N/m between two pads, four times what the tightest of a hundred drawn people has."""

SCENES = [
    Scene(),
    *(Scene(arms=arms) for arms in ARMS),
    Scene(hips="up"),
    Scene(person_mass_kg=110.0, person_stature_m=1.6, person_kyphosis_deg=65.0),
    Scene(without=("ribs", "blades", "cartilage", "discs")),
    Scene(without=("cartilage",), brace=1.0),
    # so bent that narrow pads of the same breadth overlap along the body
    Scene(
        person_mass_kg=109.05371486452066,
        person_stature_m=1.4765825294729709,
        person_kyphosis_deg=57.09683851463617,
        person_lordosis_deg=33.31578226690819,
        slump=19.699699754998953,
        condition="hyperkyphosis",
        without=("blades",),
    ),
]


@pytest.fixture(scope="module", params=range(len(SCENES)))
def scene(request) -> Scene:
    return SCENES[request.param]


@pytest.fixture(scope="module")
def person(scene) -> Person:
    return person_of(scene)


def test_the_weights_of_all_parts_sum_to_the_person(scene, person):
    assert person.weight == pytest.approx(scene.person_mass_kg * 9.81, rel=ROUNDING)
    hung = -np.sum(person.loads.force[:, 1]) + person.on_hands
    assert hung == pytest.approx(person.weight, rel=ROUNDING)
    assert not np.any(person.loads.force[:, 0])
    assert np.all(person.loads.force[:, 1] < 0)


def test_no_two_pads_are_tied_more_tightly_than_a_hand_of_skin(person):
    bed = person.bed()
    assert bed is not None
    assert np.all(np.isfinite(bed.stiffness))
    assert np.max(bed.stiffness) < TIGHTEST


def test_what_is_taken_away_leaves_its_weight_behind():
    whole, bare = person_of(Scene()), person_of(Scene(without=("ribs", "blades", "cartilage")))
    assert np.sum(bare.loads.force) == pytest.approx(np.sum(whole.loads.force), rel=ROUNDING)
    assert set(whole.names) - set(bare.names) == {
        "sternum",
        "scapulae",
        *(f"rib{n}" for n in range(1, 13)),
    }


def test_every_pad_has_a_twin_on_the_other_side(person):
    skin = points(person.rest, person.pads.body, person.pads.point)

    def kind(index: int, side: float) -> tuple:
        strips = person.strips
        place = np.round(skin[index], 9)
        area, modulus, depth = (
            float(np.round(column[index], 12))
            for column in (person.pads.area, person.pads.modulus, person.pads.depth)
        )
        z = round(side * float(strips.z[index]), 9) + 0.0
        return (
            str(strips.track[index]),
            *place,
            z,
            area,
            modulus,
            depth,
            int(person.pads.body[index]),
        )

    count = len(person.strips)
    assert Counter(kind(i, 1) for i in range(count)) == Counter(kind(i, -1) for i in range(count))


def test_pads_have_size_depth_and_stiffness(person):
    for column in (person.pads.area, person.pads.modulus, person.pads.depth):
        assert np.all(column > 0)
    strips = person.strips
    assert strips.width * strips.length == pytest.approx(person.pads.area, rel=ROUNDING)
    # pads beside the midline do not reach across it
    assert np.all((strips.z == 0) | (np.abs(strips.z) >= strips.width / 2 - 1e-12))


def test_at_rest_no_spring_is_stretched_or_bent_but_the_hip(person):
    _, model = build(Scene())
    energy = Energy(model)
    someone = person_of(Scene())
    rest = someone.rest
    force, moment = spring_forces(energy.model.springs, rest)
    # places are stored to rounding: 1e-16 m times 1e6 N/m
    assert np.max(np.abs(force)) < 1e-8
    hip = np.array([kind == "hip" for kind in someone.kinds])
    assert np.max(np.abs(moment[~hip])) < 1e-8
    # a bent hip is flexed further than where it is slack, and pulls the thighs down to the floor
    assert moment[hip] < -1
    cables = model.cables
    pull = np.hypot(*cable_forces(energy.model.cables, rest).T)
    psoas = np.array([kind == "psoas" for kind in someone.cable_kinds])
    assert pull[~psoas] == pytest.approx(cables.preload[~psoas], rel=1e-6)
    assert np.all(pull[psoas] == 0)  # slack over a bent hip


def test_the_psoas_is_as_tight_as_its_tone_where_the_hip_stands():
    recipe = replace(recipe_of(Scene()), knees="straight")
    person = build_person(recipe)
    standing = standing_wedges(person.levels, np.radians(46), np.radians(46))
    pose = person.rest.copy()
    thighs, pelvis = person.index("thighs"), person.index("pelvis")
    pose[thighs, 2] = pose[pelvis, 2] - balance(stack(person.levels, standing, 1.76))
    _, model = build(Scene())
    energy = Energy(replace(model, cables=person.cables))
    pull = np.hypot(*cable_forces(energy.model.cables, pose).T)
    psoas = np.array([kind == "psoas" for kind in person.cable_kinds])
    assert pull[psoas].sum() == pytest.approx(TABLES.si["psoas.tone"])


def test_ranges_are_positive_and_joints_run_from_the_skull_to_the_pelvis(person):
    assert np.all(person.joint_range > 0)
    assert [upper for upper, _, _ in person.joints] == ["skull", *LEVELS]
    assert [lower for _, lower, _ in person.joints] == [*LEVELS, "S1"]
    for _, _, row in person.joints:
        assert person.kinds[row] == "joint"


def test_a_joint_is_six_times_as_stiff_at_the_end_of_its_range():
    person = person_of(Scene(mechanics_joint_multiplier=1.0))
    law = person.springs.bending
    for (_, _, row), limits in zip(person.joints, person.joint_range, strict=True):
        for side, angle in ((0, -limits[0]), (1, limits[1])):
            at = np.zeros(len(person.kinds))
            at[row] = angle * (1 - 1e-12)
            assert law(at)[2][row] == pytest.approx(6 * law.stiffness[row, side], rel=0.02)


def test_lying_unloaded_back_and_buttocks_and_feet_just_touch_the_floor():
    person = person_of(Scene())
    skin = points(person.rest, person.pads.body, person.pads.point)

    def low(lane: str) -> float:
        of_lane = np.char.startswith(person.strips.lane, lane)
        return float(np.min(skin[of_lane, 1]))

    lowest = {lane: low(f"{lane}+1") for lane in ("erector", "gluteal", "sole")}
    behind = min(low("sacrum+0"), lowest["gluteal"])
    # the pads lie between the vertebrae whose skin is set on the floor
    assert lowest["erector"] == pytest.approx(0, abs=0.002)
    assert behind == pytest.approx(0, abs=ROUNDING)
    assert lowest["sole"] == pytest.approx(0, abs=ROUNDING)
    assert np.min(person.rest[:, 1]) > 0


def test_bone_scales_with_stature_and_soft_tissue_with_girth():
    one, tall = load_levels(TABLE_STATURE), load_levels(1.2 * TABLE_STATURE, 1.2 * TABLE_MASS)
    assert girth_scale(1.2 * TABLE_STATURE, 1.2 * TABLE_MASS) == pytest.approx(1)
    for name in ("body_height", "body_depth", "disc_height", "spinous_length", "mass_ahead"):
        assert getattr(tall, name) == pytest.approx(1.2 * getattr(one, name)), name
    for name in ("skin_to_spinous", "erector", "skin_depth"):
        assert getattr(tall, name) == pytest.approx(getattr(one, name)), name
    heavy = load_levels(TABLE_STATURE, 1.44 * TABLE_MASS)
    assert heavy.skin_to_spinous == pytest.approx(1.2 * one.skin_to_spinous)
    assert heavy.body_height == pytest.approx(one.body_height)


def test_a_taller_person_is_longer_in_every_part():
    def reach(stature: float, one: str, other: str) -> float:
        person = person_of(Scene(person_stature_m=stature))
        span = person.rest[person.index(one), :2] - person.rest[person.index(other), :2]
        return float(np.hypot(*span))

    for one, other in (("T1", "L5"), ("pelvis", "T12"), ("thighs", "shanks"), ("C2", "C7")):
        assert reach(2.0, one, other) == pytest.approx(
            reach(1.6, one, other) * 2.0 / 1.6, rel=ROUNDING
        )


def test_crossed_arms_slide_the_blades_outwards():
    def medial(arms: str) -> float:
        strips = person_of(Scene(arms=arms)).strips
        blades = strips.taken(strips.track == "blades")
        return float(np.min(np.abs(blades.z) - blades.width / 2))

    assert medial("sides") == pytest.approx(0.060)  # Hoppenfeld: 60 mm from the midline
    assert 0.030 <= medial("crossed") - medial("sides") <= 0.050


def test_the_same_person_is_built_once_and_rolling_does_not_change_them():
    assert person_of(Scene(roller_level="T4")) is person_of(Scene(roller_kind="rigid"))
