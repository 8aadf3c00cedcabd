"""The ends of the allowed ranges, where random scenes seldom come."""

from __future__ import annotations

import pytest
from tries import first

from spineviz.outcome import Outcome
from spineviz.scene import BY_KEY, ROLLER_PLACES, Scene
from spineviz.simulation.simulate import simulate

DIAMETER = BY_KEY["roller.diameter_mm"]
KYPHOSIS, LORDOSIS = BY_KEY["person.kyphosis_deg"], BY_KEY["person.lordosis_deg"]


def slides(outcome: Outcome) -> bool:
    """Whether the slope of the shoulders would not hold the roller in its place."""
    return outcome.alerts[0].saying.kind == "alert.outside.slides"


@pytest.mark.parametrize("hips", ["down", pytest.param("up", marks=pytest.mark.long)])
@pytest.mark.parametrize("diameter", [DIAMETER.low, DIAMETER.high])
@pytest.mark.parametrize("kind", first(1, ["foam", "grid", "rigid"], str))
def test_the_smallest_and_the_largest_roller_carry_the_default_person_everywhere(
    kind, diameter, hips
):
    scene = Scene(roller_kind=kind, roller_diameter_mm=diameter, hips=hips)
    head, *others = (simulate(scene.set("roller.level", level)) for level in ROLLER_PLACES)
    assert [each.scene.roller_level for each in others if not each.converged] == []
    assert head.converged or slides(head)


@pytest.mark.parametrize("hips", ["down", "up"])
@pytest.mark.parametrize("mass", [BY_KEY["person.mass_kg"].low, BY_KEY["person.mass_kg"].high])
@pytest.mark.parametrize("level", first(2, ["T1", "L3", "T8", "L5"], str))
def test_the_lightest_and_the_heaviest_lie_on_every_kind_of_roller(level, mass, hips):
    stature = BY_KEY["person.stature_m"]
    lost = [
        (kind, height)
        for kind in ("foam", "grid", "rigid")
        for height in (stature.low, stature.high)
        for found in [
            simulate(
                Scene(
                    roller_level=level,
                    roller_kind=kind,
                    hips=hips,
                    person_mass_kg=mass,
                    person_stature_m=height,
                )
            )
        ]
        if not (found.converged or (level == "T1" and slides(found)))
    ]
    assert lost == []


@pytest.mark.parametrize("hips", ["down", "up"])
@pytest.mark.parametrize("lordosis", first(1, [LORDOSIS.low, LORDOSIS.default, LORDOSIS.high], str))
@pytest.mark.parametrize("kyphosis", [KYPHOSIS.low, KYPHOSIS.default, KYPHOSIS.high])
def test_flat_and_round_backs_of_a_heavy_person_lie_on_a_100_mm_roller(kyphosis, lordosis, hips):
    heavy = Scene(
        roller_diameter_mm=100.0,
        hips=hips,
        person_mass_kg=118.0,
        person_stature_m=1.65,
        person_kyphosis_deg=kyphosis,
        person_lordosis_deg=lordosis,
        arms="sides",
    )
    lost = [
        level
        for level in ("T4", "T12", "L4", "L5")
        if not simulate(heavy.set("roller.level", level)).converged
    ]
    assert lost == []
