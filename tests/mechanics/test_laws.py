"""The two constitutive laws: a bending joint, and two locking layers pressed together."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from spineviz.mechanics.laws import (
    PRESSURE_LIMIT,
    BendingLaw,
    layer_compression,
    series_pressure,
)

QUADRATURE = 1e-6  # relative error asked of the numerical integral it is compared with
ROUNDING = 1e-9  # relative; a quadratic solved without cancellation keeps at least nine digits

MODULI = st.floats(5e3, 2e6)  # Pa, belly to hard EVA
DEPTHS = st.floats(2e-3, 0.1)  # m
SHARES = st.floats(0.001, 0.98)


def pressed(overlap, modulus, depth, other_modulus, other_depth):
    """Energy per area, pressure and slope of one pad, as numbers."""
    one = [np.array([float(value)]) for value in (overlap, modulus, depth)]
    return tuple(float(part[0]) for part in series_pressure(*one, other_modulus, other_depth))


def limit_of(modulus, depth, other_modulus, other_depth):
    return float(
        layer_compression(np.array(PRESSURE_LIMIT), modulus, depth)
        + layer_compression(np.array(PRESSURE_LIMIT), other_modulus, other_depth)
    )


@given(MODULI, DEPTHS, MODULI, DEPTHS, SHARES)
def test_two_layers_share_one_pressure_and_their_compressions_add_up(e, a, f, b, share):
    overlap = share * limit_of(e, a, f, b)
    _, pressure, _ = pressed(overlap, e, a, f, b)
    tissue, foam = a * pressure / (e + pressure), b * pressure / (f + pressure)
    assert tissue + foam == pytest.approx(overlap, rel=ROUNDING)
    # each layer alone, compressed by its part, answers with that same pressure
    assert e * (tissue / a) / (1 - tissue / a) == pytest.approx(pressure, rel=1e-6)
    assert f * (foam / b) / (1 - foam / b) == pytest.approx(pressure, rel=1e-6)


@given(MODULI, DEPTHS, MODULI, DEPTHS, st.floats(0.01, 1.5))
def test_energy_is_the_integral_of_pressure(e, a, f, b, share):
    limit = limit_of(e, a, f, b)
    overlap = share * limit

    def pressure(x):
        return pressed(x, e, a, f, b)[1]

    # in pieces that shrink towards the limit, where the pressure rises steeply
    edges = np.unique(np.minimum(overlap, limit * (1 - np.geomspace(1, 1e-4, 12))))
    edges = np.append(edges[edges < overlap], [min(limit, overlap), overlap])
    work = sum(quad(pressure, low, high)[0] for low, high in pairwise(edges))
    assert pressed(overlap, e, a, f, b)[0] == pytest.approx(work, rel=QUADRATURE)


@given(MODULI, DEPTHS, MODULI, DEPTHS, st.floats(0.01, 1.5))
def test_slope_is_the_derivative_of_pressure(e, a, f, b, share):
    limit = limit_of(e, a, f, b)
    # not astride the limit, where the slope has its one kink
    overlap = share * limit if abs(share - 1) > 1e-3 else 0.99 * limit
    step = 1e-6 * limit
    difference = (
        pressed(overlap + step, e, a, f, b)[1] - pressed(overlap - step, e, a, f, b)[1]
    ) / (2 * step)
    assert pressed(overlap, e, a, f, b)[2] == pytest.approx(difference, rel=1e-4)


@given(MODULI, DEPTHS, MODULI, st.just(0.0) | DEPTHS, st.floats(0, 2), st.floats(0, 2))
def test_pressure_is_never_negative_and_grows_with_the_overlap(e, a, f, b, one, other):
    low, high = sorted((one, other))
    limit = limit_of(e, a, f, b)
    energy, pressure, slope = zip(
        pressed(low * limit, e, a, f, b), pressed(high * limit, e, a, f, b), strict=True
    )
    assert 0 <= pressure[0] <= pressure[1]
    assert 0 < slope[0] <= slope[1] * (1 + ROUNDING)
    # the last digits of p·δ less what the layers take; 1e-12 of it is far below one of them
    assert energy[1] >= energy[0] - 1e-12 * pressure[1] * limit


@given(MODULI, DEPTHS, MODULI, SHARES)
def test_on_a_rigid_coat_the_tissue_alone_answers(e, a, f, share):
    overlap = share * limit_of(e, a, f, 0.0)
    strain = overlap / a
    expected = e * strain / (1 - strain)
    assert pressed(overlap, e, a, f, 0.0)[1] == pytest.approx(expected, rel=1e-6)
    # a coat that is very thin, or very hard, comes to the same
    assert pressed(overlap, e, a, f, 1e-9 * a)[1] == pytest.approx(expected, rel=1e-4)
    assert pressed(overlap, e, a, 1e8 * f, 0.1 * a)[1] == pytest.approx(expected, rel=1e-3)


@given(MODULI, DEPTHS, MODULI, DEPTHS, st.floats(1e-9, 1e-6))
def test_a_light_touch_meets_two_linear_layers_in_series(e, a, f, b, share):
    overlap = share * (a + b)
    # the next term is of the order of the strain, of which the softer layer takes the most
    strain = (a + b) * share * max(1 / a, 1 / b)
    assert pressed(overlap, e, a, f, b)[1] == pytest.approx(
        overlap / (a / e + b / f), rel=10 * strain + ROUNDING
    )


@given(MODULI, DEPTHS, MODULI, DEPTHS, st.floats(0.001, 2))
def test_it_does_not_matter_which_layer_is_named_first(e, a, f, b, share):
    overlap = share * limit_of(e, a, f, b)
    for one, other in zip(pressed(overlap, e, a, f, b), pressed(overlap, f, b, e, a), strict=True):
        assert one == pytest.approx(other, rel=1e-6, abs=1e-12)


@given(MODULI, DEPTHS, MODULI, st.just(0.0) | DEPTHS)
def test_beyond_the_limit_pressure_goes_on_with_the_slope_it_has_there(e, a, f, b):
    limit = limit_of(e, a, f, b)
    at = pressed(limit, e, a, f, b)
    assert at[1] == pytest.approx(PRESSURE_LIMIT, rel=1e-6)
    just_before = pressed(limit * (1 - 1e-9), e, a, f, b)
    just_after = pressed(limit * (1 + 1e-9), e, a, f, b)
    # at the limit the layers are hard: 1e-9 of the way there may change pressure by 1e-5 of it
    for before, after in zip(just_before, just_after, strict=True):
        assert after == pytest.approx(before, rel=1e-4)
    beyond = pressed(2 * limit, e, a, f, b)
    assert beyond[2] == pytest.approx(at[2], rel=1e-6)
    assert beyond[1] == pytest.approx(PRESSURE_LIMIT + at[2] * limit, rel=1e-6)


@given(MODULI, DEPTHS, st.floats(0, 1e7))
def test_a_layer_under_pressure_never_gives_more_than_its_depth(e, a, pressure):
    squeezed = float(layer_compression(np.array(pressure), e, a))
    assert squeezed == pytest.approx(a * pressure / (e + pressure))
    assert 0 <= squeezed < a


# --- bending ---------------------------------------------------------------------------------

LAWS = st.builds(
    lambda k, reach, neutral, hardening: BendingLaw(
        np.array([k]), np.array([reach]), np.array([neutral]), 0.2, 0.6, np.array([hardening])
    ),
    st.tuples(st.floats(1, 500), st.floats(1, 500)),
    st.tuples(st.floats(0.02, 0.5), st.floats(0.02, 0.5)),
    st.floats(0, 1),
    st.floats(0, 100),
)
ANGLES = st.floats(-1.0, 1.0)


def bent(law, angle):
    return tuple(float(part[0]) for part in law(np.array([float(angle)])))


@given(LAWS, ANGLES)
def test_bending_energy_is_the_integral_of_the_moment(law, angle):
    edges = np.linspace(0, angle, 9)
    work = sum(quad(lambda r: bent(law, r)[1], low, high)[0] for low, high in pairwise(edges))
    energy = bent(law, angle)[0]
    assert energy == pytest.approx(work, rel=QUADRATURE, abs=1e-12 * np.max(law.stiffness))


@given(LAWS, ANGLES)
def test_bending_tangent_is_the_derivative_of_the_moment(law, angle):
    step = 1e-7
    difference = (bent(law, angle + step)[1] - bent(law, angle - step)[1]) / (2 * step)
    if abs(angle) > 2 * step:  # at neutral the two senses meet with their own stiffness
        assert bent(law, angle)[2] == pytest.approx(difference, rel=1e-4, abs=1e-3)


@given(LAWS, ANGLES, ANGLES)
def test_a_joint_resists_more_the_further_it_is_bent(law, one, other):
    low, high = sorted((one, other))
    assert bent(law, low)[1] <= bent(law, high)[1] + 1e-12
    assert bent(law, low)[1] * low >= 0
    assert min(bent(law, low)[0], bent(law, high)[0]) >= -1e-12


@given(st.floats(0.1, 500), st.floats(0.02, 1), ANGLES)
def test_without_neutral_zone_and_end_range_the_joint_is_linear(k, reach, angle):
    law = BendingLaw(
        np.array([[k, k]]), np.array([[reach, reach]]), np.array([1.0]), 0.2, 0.6, np.array([0.0])
    )
    assert bent(law, angle) == pytest.approx((k * angle**2 / 2, k * angle, k), rel=1e-9)


@given(LAWS, st.sampled_from([-1, 1]))
def test_the_law_is_the_one_its_docstring_writes_down(law, sense):
    k, reach = law.stiffness[0, (sense + 1) // 2], law.range[0, (sense + 1) // 2]
    a, w, c, s0 = law.neutral[0], law.width, law.hardening[0], law.onset
    for s in (0.05, 0.3, 0.6, 1.0, 1.5):
        moment = sense * k * reach * (s - (1 - a) * w * np.tanh(s / w) + c * max(s - s0, 0) ** 3)
        assert bent(law, sense * s * reach)[1] == pytest.approx(moment, rel=1e-9, abs=1e-12)
    assert bent(law, sense * 1e-9 * reach)[2] == pytest.approx(a * k, rel=1e-6, abs=1e-9)


def test_a_joint_bent_absurdly_far_still_has_finite_numbers():
    law = BendingLaw(
        np.array([[1.0, 9.0]]), np.array([[0.01, 0.02]]), np.array([0.2]), 0.2, 0.6, np.array([6.0])
    )
    for angle in (-100.0, 100.0):
        assert np.all(np.isfinite(bent(law, angle)))
