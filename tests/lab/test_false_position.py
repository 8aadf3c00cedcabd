"""A root is found where it is, in few steps even where the line between the ends guesses badly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spineviz.lab.false_position import false_position


@given(root=st.floats(0.01, 99.0), power=st.sampled_from([0.3, 0.5, 1.0, 2.0, 3.0]))
def test_a_root_is_met_in_few_steps(root, power):
    asked = []

    def miss(place):
        asked.append(place)
        return place**power - root**power

    ends = (0.0, -(root**power)), (100.0, 100.0**power - root**power)
    assert false_position(miss, *ends, 1e-9, 1e-12) == pytest.approx(root, abs=1e-8)
    assert len(asked) <= 40  # halving takes 37 at any root, and the line alone thousands
    assert all(0 <= place <= 100 for place in asked)


def test_ends_that_are_one_place_are_asked_nothing():
    assert false_position(lambda _: pytest.fail("asked"), (1.0, 0.0), (1.0, 0.0), 1e-9, 0) == 1.0


def test_it_stops_where_it_is_close_enough():
    asked = []

    def miss(place):
        asked.append(place)
        return place**2 - 2

    found = false_position(miss, (0.0, -2.0), (2.0, 2.0), 0.0, 0.1)
    assert abs(found**2 - 2) <= 0.1
    assert found == asked[-1]
