"""Lying on something flat: weight, order, posture, and the mirror."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from msgspec.structs import replace
from tries import first, tries
from varied_constants import SUBJECT, constants, world

from spineviz.lab.bench import TOLERANCE, balance, subject
from spineviz.lab.lie import KNEES, SURFACES, lie, stand
from spineviz.mechanics.energy import Energy
from spineviz.mechanics.model import Model
from spineviz.scene import Scene
from spineviz.simulation.flat import RIGID, lying
from spineviz.tables.tables import TABLES

FEW = tries(2)
ARMS = ("sides", "head", "crossed", "overhead")
WAYS = list(product(ARMS, SURFACES, KNEES))
BODIES = ((45.0, 1.45), (75.0, 1.76), (120.0, 2.05), (120.0, 1.45))  # kg and m


def carried(scene, tables=TABLES):
    person = subject(scene, tables, hips="down", lifted_mm=0.0, knees="straight")
    return person.weight - person.on_hands


@FEW
@given(constants())
def test_the_regions_carry_the_weight_less_what_the_hands_hold(numbers):
    tables = world(numbers)
    found = lie(SUBJECT, tables=tables)
    assert sum(region.force_N for region in found.regions.values()) == pytest.approx(
        carried(SUBJECT, tables), abs=100 * TOLERANCE
    )


@pytest.mark.parametrize(
    "way",
    # the short run takes every third, so that each arm, surface and knee is among them
    first(6, [*WAYS[::3], *(way for n, way in enumerate(WAYS) if n % 3)], "-".join),
)
def test_every_way_to_lie_carries_the_weight(way, long):
    arms, surface, knees = way
    for mass, stature in BODIES if long else BODIES[::3]:
        scene = Scene(arms=arms, person_mass_kg=mass, person_stature_m=stature)
        regions = lie(scene, surface, knees).regions
        total = sum(region.force_N for region in regions.values())
        assert total == pytest.approx(carried(scene), abs=0.01)
        for region in regions.values():
            assert (region.force_N > 0) is region.contact
            assert region.mean_kPa >= 0
            assert region.contact or region.peak_kPa == region.mean_kPa == 0


@FEW
@given(constants())
def test_a_mat_takes_the_peaks_off(numbers):
    tables = world(numbers)
    board, mat = (lie(SUBJECT, surface, tables=tables).regions for surface in ("board", "mat"))
    for name in ("scapulothoracic", "sacral", "heels"):
        assert mat[name].peak_kPa < board[name].peak_kPa
        assert mat[name].mean_kPa < board[name].mean_kPa


@FEW
@given(constants())
def test_lying_down_flattens_both_curves(numbers):
    """Signs: J Spinal Disord 1996 9:165 and PMC5320720."""
    # how much lordosis an unloaded back gives up is calibrated on this very measurement: at the
    # lower end of its range gravity can take all of it back
    others = {n: value for n, value in numbers.items() if n != "rest.lordosis_less_unloaded"}
    found = stand(SUBJECT, world(others))
    assert found.lordosis_lying_deg < found.lordosis_standing_deg
    assert found.kyphosis_lying_deg < found.kyphosis_standing_deg


def test_bent_knees_flatten_the_low_back_further():
    straight, bent = (lie(SUBJECT, "board", knees) for knees in KNEES)
    assert bent.lordosis_deg < straight.lordosis_deg


def test_standing_is_what_the_scene_says():
    for kyphosis, lordosis in ((30.0, 35.0), (46.0, 46.0), (65.0, 60.0)):
        scene = SUBJECT.set("person.kyphosis_deg", kyphosis).set("person.lordosis_deg", lordosis)
        found = stand(scene)
        assert (found.kyphosis_standing_deg, found.lordosis_standing_deg) == (kyphosis, lordosis)


def test_stand_and_lie_tell_of_the_same_person():
    standing, board = stand(SUBJECT), lie(SUBJECT)
    assert standing.kyphosis_lying_deg == board.kyphosis_deg
    assert standing.lordosis_lying_deg == board.lordosis_deg


def test_the_heavier_press_harder_everywhere():
    light, heavy = (lie(SUBJECT.set("person.mass_kg", mass)).regions for mass in (60.0, 90.0))
    for name in ("head", "scapulothoracic", "sacral", "heels"):
        assert heavy[name].force_N > light[name].force_N


def test_moving_the_blades_outwards_takes_load_off_their_peak():
    at_rest, hugging = (lie(SUBJECT.set("arms", arms)).regions for arms in ("head", "crossed"))
    assert hugging["scapulothoracic"].peak_kPa < at_rest["scapulothoracic"].peak_kPa


def mirrored(model: Model) -> Model:
    """The same model with head and feet exchanged: x and all angles change their sign."""

    def flip(places):
        return places * np.array([-1.0, 1.0])

    springs, cables, pads, loads = model.springs, model.cables, model.pads, model.loads
    law = springs.bending
    swapped = replace(law, stiffness=law.stiffness[:, ::-1], range=law.range[:, ::-1])
    signs = np.array([[1.0, -1.0], [-1.0, 1.0]])
    guide = model.guide
    assert guide is not None
    return replace(
        model,
        springs=replace(
            springs,
            a=flip(springs.a),
            b=flip(springs.b),
            stiffness=springs.stiffness * signs,
            offset=-springs.offset,
            bending=swapped,
        ),
        cables=replace(cables, a=flip(cables.a), b=flip(cables.b)),
        pads=replace(pads, point=flip(pads.point)),
        loads=replace(loads, point=flip(loads.point), force=flip(loads.force)),
        guide=replace(guide, point=flip(guide.point), target=-guide.target),
    )


@pytest.mark.parametrize("face_down", [False, True])
def test_mirrored_bodies_mirror(face_down):
    person = subject(SUBJECT, hips="down", knees="straight", face="down" if face_down else "up")
    model, start = lying(person, RIGID)
    signs = np.array([-1.0, 1.0, -1.0])
    pose = balance(Energy(model), start).pose
    image = balance(Energy(mirrored(model)), start * signs).pose
    np.testing.assert_allclose(image * signs, pose, atol=1e-7)


def test_left_and_right_are_alike():
    person = subject(SUBJECT, hips="down", knees="straight")
    model, start = lying(person, RIGID)
    found = balance(Energy(model, person.bed()), start)  # each pad for itself
    touch = found.energy.touch_floor(found.pose)
    side = np.sign(person.strips.z[touch.index])
    assert np.sum(touch.force[side < 0]) == pytest.approx(np.sum(touch.force[side > 0]), rel=1e-9)
