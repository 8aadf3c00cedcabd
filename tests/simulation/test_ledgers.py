"""Every outcome is in balance, and its ledgers sum to what they divide."""

from __future__ import annotations

import numpy as np
import pytest
from random_scenes import random_scene

from spineviz.mechanics.plane import points
from spineviz.outcome import ENTRY_TISSUES, MUSCLE, SIDES, SUPPORTS, Outcome
from spineviz.scene import Scene
from spineviz.simulation.building import build
from spineviz.simulation.simulate import simulate

PROMISE = 1e-6  # of the weight: forces, and moments over 1 m
SUMS = 1e-9  # relative: the same numbers added up in another order

SCENES = [
    Scene(),
    Scene(roller_level="L3"),
    Scene(roller_level="T4", arms="overhead", hips="up"),
    Scene(roller_level="L5", roller_kind="grid", roller_diameter_mm=120.0),
    Scene(roller_level="T11", roller_kind="rigid", without=("ribs", "blades", "discs")),
    Scene(roller_level="T6", lean_deg=-25.0).set("roller.kind", "wheel-25"),
    Scene(roller_level="gluteals", hips="up").set("roller.kind", "ball"),
    *(random_scene(np.random.default_rng(seed)) for seed in range(2_000_000, 2_000_020)),
]


@pytest.fixture(scope="module", params=range(len(SCENES)))
def outcome(request) -> Outcome:
    solved = simulate(SCENES[request.param])
    assert solved.converged
    return solved


def test_entry_sums_to_the_force_of_the_roller(outcome):
    assert tuple(outcome.roller.entry_N) == tuple(outcome.roller.entry_share) == ENTRY_TISSUES
    assert sum(outcome.roller.entry_N.values()) == pytest.approx(outcome.roller.force_N, rel=SUMS)
    assert sum(outcome.roller.entry_share.values()) == pytest.approx(1, rel=SUMS)
    for tissue, force in outcome.roller.entry_N.items():
        share = outcome.roller.entry_share[tissue]
        assert force == pytest.approx(share * outcome.roller.force_N, abs=1e-9)


def test_shares_are_the_same_force_by_what_lies_behind(outcome):
    roller = outcome.roller
    entry, shares = roller.entry_share, roller.shares
    assert tuple(shares) == ("cage", "spine", "soft", "pelvis")
    assert sum(shares.values()) == pytest.approx(1, rel=SUMS)
    over_bone = sum(entry[tissue] for tissue in ("midline", "erector", "neck"))
    assert roller.spine_share == shares["spine"] == pytest.approx(over_bone, rel=SUMS)
    cage = sum(entry[tissue] for tissue in ("ribs", "blades", "erector_ribs", "chest", "shoulders"))
    assert roller.cage_share == shares["cage"] == pytest.approx(cage, rel=SUMS)
    soft = sum(entry[tissue] for tissue in ("erector_soft", "flank", "belly"))
    assert shares["soft"] == pytest.approx(soft, rel=SUMS, abs=1e-12)


def test_sides_sum_to_what_they_divide(outcome):
    assert tuple(outcome.roller.side_N) == tuple(outcome.roller.erector_N) == SIDES
    assert sum(outcome.roller.side_N.values()) == pytest.approx(outcome.roller.force_N, rel=SUMS)
    muscle = sum(outcome.roller.entry_N[tissue] for tissue in MUSCLE)
    assert sum(outcome.roller.erector_N.values()) == pytest.approx(muscle, rel=SUMS, abs=1e-12)


def test_levels_sum_to_the_force_of_the_roller(outcome):
    total = sum(level.force_N for level in outcome.roller.levels.values())
    assert total == pytest.approx(outcome.roller.force_N, rel=SUMS)


def test_supports_sum_to_the_weight(outcome):
    assert tuple(outcome.supports_N) == SUPPORTS
    weight = outcome.scene.person_mass_kg * 9.81
    assert outcome.weight_N == pytest.approx(weight, rel=SUMS)
    assert sum(outcome.supports_N.values()) == pytest.approx(weight, rel=PROMISE)
    assert outcome.supports_N["roller"] == outcome.roller.force_N
    assert min(outcome.supports_N.values()) >= 0


def test_the_area_that_carries_lies_between_force_over_peak_and_all_that_touches(outcome):
    """Pads press unevenly: at the highest pressure less would do, and more than that touches."""
    contact, roller = outcome.roller.contact, outcome.roller
    touched = float(np.sum((contact.area * contact.share)[contact.pressure > 0])) * 1e4
    least = roller.force_N / np.max(contact.pressure) * 1e4
    assert least <= roller.area_cm2 <= touched
    assert roller.force_bodyweight == pytest.approx(roller.force_N / outcome.weight_N, rel=SUMS)


def test_everything_that_pushes_from_outside_is_in_balance(outcome):
    """Counted afresh from the pads in the report, the floor, the weights and the guide."""
    person, model = build(outcome.scene)
    pose = np.array([outcome.geometry.pose[name] for name in person.names])
    forces = [model.loads.force]
    places = [points(pose, model.loads.body, model.loads.point)]

    # the pads of the report carry their own place and force
    touching = outcome.roller.contact.pressure > 0
    forces.append(outcome.roller.contact.force[touching])
    places.append(outcome.roller.contact.skin[touching])

    # the floor is rigid, so each pad under it alone gives the pressure
    skin = points(pose, model.pads.body, model.pads.point)
    sunk = np.flatnonzero(skin[:, 1] < 0)
    strain = -skin[sunk, 1] / model.pads.depth[sunk]
    lift = model.pads.area[sunk] * model.pads.modulus[sunk] * strain / (1 - strain)
    forces.append(np.stack((np.zeros(len(sunk)), lift), axis=1))
    places.append(skin[sunk])

    # an arm that pushes the shoulders up; what lies on the hands is not among the weights
    if model.props is not None:
        arm = outcome.supports_N["hands"] - person.on_hands
        forces.append(np.array([[0.0, arm]]))
        places.append(points(pose, model.props.body, model.props.point))

    # the guide's friction, shared between the two skin points it holds
    guide = model.guide
    forces.append(np.outer(guide.weight, [outcome.friction_N, 0.0]))
    places.append(points(pose, guide.body, guide.point))

    force, place = np.concatenate(forces), np.concatenate(places)
    moment = force[:, 1] * place[:, 0] - force[:, 0] * place[:, 1]
    # forty bodies each balanced to 1e-7 of the weight may add up, but the promise is for the sum
    assert np.max(np.abs(np.sum(force, axis=0))) <= PROMISE * outcome.weight_N
    assert abs(np.sum(moment)) <= PROMISE * outcome.weight_N
    assert outcome.residual_N <= PROMISE * outcome.weight_N


def test_pressure_lies_only_where_skin_and_roller_meet(outcome):
    contact, roller = outcome.roller.contact, outcome.roller
    axis = np.array([roller.x, roller.y])
    gap = np.hypot(*(contact.skin - axis).T) - contact.radius
    gap = np.where(contact.share > 0, gap, np.inf)  # what lies beside the roller is far from it
    assert np.all(contact.radius <= roller.radius)
    assert np.all(contact.pressure >= 0)
    # skin that neighbours pull in may give way before what it would run into
    assert np.all(gap[contact.pressure > 0] < 0)
    assert np.mean(contact.pressure[gap < 0] > 0) > 0.7
    force = np.hypot(*contact.force.T)
    assert force == pytest.approx(contact.pressure * contact.area * contact.share, rel=1e-12)
    # the drawn surface lies between the unpressed skin and the unpressed roller
    depth = np.hypot(*(contact.surface - contact.skin).T)[contact.pressure > 0]
    assert np.all(depth <= -gap[contact.pressure > 0] + 1e-12)
    assert np.array_equal(contact.surface[gap >= 0], contact.skin[gap >= 0])
