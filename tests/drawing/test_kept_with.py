"""What is derived of an outcome is derived once, and goes with it."""

from __future__ import annotations

import gc
import weakref

import pytest

from spineviz.drawing.entry_streams import entry_streams
from spineviz.drawing.profile import profile
from spineviz.drawing.whole_numbers import whole_newtons, whole_percent
from spineviz.outcome import kept_with
from spineviz.scene import Scene
from spineviz.simulation.simulate import simulate
from spineviz.values import scalars_of
from spineviz.window.figure.body_place import pose_of
from spineviz.window.section.section_picture import cut_through

DERIVED = [
    entry_streams, profile, whole_newtons, whole_percent, scalars_of, pose_of, cut_through,
]  # fmt: skip


def test_it_is_derived_once_for_each_outcome():
    asked = []

    @kept_with
    def force(outcome):
        asked.append(outcome)
        return outcome.roller.force_N

    one, other = (simulate(Scene(roller_level=level)) for level in ("T8", "L3"))
    assert [force(each) for each in (one, other, one, other)] == [
        one.roller.force_N, other.roller.force_N, one.roller.force_N, other.roller.force_N,
    ]  # fmt: skip
    assert asked == [one, other]


@pytest.mark.parametrize("derive", DERIVED)
def test_what_pictures_derive_does_not_hold_on_to_the_outcome(application, derive):
    outcome = simulate(Scene(roller_level="T8"))
    found = derive(outcome)
    assert derive(outcome) is found
    seen = weakref.ref(outcome)
    del outcome
    gc.collect()
    assert seen() is None
