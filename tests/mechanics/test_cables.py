"""Cables pull and never push, and go slack without a step in the energy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from planar import Sketch

from spineviz.mechanics.energy import Energy
from spineviz.mechanics.equilibrium import solve
from spineviz.mechanics.links import cable_forces

PRELOAD, STIFFNESS, LENGTH = 20.0, 5000.0, 0.3
SLACK = LENGTH - PRELOAD / STIFFNESS  # the length at which the pull has just vanished


def tied() -> tuple[Sketch, Energy]:
    draft = Sketch()
    draft.body(0, 0, free=False)
    draft.body(LENGTH, 0)
    draft.cable(0, 1, (0, 0), (LENGTH, 0), PRELOAD, STIFFNESS)
    return draft, Energy(draft.model())


def at_length(length: float) -> np.ndarray:
    return np.array([[0.0, 0.0, 0.0], [length, 0.0, 0.0]])


def test_at_its_rest_length_a_cable_pulls_with_its_preload():
    _, energy = tied()
    assert cable_forces(energy.model.cables, at_length(LENGTH))[0] == pytest.approx([-PRELOAD, 0.0])
    assert energy(at_length(LENGTH))[0] == pytest.approx(PRELOAD**2 / (2 * STIFFNESS))


@given(st.floats(0.05, 0.6))
def test_the_pull_grows_with_stretch_and_never_becomes_a_push(length):
    _, energy = tied()
    pull = -cable_forces(energy.model.cables, at_length(length))[0, 0]
    assert pull >= 0
    assert pull == pytest.approx(max(0, PRELOAD + STIFFNESS * (length - LENGTH)), abs=1e-9)
    assert energy(at_length(length))[1][3] == pytest.approx(pull, abs=1e-9)


def test_energy_and_force_fade_to_nothing_where_the_cable_goes_slack():
    _, energy = tied()
    for reach in (1e-3, 1e-5, 1e-7):
        tight, loose = energy(at_length(SLACK + reach)), energy(at_length(SLACK - reach))
        assert tight[0] == pytest.approx(STIFFNESS * reach**2 / 2, rel=1e-4)
        assert tight[1][3] == pytest.approx(STIFFNESS * reach, rel=1e-4)
        assert loose[0] == 0
        assert not np.any(loose[1])
        assert not np.any(loose[2])


def test_a_hanging_weight_stretches_its_cable_by_weight_over_stiffness():
    draft = Sketch()
    draft.body(0, 0, free=False)
    draft.body(0, -LENGTH)
    draft.cable(0, 1, (0, 0), (0, -LENGTH), 0.0, STIFFNESS)
    draft.load(1, (0, -LENGTH - 0.05), (0.0, -50.0))  # hung below, so that it does not tip over
    start = draft.pose() + [[0, 0, 0], [0.01, 0.01, 0.1]]
    found = solve(Energy(draft.model()), start, 1e-9)
    assert found.converged
    assert found.pose[1, 1] == pytest.approx(-LENGTH - 50.0 / STIFFNESS, rel=1e-9)
    assert found.pose[1, [0, 2]] == pytest.approx([0, 0], abs=1e-9)


def test_two_cables_against_each_other_settle_between_their_pulls():
    draft = Sketch()
    left, right = draft.body(-0.2, 0, free=False), draft.body(0.2, 0, free=False)
    body = draft.body(0, 0)
    draft.cable(left, body, (-0.2, 0), (-0.01, 0), 30.0, 1000.0)
    draft.cable(right, body, (0.2, 0), (0.01, 0), 10.0, 3000.0)
    found = solve(Energy(draft.model()), draft.pose(), 1e-9)
    assert found.converged
    # both stay tight: 30 − 1000 x = 10 + 3000 x
    assert found.pose[body, 0] == pytest.approx(-(30 - 10) / (1000 + 3000), rel=1e-9)
