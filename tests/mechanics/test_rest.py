"""A balance that was kept is stood in again at once, and only where forces balance there."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from test_equilibrium import TOLERANCE, balanced, bridge

from spineviz.mechanics.energy import Energy
from spineviz.mechanics.rest import Rest, rest_of, stand


@settings(deadline=None, max_examples=10)
@given(st.integers(0, 2**32 - 1))
def test_the_same_model_stands_there_without_a_step_to_the_last_bit(seed):
    model, start = bridge(seed)
    _, found = balanced(model, start)
    again = stand(rest_of(found), Energy(model), TOLERANCE)
    assert again is not None
    assert again.steps == 0
    assert again.residual == found.residual
    assert again.pose.tobytes() == found.pose.tobytes()


def test_another_model_does_not_stand_there():
    model, start = bridge(5)
    kept = rest_of(balanced(model, start)[1])
    elsewhere, _ = bridge(5, x=0.004)
    assert stand(kept, Energy(elsewhere), TOLERANCE) is None
    assert stand(Rest(kept.pose[1:], None, None), Energy(model), TOLERANCE) is None


def test_a_micrometre_beside_it_forces_do_not_balance():
    model, start = bridge(5)
    kept = rest_of(balanced(model, start)[1])
    assert stand(kept, Energy(model), TOLERANCE) is not None
    assert stand(kept._replace(pose=kept.pose + 1e-6), Energy(model), TOLERANCE) is None


def test_a_bed_of_other_pads_does_not_stand_there():
    model, start = bridge(5)
    kept = rest_of(balanced(model, start)[1])._replace(sheet=np.zeros(6))
    energy = Energy(model)
    energy.bed = SimpleNamespace(area=np.zeros(7))
    assert stand(kept, energy, TOLERANCE) is None
