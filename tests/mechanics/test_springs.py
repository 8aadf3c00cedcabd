"""Springs in series and in parallel, and bodies that are held fast."""

from __future__ import annotations

import numpy as np
import pytest
from planar import Sketch

from spineviz.mechanics.energy import Energy
from spineviz.mechanics.equilibrium import solve
from spineviz.mechanics.links import spring_forces

TOLERANCE = 1e-10  # N, largest unbalanced force
CLOSED_FORM = 1e-9  # relative; the solver's tolerance over the forces of the examples

FORCE = 40.0
SOFT, STIFF = 300.0, 900.0


def balanced(draft: Sketch):
    energy = Energy(draft.model())
    found = solve(energy, draft.pose(), TOLERANCE)
    assert found.converged
    return energy, found.pose


def test_two_springs_in_series_give_the_sum_of_their_compliances():
    draft = Sketch()
    wall, middle, end = draft.body(0, 0, free=False), draft.body(0.1, 0), draft.body(0.2, 0)
    draft.spring(wall, middle, (0.05, 0), SOFT, bend=(5, 5))
    draft.spring(middle, end, (0.15, 0), STIFF, bend=(5, 5))
    draft.load(end, (0.2, 0), (FORCE, 0.0))
    energy, pose = balanced(draft)
    assert pose[end, 0] - 0.2 == pytest.approx(FORCE / SOFT + FORCE / STIFF, rel=CLOSED_FORM)
    assert pose[middle, 0] - 0.1 == pytest.approx(FORCE / SOFT, rel=CLOSED_FORM)
    force, moment = spring_forces(energy.model.springs, pose)
    assert force == pytest.approx(np.array([[-FORCE, 0], [-FORCE, 0]]), abs=1e-7)
    assert moment == pytest.approx(np.zeros(2), abs=1e-7)


def test_two_springs_in_parallel_add_their_stiffnesses():
    draft = Sketch()
    wall, plate = draft.body(0, 0, free=False), draft.body(0.1, 0)
    draft.spring(wall, plate, (0.05, 0.03), SOFT)
    draft.spring(wall, plate, (0.05, -0.01), STIFF)
    # through the centre of stiffness, so that the plate does not turn
    height = (SOFT * 0.03 - STIFF * 0.01) / (SOFT + STIFF)
    draft.load(plate, (0.1, height), (FORCE, 0.0))
    energy, pose = balanced(draft)
    assert pose[plate, 0] - 0.1 == pytest.approx(FORCE / (SOFT + STIFF), rel=CLOSED_FORM)
    assert pose[plate, 2] == pytest.approx(0, abs=1e-12)
    shared = FORCE / (SOFT + STIFF)
    assert spring_forces(energy.model.springs, pose)[0][:, 0] == pytest.approx(
        [-SOFT * shared, -STIFF * shared]
    )


def test_a_spring_stretched_off_its_axes_pulls_by_its_matrix():
    stiffness = np.array([[500.0, 120.0], [120.0, 200.0]])
    draft = Sketch()
    wall, body = draft.body(0, 0, 0.3, free=False), draft.body(0.1, 0)
    draft.spring(wall, body, (0.1, 0.0), stiffness, bend=(50, 50))
    push = np.array([12.0, -7.0])
    draft.load(body, (0.1, 0.0), tuple(push))
    _, pose = balanced(draft)
    # the matrix is written in the frame of the first body, here turned by 0.3 rad
    turned = np.array([[np.cos(0.3), -np.sin(0.3)], [np.sin(0.3), np.cos(0.3)]])
    moved = pose[body, :2] - (0.1, 0.0)
    assert turned @ stiffness @ turned.T @ moved == pytest.approx(push, rel=CLOSED_FORM)


def test_two_joints_in_series_bend_under_one_couple():
    draft = Sketch()
    wall, middle, end = draft.body(0, 0, free=False), draft.body(0.1, 0), draft.body(0.2, 0)
    draft.spring(wall, middle, (0.05, 0), 1e5, bend=(20, 20))
    draft.spring(middle, end, (0.15, 0), 1e5, bend=(30, 30))
    lever = 0.04
    draft.load(end, (0.2, lever), (-FORCE, 0.0))
    draft.load(end, (0.2, -lever), (FORCE, 0.0))
    _, pose = balanced(draft)
    # the couple turns with the body it acts on, so its lever arm shrinks with the cosine
    couple = 2 * FORCE * lever * np.cos(pose[end, 2])
    assert pose[middle, 2] == pytest.approx(couple / 20, rel=CLOSED_FORM)
    assert pose[end, 2] == pytest.approx(couple / 20 + couple / 30, rel=CLOSED_FORM)


def test_a_constant_moment_bends_a_joint_by_its_compliance():
    draft = Sketch()
    wall, body = draft.body(0, 0, free=False), draft.body(0.1, 0)
    draft.spring(wall, body, (0.05, 0), 1e4, bend=(12, 25))
    for moment, stiffness in ((2.0, 25), (-2.0, 12)):
        energy = Energy(draft.model(moment=np.array([0.0, moment])))
        found = solve(energy, draft.pose(), TOLERANCE)
        assert found.converged
        assert found.pose[body, 2] == pytest.approx(moment / stiffness, rel=CLOSED_FORM)


def test_fixed_bodies_stay_where_they_are_whatever_pulls_on_them():
    draft = Sketch()
    wall, body = draft.body(0.3, -0.2, 0.7, free=False), draft.body(0.1, 0)
    draft.spring(wall, body, (0.2, 0), 100.0, bend=(3, 3))
    draft.load(wall, (0.0, 0.0), (1e4, -1e4))
    draft.load(body, (0.1, 0.05), (5.0, 2.0))
    _, pose = balanced(draft)
    assert tuple(pose[wall]) == (0.3, -0.2, 0.7)
    assert np.any(pose[body] != draft.pose()[body])


def test_a_body_that_nothing_holds_never_counts_as_balanced():
    draft = Sketch()
    draft.body(0, 0)
    draft.load(0, (0, 0), (0.0, -10.0))
    found = solve(Energy(draft.model()), draft.pose(), TOLERANCE, max_steps=20)
    assert not found.converged
    assert found.residual == pytest.approx(10.0)
