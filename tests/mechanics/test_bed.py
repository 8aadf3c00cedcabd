"""Pads that hold each other, and pads that are pushed together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from spineviz.mechanics import equilibrium
from spineviz.mechanics.bed import Bed, Neighbours
from spineviz.mechanics.crowding import Crowding
from spineviz.mechanics.energy import Energy
from spineviz.mechanics.laws import BendingLaw, series_pressure
from spineviz.mechanics.model import (
    Cables,
    Cylinder,
    Floor,
    Loads,
    Model,
    Pads,
    Springs,
)

AREA, MODULUS, DEPTH, ABOVE = 1e-4, 40e3, 0.02, 0.3
ROWS, COLUMNS = 9, 4
RIGID = Floor(1e6, 0.0)


def pads_of(body: np.ndarray, point: np.ndarray) -> Pads:
    count = len(point)
    each = [np.full(count, value) for value in (AREA, MODULUS, DEPTH)]
    return Pads(body, point, *each)


def grid(stiffness: float, pads: Pads | None = None) -> Bed:
    """Rows of pads tied to the pads beside and behind them."""
    place = np.arange(ROWS * COLUMNS).reshape(ROWS, COLUMNS)
    first = np.concatenate((place[:, :-1].ravel(), place[:-1].ravel()))
    second = np.concatenate((place[:, 1:].ravel(), place[1:].ravel()))
    ends = np.arange(ROWS + 1) * COLUMNS
    if pads is None:
        pads = pads_of(np.zeros(place.size, int), np.zeros((place.size, 2)))
    ties = np.full(len(first), stiffness)
    return Bed(pads, Neighbours(place.ravel(), ends, first, second, ties, ABOVE))


def pressed(bed: Bed, overlap: np.ndarray, other: Floor = RIGID):
    found = bed.press(overlap, np.ones(len(overlap)), other, None)
    assert found is not None
    return found


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10**6), st.sampled_from([RIGID, Floor(150e3, 0.02)]))
def test_pads_that_do_not_hold_each_other_are_plain_columns(seed, other):
    overlap = np.random.default_rng(seed).uniform(-0.01, 0.015, ROWS * COLUMNS)
    found = pressed(grid(0.0), overlap, other)
    inside = overlap > 0
    layers = np.full(inside.sum(), MODULUS), np.full(inside.sum(), DEPTH)
    energy, pressure, _ = series_pressure(overlap[inside], *layers, other.modulus, other.depth)
    np.testing.assert_allclose(found.pressure[inside], pressure, rtol=1e-6)
    assert np.all(found.pressure[~inside] == 0)
    assert found.energy == pytest.approx(AREA * energy.sum(), rel=1e-9)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10**6), st.floats(10.0, 2000.0))
def test_pressure_is_how_the_energy_grows(seed, stiffness):
    rng = np.random.default_rng(seed)
    overlap = rng.uniform(-0.01, 0.015, ROWS * COLUMNS)
    overlap[np.abs(overlap) < 1e-4] = -1e-3
    bed, way, h = grid(stiffness), rng.normal(size=len(overlap)), 1e-7
    ends = [pressed(bed, overlap + side * h * way).energy for side in (-1, 1)]
    force = AREA * pressed(bed, overlap).pressure
    assert (ends[1] - ends[0]) / (2 * h) == pytest.approx(float(force @ way), rel=1e-4, abs=1e-4)


def test_the_unbalanced_force_on_a_sheet_is_how_its_energy_grows_also_where_it_is_pulled_out():
    rng = np.random.default_rng(5)
    bed, size = grid(50.0), ROWS * COLUMNS
    overlap, sheet = rng.uniform(-0.01, 0.004, size), rng.uniform(-0.004, 0.004, size)
    way, h = rng.normal(size=size), 1e-7

    def state(u: np.ndarray):
        rest = np.ones(size), RIGID, slice(0, size), 0, len(bed.blocks)
        return bed._state(u, overlap, *rest)

    assert np.sum(sheet < 0) > 5
    ends = [state(sheet + side * h * way)[0] for side in (-1, 1)]
    assert (ends[1] - ends[0]) / (2 * h) == pytest.approx(float(state(sheet)[1] @ way), rel=1e-4)


def test_an_even_overlap_is_not_changed_by_neighbours():
    overlap = np.full(ROWS * COLUMNS, 0.008)
    alone, held = pressed(grid(0.0), overlap), pressed(grid(800.0), overlap)
    np.testing.assert_allclose(held.pressure, alone.pressure, rtol=1e-6)


def test_a_single_pushed_row_sinks_its_neighbours_as_a_lightly_loaded_sheet_does():
    """Far from the push, u falls by the same factor from row to row: the smaller root of
    t (u₋ − 2 u + u₊) = k u."""
    stiffness = 50.0
    overlap = np.full((ROWS, COLUMNS), -1.0)
    overlap[0] = 1e-5
    sheet = pressed(grid(stiffness), overlap.ravel()).sheet.reshape(ROWS, COLUMNS)[:, 0]
    k = AREA * MODULUS / ((1 - ABOVE) * DEPTH)
    half = 1 + k / (2 * stiffness)
    factor = half - np.sqrt(half**2 - 1)
    np.testing.assert_allclose(sheet[1:4] / sheet[:3], factor, rtol=0.01)


def test_what_lies_beyond_the_solved_blocks_counts_as_much_as_if_it_were_solved(monkeypatch):
    overlap = np.full((ROWS, COLUMNS), -1.0)
    overlap[4] = 2e-4
    near = pressed(grid(300.0), overlap.ravel())
    monkeypatch.setattr("spineviz.mechanics.bed.MARGIN", ROWS)
    whole = pressed(grid(300.0), overlap.ravel())
    np.testing.assert_allclose(near.pressure, whole.pressure, rtol=1e-4)


def chain(stiffness: float, rate: float | None) -> tuple[Model, Bed, np.ndarray]:
    """Three bodies in a row under a bed of pads, over a cylinder; without a rate nothing crowds."""
    place = np.arange(ROWS * COLUMNS)
    body = (place // COLUMNS * 3 // ROWS).astype(int)
    x = (place // COLUMNS - (ROWS - 1) / 2) * 0.01
    pose = np.array([[-0.03, 0.13, 0.1], [0.0, 0.132, 0.02], [0.03, 0.13, -0.05]])
    point = np.stack((x - pose[body, 0], np.full(len(place), -0.06)), axis=1)
    pads = pads_of(body, point)
    pads = replace(
        pads,
        crowding=Crowding(
            np.zeros(len(place), int),
            np.full(len(place), 2),
            np.zeros(len(place)),
            np.full(len(place), rate or 0.0),
        ),
    )
    if rate is None:
        pads = replace(pads, crowding=None)
    none, empty = np.zeros(0, int), np.zeros((0, 2))
    law = BendingLaw(np.zeros((0, 2)), np.ones((0, 2)), np.zeros(0), 0.2, 0.6, np.zeros(0))
    springs = Springs(none, none, empty, empty, np.zeros((0, 2, 2)), np.zeros(0), law)
    zero = np.zeros(0)
    cylinder = Cylinder(
        np.array([0.0, 0.0]), np.full(len(place), 0.08), np.full(len(place), 0.9), 150e3, 0.01
    )
    model = Model(
        free=np.ones(3, bool),
        springs=springs,
        cables=Cables(none, none, empty, empty, zero, zero, zero),
        pads=pads,
        loads=Loads(none, empty, empty),
        cylinder=cylinder,
    )
    return model, grid(stiffness, pads), pose


@pytest.mark.parametrize("rate", [None, 0.0, 1.3])
@pytest.mark.parametrize("held", [False, True])
def test_gradient_and_hessian_are_exact_with_neighbours_and_crowding(held, rate):
    model, bed, pose = chain(200.0, rate)
    energy = Energy(model, bed if held else None)
    value, gradient, hessian = energy(pose)
    assert value > 0
    assert np.max(np.abs(hessian - hessian.T)) <= 1e-9 * np.max(np.abs(hessian))
    h = 1e-7
    for row in range(pose.size):
        ends = []
        for side in (-1, 1):
            moved = pose.copy()
            moved.ravel()[row] += side * h
            ends.append(energy.slope(moved)[:2])
        by_energy = (ends[1][0] - ends[0][0]) / (2 * h)
        by_gradient = (ends[1][1] - ends[0][1]) / (2 * h)
        assert gradient[row] == pytest.approx(by_energy, rel=1e-4, abs=1e-3)
        np.testing.assert_allclose(
            hessian[:, row], by_gradient, rtol=1e-4, atol=1e-5 * np.max(np.abs(hessian))
        )


def test_pads_pushed_together_press_on_less_area():
    model, _, pose = chain(0.0, 1.3)
    bent, straight = Energy(model), Energy(replace(model, pads=replace(model.pads, crowding=None)))
    share = model.pads.crowding.share(pose)
    assert np.all(share < 1)
    crowded, plain = bent.touch_cylinder(pose), straight.touch_cylinder(pose)
    assert np.all(crowded.force < plain.force)
    np.testing.assert_allclose(
        crowded.force / crowded.pressure, share[crowded.index] * plain.force / plain.pressure
    )


def test_where_no_step_lowers_the_energy_the_search_ends_with_what_it_has(monkeypatch):
    overlap, state, tried = np.full(ROWS * COLUMNS, -1.0), Bed._state, []
    overlap[4 * COLUMNS : 5 * COLUMNS] = 2e-4

    def rising(self, u, *rest):
        energy, force, found = state(self, u, *rest)
        tried.append(u.copy())
        return energy + len(tried), force + 1e9 * (len(tried) > 1), found

    monkeypatch.setattr(Bed, "_state", rising)
    found = pressed(grid(300.0), overlap)
    assert len(tried) == 1 + 40, "a step is halved so often"
    assert found.sheet.tobytes() == tried[0].tobytes()


def test_where_the_way_without_neighbours_leads_nowhere_the_search_starts_afresh(monkeypatch):
    model, bed, start = chain(200.0, 0.0)
    cold = equilibrium.solve(Energy(model, bed), start, 1e-6)
    starts, solve = [], equilibrium.solve

    def lost(energy, pose, tolerance, *rest):
        starts.append(pose.tobytes())
        found = solve(energy, pose, tolerance, *rest)
        return replace(found, converged=False) if len(starts) == 2 else found

    monkeypatch.setattr(equilibrium, "solve", lost)
    found = equilibrium.settle(Energy(model, bed), start, 1e-6)
    assert starts[0] == starts[2] == start.tobytes()
    assert starts[1] != starts[0]
    assert found.converged
    assert found.pose.tobytes() == cold.pose.tobytes()
