"""Turning one thing turns the numbers the way physics says."""

from __future__ import annotations

import numpy as np
import pytest

from spineviz.outcome import Outcome
from spineviz.scene import Scene
from spineviz.simulation.simulate import simulate

LEVELS = ["T4", "T8", "L3"]


def solved(level: str, **changes: object) -> Outcome:
    outcome = simulate(Scene(roller_level=level, **changes))
    assert outcome.converged
    return outcome


def rising(values: list[float]) -> bool:
    return bool(np.all(np.diff(values) > 0))


@pytest.mark.parametrize("level", LEVELS)
def test_a_heavier_person_presses_harder(level):
    people = [solved(level, person_mass_kg=mass) for mass in (50.0, 65.0, 80.0, 100.0)]
    assert rising([person.roller.force_N for person in people])
    assert rising([person.weight_N for person in people])


# not between: under a rigid roller single pads over the spinous tips carry much of the force, and
# where they stand against its top matters as much as its size
# not at T4, where a smaller roller lies lower and leaves more of the weight to the buttocks
@pytest.mark.parametrize("level", ["T8", "L3"])
@pytest.mark.parametrize("kind", ["grid", "rigid"])
def test_a_smaller_hard_roller_presses_harder_on_a_smaller_area(level, kind):
    rollers = [solved(level, roller_kind=kind, roller_diameter_mm=d) for d in (200.0, 100.0)]
    assert rising([each.roller.mean_kPa for each in rollers])
    assert rising([-each.roller.area_cm2 for each in rollers])


@pytest.mark.parametrize("level", LEVELS)
def test_a_harder_roller_presses_a_higher_peak_on_a_smaller_area(level):
    rollers = [solved(level, roller_kind=kind) for kind in ("foam", "grid", "rigid")]
    assert rising([each.roller.peak_kPa for each in rollers])
    assert rising([-each.roller.area_cm2 for each in rollers])


@pytest.mark.parametrize("level", ["T6", "T8", "T10"])
def test_softer_joints_let_the_thorax_extend_further(level):
    kyphosis = [
        solved(level, mechanics_joint_multiplier=times).curvature.kyphosis_deg
        for times in (1.0, 2.0, 3.0, 4.0)
    ]
    assert rising(kyphosis)


@pytest.mark.parametrize("level", LEVELS)
def test_without_discs_the_spine_extends_further_over_the_roller(level):
    def extension(outcome: Outcome) -> float:
        return max(joint.extension_deg for joint in outcome.joints.values())

    assert extension(solved(level, without=("discs",))) > extension(solved(level))


def test_under_the_thorax_it_flattens_the_kyphosis_and_under_the_loin_it_deepens_the_hollow():
    thorax, loin = solved("T8").curvature, solved("L3").curvature
    assert thorax.kyphosis_deg < thorax.kyphosis_rest_deg - 5
    assert loin.lordosis_deg > loin.lordosis_rest_deg + 5


@pytest.mark.parametrize("level", ["T4", "T8"])
def test_lifting_the_hips_puts_more_weight_on_roller_and_feet(level):
    down, up = solved(level), solved(level, hips="up")
    for support in ("roller", "feet"):
        assert up.supports_N[support] > down.supports_N[support]
    assert up.supports_N["pelvis"] < 0.05 * up.weight_N < down.supports_N["pelvis"]


@pytest.mark.parametrize("level", LEVELS)
def test_arms_that_rest_on_the_floor_are_carried_by_the_hands(level):
    assert solved(level, arms="sides").supports_N["hands"] > 0.03 * 75 * 9.81
    assert solved(level, arms="crossed").supports_N["hands"] == 0


@pytest.mark.parametrize("level", ["T4", "T8", "L3"])
def test_what_is_taken_away_takes_part_in_nothing(level):
    bare = solved(level, without=("ribs", "blades", "cartilage"))
    assert bare.roller.entry_N["ribs"] == bare.roller.entry_N["blades"] == 0
    kinds = {link.kind for link in bare.geometry.links}
    assert kinds.isdisjoint({"cartilage", "intercostal", "costovertebral", "scapulothoracic"})
    assert bare.weight_N == pytest.approx(solved(level).weight_N)  # the weight stays
