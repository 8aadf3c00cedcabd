"""In default scenes no joint passes its published range; where a scene does, an alert says so."""

from __future__ import annotations

import pytest

from spineviz.outcome import Outcome
from spineviz.scene import BY_KEY, ROLLED_LEVELS, Scene
from spineviz.simulation.simulate import simulate


def past_their_range(outcome: Outcome) -> list[str]:
    return [name for name, joint in outcome.joints.items() if joint.range_share > 1]


@pytest.mark.parametrize("arms", BY_KEY["arms"].choices)
@pytest.mark.parametrize("level", ROLLED_LEVELS)
def test_the_default_person_on_foam_stays_within_every_range(level, arms):
    outcome = simulate(Scene(roller_level=level, arms=arms))
    assert past_their_range(outcome) == []
    # under the top of the thorax the roller may slide: the only thing left to say
    assert {alert.kind for alert in outcome.alerts} <= {"friction"}


def test_a_limp_spine_without_ribs_passes_a_range_and_is_told_so_by_name_and_number():
    outcome = simulate(
        Scene(roller_level="T9", mechanics_joint_multiplier=1.0, without=("ribs", "blades"))
    )
    past = past_their_range(outcome)
    assert past
    told = {alert.place: alert.text for alert in outcome.alerts if alert.kind == "range"}
    assert list(told) == past
    for name, text in told.items():
        joint = outcome.joints[name]
        assert f"{abs(joint.extension_deg):.1f}°" in text
        assert f"{joint.range_deg:.1f}°" in text
        assert ("extension" if joint.extension_deg > 0 else "flexion") in text


def test_the_share_of_a_range_is_the_angle_over_the_range_of_its_direction():
    outcome = simulate(Scene(roller_level="L3"))
    signs = set()
    for joint in outcome.joints.values():
        assert joint.range_share == pytest.approx(abs(joint.extension_deg) / joint.range_deg)
        signs.add(joint.extension_deg > 0)
        # a joint that is bent resists
        assert joint.moment_Nm * joint.extension_deg >= 0
    assert signs == {True, False}  # some extend over the roller, others flex beside it
