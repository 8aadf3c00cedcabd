"""Beds of pads against closed forms: a uniform load, a cylinder, a beam on elastic ground."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planar import Sketch, roller
from scipy.integrate import quad

from spineviz.mechanics.energy import Energy
from spineviz.mechanics.equilibrium import solve
from spineviz.mechanics.model import Floor, Guide

E, DEPTH = 40e3, 0.03  # Pa and m, of a pad like relaxed muscle


# --- a uniform load --------------------------------------------------------------------------


@settings(deadline=None, max_examples=30)
@given(st.floats(20, 900), st.integers(2, 12), st.sampled_from([0.0, 0.01, 0.03]))
def test_a_uniform_load_presses_all_pads_alike(weight, pads, coat):
    draft = Sketch()
    plate = draft.body(0, 0)
    area, hard = 0.004, 117e3
    for x in np.linspace(-0.2, 0.2, pads):
        draft.pad(plate, (x, 0), area, E, DEPTH)
    draft.load(plate, (0, 0), (0.0, -weight))
    # nothing else says where along the floor the plate lies
    here = Guide(np.array([plate] * 2), np.zeros((2, 2)), np.array([0.5, 0.5]), 0.0, 1e3)
    energy = Energy(draft.model(floor=Floor(hard, coat), guide=here))
    found = solve(energy, draft.pose(), 1e-9)
    assert found.converged
    touch = energy.touch_floor(found.pose)
    pressure = weight / (pads * area)
    assert touch.pressure == pytest.approx(np.full(pads, pressure), rel=1e-9)
    sunk = DEPTH * pressure / (E + pressure) + coat * pressure / (hard + pressure)
    assert -found.pose[plate, 1] == pytest.approx(sunk, rel=1e-8)


# --- a cylinder ------------------------------------------------------------------------------

RADIUS, WIDTH, HALF = 0.075, 0.05, 0.06  # m; the bed is 2·HALF long


def pressed_on_a_roller(weight: float, strips: int, coat: float = 0.0):
    """A flat bed of strips on a heavy body that a stiff guide keeps level over a roller."""
    draft = Sketch()
    wall = draft.body(0, 0.5, free=False)
    body = draft.body(0, 2 * RADIUS)
    draft.spring(wall, body, (0, 0.5), 0.0, bend=(1e4, 1e4))  # keeps it from tipping, holds nothing
    step = 2 * HALF / strips
    for n in range(strips):
        draft.pad(body, (-HALF + (n + 0.5) * step, 2 * RADIUS), WIDTH * step, E, DEPTH)
    draft.load(body, (0, 2 * RADIUS), (0.0, -weight))
    over = Guide(np.array([body] * 2), np.zeros((2, 2)), np.array([0.5, 0.5]), 0.0, 1e4)
    cylinder = roller(strips, (0.0, RADIUS), RADIUS, 117e3, coat)
    energy = Energy(draft.model(cylinder=cylinder, guide=over))
    found = solve(energy, draft.pose() - [0, 0.005, 0], 1e-8)
    assert found.converged
    return energy, found.pose[1, 1] - RADIUS  # height of the bed above the axis


@pytest.mark.parametrize("coat", [0.0, 0.015], ids=["rigid", "soft"])
def test_a_cylinder_pressed_into_a_flat_bed_carries_the_integral_of_its_pressure(coat):
    weight, hard = 60.0, 117e3

    def pressure(overlap: float) -> float:
        """The root of δ = a p/(E + p) + b p/(F + p), bracketed by halving."""
        low, high = 0.0, 5e6
        for _ in range(80):
            p = (low + high) / 2
            if DEPTH * p / (E + p) + coat * p / (hard + p) < overlap:
                low = p
            else:
                high = p
        return low

    def integrand(x: float, height: float) -> float:
        far = np.hypot(x, height)
        return WIDTH * pressure(RADIUS - far) * height / far

    _, height = pressed_on_a_roller(weight, strips=800, coat=coat)
    edge = np.sqrt(RADIUS**2 - height**2)
    assert edge < HALF
    carried = 2 * quad(integrand, 0, edge, args=(height,))[0]
    # strips of 0.15 mm over a contact of 60 mm: the midpoint rule is good to their square
    assert carried == pytest.approx(weight, rel=1e-4)


def test_a_lightly_pressed_cylinder_follows_the_winkler_formula():
    weight = 0.05
    energy, height = pressed_on_a_roller(weight, strips=3000)
    sunk = RADIUS - height
    k = E / DEPTH
    # ∫ k (δ − x²/2R) dx over the contact; the strain of 0.4 % is what the formula leaves out
    closed_form = 4 / 3 * WIDTH * k * np.sqrt(2 * RADIUS) * sunk**1.5
    assert closed_form == pytest.approx(weight, rel=0.01)
    touch = energy.touch_cylinder(np.array([[0, 0.5, 0], [0, RADIUS + height, 0]]))
    assert np.max(touch.pressure) == pytest.approx(k * sunk, rel=0.01)
    assert len(touch.index) * 2 * HALF / 3000 == pytest.approx(
        2 * np.sqrt(2 * RADIUS * sunk), rel=0.02
    )


def test_finer_strips_come_closer_to_the_cylinder_by_the_square_of_their_length():
    exact = pressed_on_a_roller(60.0, strips=3840)[1]

    def worst(numbers: range) -> float:
        """Of several numbers, because the error depends on where the last strip ends."""
        return max(abs(pressed_on_a_roller(60.0, strips=n)[1] - exact) for n in numbers)

    # four times finer is sixteen times better
    assert worst(range(50, 60)) / worst(range(200, 240, 4)) == pytest.approx(16, rel=0.25)


# --- a beam on elastic ground ----------------------------------------------------------------

LINK, LINKS = 0.02, 161  # m and number of the bodies of the chain
BENDING = 200.0  # N·m/rad of each joint
BED, BED_DEPTH = 60e3, 0.05  # Pa, m
AREA = 1e-3  # m² of the pad under each link
LYING = 8.0  # N on each link everywhere, so that the chain never lifts off


def chain(push: float):
    """Heights of a long chain that lies on a bed and is pushed down in the middle."""
    draft = Sketch()
    for n in range(LINKS):
        draft.body(n * LINK, 0)
        draft.pad(n, (n * LINK, 0), AREA, BED, BED_DEPTH)
        draft.load(n, (n * LINK, 0), (0.0, -LYING - (push if n == LINKS // 2 else 0)))
        if n:
            draft.spring(n - 1, n, ((n - 0.5) * LINK, 0), 1e8, bend=(BENDING, BENDING))
    ends = Guide(np.array([0, 0]), np.zeros((2, 2)), np.array([0.5, 0.5]), 0.0, 1e4)
    energy = Energy(draft.model(floor=Floor(1e6, 0.0), guide=ends))
    found = solve(energy, draft.pose(), 1e-7)  # N; joints of 1e8 N/m round to 3e-8
    assert found.converged
    return found.pose[:, 1]


def test_a_long_chain_on_a_bed_sags_like_a_beam_on_elastic_ground():
    push = 0.02  # N, so small that the stiffness of the bed does not change under it
    sag = (chain(0.0) - chain(push))[LINKS // 2 :]

    pressure = LYING / AREA
    strain = pressure / (BED + pressure)
    k = BED / (BED_DEPTH * (1 - strain) ** 2) * AREA / LINK  # N/m per m of chain
    stiffness = BENDING * LINK  # EI: a joint every LINK bends like a beam of that length
    beta = (k / (4 * stiffness)) ** (1 / 4)
    x = LINK * np.arange(len(sag))
    closed_form = push * beta / (2 * k) * np.exp(-beta * x) * (np.cos(beta * x) + np.sin(beta * x))
    # links of 0.16/β instead of a smooth beam: an error of the order of (βℓ)² ≈ 2.6 %, of which
    # a tenth is left
    assert beta * LINK < 0.17
    assert beta * x[-1] > 4 * np.pi  # the ends are too far away to matter
    assert np.max(np.abs(sag - closed_form)) <= 0.005 * closed_form[0]
    # and it lifts beyond 3π/4β, as beams on elastic ground do
    assert np.min(sag) == pytest.approx(np.min(closed_form), rel=0.03)
    assert np.min(sag) < 0
