"""Rows that answer only beyond an onset, and struts: laws, energies and exact derivatives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from planar import Sketch, far_from_kinks, locked, random_model, random_pose, slope_of

from spineviz.mechanics.energy import Energy
from spineviz.mechanics.laws import (
    PRESSURE_LIMIT,
    LateBending,
    late_pressure,
    layer_compression,
    ramp,
    series_pressure,
)
from spineviz.mechanics.links import line_ends, line_slope
from spineviz.mechanics.model import LateHardening, LatePull, Model, Props, Struts
from spineviz.mechanics.plane import points

EXACT = 1e-6
STEP = 1e-5  # m and rad
SEEDS = st.integers(0, 2**32 - 1)
SHARES = st.floats(0.01, 0.95)


def late_model(rng: np.random.Generator) -> tuple[Model, Sketch]:
    """A random model in which joints, cables and pads all have something that comes late."""
    model, draft = random_model(rng)
    springs, cables, pads = model.springs, model.cables, model.pads
    joints, lines, spots = len(springs.i), len(cables.i), len(pads.body)
    late = LateBending(
        rng.uniform(1, 60, joints), rng.uniform(0, 0.2, joints), rng.uniform(0.05, 0.2, joints)
    )
    ends = rng.choice(4, (3, 2), replace=True)
    ends[:, 1] = (ends[:, 0] + rng.integers(1, 4, 3)) % 4
    return replace(
        model,
        springs=replace(springs, bending=replace(springs.bending, late=late)),
        cables=replace(
            cables,
            late=LatePull(
                rng.uniform(1, 60, lines),
                rng.uniform(0, 0.02, lines),
                rng.uniform(0.005, 0.03, lines),
            ),
        ),
        pads=replace(
            pads, late=LateHardening(rng.uniform(5e3, 4e4, spots), rng.uniform(1, 4, spots))
        ),
        struts=Struts(
            *ends.T,
            *(rng.uniform(-0.1, 0.1, (3, 2)) for _ in "ab"),
            rng.uniform(1, 40, 3),
            rng.uniform(10, 400, 3),
            rng.uniform(0.05, 0.3, 3),
        ),
        props=Props(
            rng.integers(4, size=3),
            rng.uniform(-0.1, 0.1, (3, 2)),
            rng.uniform(1, 60, 3),
            rng.uniform(0.1, 0.25, 3),
            rng.uniform(0.02, 0.1, 3),
        ),
    ), draft


def far_from_onsets(model: Model, pose: np.ndarray, reach: float) -> bool:
    """Whether no joint, cable or pad passes its onset within `reach`, nor a strut has no length."""
    springs, cables, pads, struts = model.springs, model.cables, model.pads, model.struts
    energy = Energy(model)
    angle = pose[springs.j, 2] - pose[springs.i, 2] - springs.offset
    near = [np.abs(angle - springs.bending.late.onset)]
    lines = energy.model.cables, energy.model.struts
    *_, length, _, _ = line_slope(line_ends(*lines), *lines, pose)[2]
    count = len(cables.i)
    near.append(np.abs(cables.rest - length[:count] - cables.late.onset))
    near.append(length[count:] - 0.03)  # a short one turns too fast for differences
    near.append(np.abs(struts.push / struts.stiffness + struts.rest - length[count:]))
    props = model.props
    near.append(np.abs(points(pose, props.body, props.point)[:, 1] - props.height))
    _, skin = energy._places_of(pose, pads.point)
    over = model.cylinder.radius - np.hypot(*(skin - model.cylinder.centre).T)
    onset = pads.late.onset
    for overlap, other in ((over, model.cylinder), (-skin[:, 1], model.floor)):
        at = pads.depth * onset / (pads.modulus + onset)
        at = at + other.depth * onset / (other.modulus + onset)
        near.append(np.abs(overlap - at))
        # just before a layer locks it is too steep for differences
        limit = locked(pads, other.modulus, other.depth)
        limit = limit - (1 - 1 / pads.late.times) * (
            layer_compression(PRESSURE_LIMIT, pads.modulus, pads.depth)
            - layer_compression(onset, pads.modulus, pads.depth)
        )
        near.append(np.abs(overlap - limit) - 3e-4)
    assert struts is not None
    return bool(np.min(np.concatenate(near)) > reach)


@settings(deadline=None, max_examples=25)
@given(seed=SEEDS)
def test_late_rows_and_struts_have_exact_derivatives(seed):
    rng = np.random.default_rng(seed)
    model, draft = late_model(rng)
    pose = random_pose(rng, draft)
    assume(far_from_kinks(model, pose, 10 * STEP) and far_from_onsets(model, pose, 10 * STEP))
    energy = Energy(model)
    _, gradient, hessian = energy(pose)
    by_energy = slope_of(lambda q: energy.slope(q.reshape(-1, 3))[0], pose.ravel(), STEP)
    by_gradient = slope_of(lambda q: energy.slope(q.reshape(-1, 3))[1], pose.ravel(), STEP)
    assert np.max(np.abs(gradient - by_energy)) <= EXACT * np.max(np.abs(gradient))
    assert np.max(np.abs(hessian - by_gradient)) <= EXACT * np.max(np.abs(hessian))


@settings(deadline=None, max_examples=25)
@given(seed=SEEDS)
def test_late_rows_of_no_strength_change_nothing(seed):
    rng = np.random.default_rng(seed)
    model, draft = late_model(rng)
    pose = random_pose(rng, draft)
    springs, cables, pads = model.springs, model.cables, model.pads
    weak = replace(
        model,
        springs=replace(
            springs,
            bending=replace(
                springs.bending,
                late=replace(springs.bending.late, stiffness=np.zeros(len(springs.i))),
            ),
        ),
        cables=replace(cables, late=replace(cables.late, pull=np.zeros(len(cables.i)))),
        pads=replace(pads, late=replace(pads.late, times=np.ones(len(pads.body)))),
        struts=None,
        props=replace(model.props, force=np.zeros(3)),
    )
    bare = replace(
        model,
        springs=replace(springs, bending=replace(springs.bending, late=None)),
        cables=replace(cables, late=None),
        pads=replace(pads, late=None),
        struts=None,
        props=None,
    )
    found, expected = Energy(weak)(pose), Energy(bare)(pose)
    for one, other in zip(found, expected, strict=True):
        assert np.max(np.abs(one - other)) <= 1e-9 * np.max(np.abs(other))


@given(
    st.floats(5e3, 1e6), st.floats(2e-3, 0.1), st.floats(5e4, 2e6), st.floats(0, 0.1),
    st.floats(5e3, 1e5), st.floats(1, 4), SHARES,
)  # fmt: skip
def test_beyond_the_onset_the_first_layer_takes_that_many_times_the_rise(
    modulus, depth, other, other_depth, onset, times, share
):
    # a pressure is chosen, and the overlap is what both layers then give
    pressure = onset + 3e5 * share
    at_onset = depth * onset / (modulus + onset)
    tissue = at_onset + (depth * pressure / (modulus + pressure) - at_onset) / times
    overlap = tissue + other_depth * pressure / (other + pressure)
    rows = [np.array([value]) for value in (overlap, modulus, depth)]
    late = late_pressure(*rows, other, other_depth, np.array([onset]), np.array([times]))
    assert float(late[1][0]) == pytest.approx(pressure, rel=1e-6)
    plain = series_pressure(*rows, other, other_depth)
    assert late[1][0] >= plain[1][0] * (1 - 1e-9)
    assert late[0][0] >= plain[0][0] * (1 - 1e-9)


def test_a_ramp_is_the_slope_of_its_integral_and_its_slope_is_its_own():
    x = np.linspace(-2, 20, 4001)
    area, step, slope = ramp(x)
    assert np.max(np.abs(np.gradient(area, x)[1:-1] - step[1:-1])) < 1e-4
    assert np.max(np.abs(np.gradient(step, x)[1:-1] - slope[1:-1])) < 1e-2
    assert np.all(step[x <= 0] == 0)
    assert np.all((step >= 0) & (step < 1))


def test_a_strut_pushes_its_ends_apart_with_its_force():
    draft = Sketch()
    draft.body(0, 1, free=False)
    draft.body(0.4, 1)
    model = replace(
        draft.model(),
        struts=Struts(
            np.array([0]),
            np.array([1]),
            np.zeros((1, 2)),
            np.zeros((1, 2)),
            np.ones(1),
            np.full(1, 5.0),
            np.full(1, 0.4),
        ),
    )
    energy = Energy(model)
    _, gradient, hessian = energy(draft.pose())
    assert gradient == pytest.approx([1, 0, 0, -1, 0, 0])  # minus the force
    assert hessian[3, 3] == pytest.approx(5)  # it pushes less the longer it is
    assert hessian[4, 4] == pytest.approx(-1 / 0.4)  # what is pushed at its end topples
    longer, too_long = draft.pose(), draft.pose()
    longer[1, 0], too_long[1, 0] = 0.5, 0.7
    assert energy.slope(longer)[1][3] == pytest.approx(-0.5)
    assert energy.slope(too_long)[1] == pytest.approx(np.zeros(6))  # and never pulls


def test_a_prop_gives_all_its_force_up_to_its_height_and_half_of_it_a_width_above():
    draft = Sketch()
    draft.body(0, 0)
    one = np.ones(1)
    props = Props(np.array([0]), np.zeros((1, 2)), 8 * one, 0.2 * one, 0.1 * one)
    energy = Energy(replace(draft.model(), props=props))
    for y, force in ((-1.0, 8), (0.2, 8), (0.3, 4), (0.5, 0.8)):
        pose = np.array([[0.0, y, 0.0]])
        assert energy.prop_forces(pose) == pytest.approx([force])
        assert energy.slope(pose)[1] == pytest.approx([0, -force, 0])
