"""The talk's argument, sentence by sentence, on one and the same foam roller.

None of it is coded anywhere; bounds are set with a margin below what the model gives, which is
written beside each.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from solved_scenes import found_once

from spineviz.outcome import Outcome
from spineviz.scene import ROLLED_LEVELS, Scene

THORAX = ROLLED_LEVELS[3:9]  # T4 to T9
LOW_BACK = ROLLED_LEVELS[13:16]  # L2 to L4
ARMS = ("sides", "head", "crossed", "overhead")


def lying_on(level: str, **changes: object) -> Outcome:
    outcome = found_once(Scene(roller_level=level, **changes))
    assert outcome.converged
    return outcome


def through_cage_and_blades(outcome: Outcome) -> float:
    return outcome.roller.cage_share


def test_the_rolled_levels_are_those_of_the_sentences():
    assert (THORAX[0], THORAX[-1]) == ("T4", "T9")
    assert (LOW_BACK[0], LOW_BACK[-1]) == ("L2", "L4")


@pytest.mark.parametrize("arms", ARMS)
@pytest.mark.parametrize("level", THORAX)
def test_at_the_thorax_a_large_part_enters_through_ribs_and_blades(level, arms):
    assert through_cage_and_blades(lying_on(level, arms=arms)) > 0.5  # 0.72 at T4, 0.63 at T8


@pytest.mark.parametrize("arms", ARMS)
@pytest.mark.parametrize("level", LOW_BACK)
def test_at_the_low_back_next_to_none_does(level, arms):
    assert through_cage_and_blades(lying_on(level, arms=arms)) < 0.3  # 0.22 at L2, 0.06 at L3


def test_what_the_cage_carries_falls_from_t4_to_l3():
    shares = [through_cage_and_blades(lying_on(level)) for level in ("T4", "T8", "T12", "L3")]
    assert all(above > below + 0.05 for above, below in pairwise(shares))  # 0.72 0.63 0.47 0.06


@pytest.mark.parametrize("level", LOW_BACK)
def test_there_most_of_it_presses_on_the_spine_and_the_rest_is_mostly_soft_or_pelvis(level):
    shares = lying_on(level).roller.shares
    assert shares["spine"] > 0.45  # 0.63 at L2, 0.66 at L3, 0.48 at L4
    assert shares["spine"] + shares["soft"] + shares["pelvis"] > 0.7


def test_without_ribs_and_blades_t8_comes_to_carry_what_l3_carries():
    whole, bare = lying_on("T8"), lying_on("T8", without=("ribs", "blades"))
    low_back = lying_on("L3")
    # 49 → 81 kPa with 100 at L3, and 0.36 → 0.78 with 0.66 at L3
    assert whole.roller.peak_kPa < 0.75 * low_back.roller.peak_kPa
    assert bare.roller.peak_kPa > 1.4 * whole.roller.peak_kPa
    assert whole.roller.spine_share < low_back.roller.spine_share - 0.25
    assert bare.roller.spine_share == pytest.approx(low_back.roller.spine_share, abs=0.15)
    assert through_cage_and_blades(bare) == 0


def test_while_l3_hardly_changes():
    whole, bare = lying_on("L3"), lying_on("L3", without=("ribs", "blades"))
    # 0.66 → 0.70 onto the spine; at T8 it doubles
    assert bare.roller.peak_kPa == pytest.approx(whole.roller.peak_kPa, rel=0.12)
    assert bare.roller.force_N == pytest.approx(whole.roller.force_N, rel=0.03)
    assert bare.roller.spine_share == pytest.approx(whole.roller.spine_share, abs=0.06)


@pytest.mark.parametrize("kind", ["foam", "grid", "rigid"])
@pytest.mark.parametrize("level", ["T3", "T4", "T5", "T6", "T7", "T8"])
def test_crossed_arms_take_load_off_the_blades(level, kind):
    beside = lying_on(level, arms="sides", roller_kind=kind)
    crossed = lying_on(level, arms="crossed", roller_kind=kind)
    assert crossed.roller.entry_N["blades"] < 0.9 * beside.roller.entry_N["blades"]
    assert crossed.roller.entry_share["blades"] < 0.8 * beside.roller.entry_share["blades"]


def test_on_soft_foam_the_ribs_take_over_what_the_blades_gave_up():
    beside, crossed = lying_on("T4", arms="sides"), lying_on("T4", arms="crossed")
    given_up = beside.roller.entry_share["blades"] - crossed.roller.entry_share["blades"]
    taken_over = crossed.roller.entry_share["ribs"] - beside.roller.entry_share["ribs"]
    assert taken_over > given_up / 2


def test_the_low_back_carries_more_force_and_a_higher_peak_than_the_thorax():
    thorax, low_back = lying_on("T8"), lying_on("L3")
    assert low_back.roller.force_N > 1.15 * thorax.roller.force_N  # 472 against 397 N
    assert low_back.roller.peak_kPa > 1.2 * thorax.roller.peak_kPa  # 90 against 52 kPa


@pytest.mark.parametrize("level", ["T6", "T8", "T10"])
def test_without_cartilage_or_ribs_the_thorax_extends_further(level):
    def kyphosis(outcome: Outcome) -> float:
        return outcome.curvature.kyphosis_deg

    whole = lying_on(level)
    for missing in ("cartilage", "ribs"):
        assert kyphosis(lying_on(level, without=(missing,))) < kyphosis(whole)
