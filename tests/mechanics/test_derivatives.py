"""Gradient and Hessian are the exact derivatives of the energy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from planar import ROWS, far_from_kinks, random_model, random_pose, slope_of

from spineviz.mechanics.energy import Energy
from spineviz.scene import Scene
from spineviz.simulation.building import build, cold_start

EXACT = 1e-6  # of the largest entry, as promised; differences themselves are good to 1e-9
STEP = 1e-5  # m and rad
SEEDS = st.integers(0, 2**32 - 1)


@pytest.mark.parametrize("rows", [*(("loads", kind) for kind in ROWS[:-1]), ROWS], ids="+".join)
@settings(deadline=None, max_examples=12)
@given(seed=SEEDS)
def test_every_kind_of_row_has_exact_derivatives(rows, seed):
    rng = np.random.default_rng(seed)
    model, draft = random_model(rng, rows)
    pose = random_pose(rng, draft)
    assume(far_from_kinks(model, pose, 10 * STEP))
    energy = Energy(model)
    _, gradient, hessian = energy(pose)

    by_energy = slope_of(lambda q: energy.slope(q.reshape(-1, 3))[0], pose.ravel(), STEP)
    by_gradient = slope_of(lambda q: energy.slope(q.reshape(-1, 3))[1], pose.ravel(), STEP)
    assert np.max(np.abs(gradient - by_energy)) <= EXACT * np.max(np.abs(gradient))
    assert np.max(np.abs(hessian - by_gradient)) <= EXACT * np.max(np.abs(hessian))
    assert np.max(np.abs(hessian - hessian.T)) <= 1e-12 * np.max(np.abs(hessian))


@pytest.mark.parametrize(
    "scene",
    [
        Scene(),
        Scene(roller_level="L4", hips="up", arms="crossed", brace=0.5),
        Scene(roller_level="T3", roller_kind="rigid", without=("ribs", "discs")),
        Scene(roller_level="T11", roller_width_mm=127.0, roller_groove_mm=42.0, lean_deg=20.0),
        Scene(roller_level="sacrum").set("roller.kind", "double-ball"),
    ],
    ids=lambda scene: f"{scene.roller_level} hips {scene.hips}",
)
def test_a_whole_person_has_exact_derivatives(scene):
    person, model = build(scene)
    energy, start = Energy(model), cold_start(person, model)
    rng = np.random.default_rng(0)
    step = 1e-6
    while True:  # among hundreds of pads one is often just about to touch
        pose = start + rng.normal(0, 1, start.shape) * (0.003, 0.003, 0.01)
        if far_from_kinks(model, pose, 5 * step):
            break
    _, gradient, hessian = energy(pose)

    # stiffnesses span seven decades, so each entry is measured by those of its own unknowns
    size = np.sqrt(np.abs(np.diag(hessian)))
    by_energy = slope_of(lambda q: energy.slope(q.reshape(-1, 3))[0], pose.ravel(), step)
    by_gradient = slope_of(lambda q: energy.slope(q.reshape(-1, 3))[1], pose.ravel(), step)
    assert np.max(np.abs(hessian - by_gradient) / np.outer(size, size)) <= EXACT
    assert np.max(np.abs(gradient - by_energy)) <= EXACT * np.max(np.abs(gradient))


@settings(deadline=None, max_examples=25)
@given(seed=SEEDS)
def test_what_the_guide_adds_is_the_difference_to_a_model_without_it(seed):
    rng = np.random.default_rng(seed)
    model, draft = random_model(rng)
    pose = random_pose(rng, draft)
    _, whole, _ = Energy(model).slope(pose)
    _, rest, _ = Energy(replace(model, guide=None)).slope(pose)
    added = Energy(model).guide_gradient(pose)
    assert np.max(np.abs(added - (whole - rest))) <= 1e-10 * np.max(np.abs(whole))
