"""Equilibrium by a damped Newton method with the exact Hessian.

Cholesky tells whether the Hessian is positive definite; only where it is not, it is shifted.
A step is accepted when the energy falls (or, within its rounding, when the unbalanced force does).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from spineviz.mechanics.energy import Energy, Parts
from spineviz.mechanics.model import Array
from spineviz.mechanics.one_thread import on_one_thread

MOMENT_ARM = 0.1
"""m. Turns moments into forces for one measure of imbalance; the scale of a trunk."""

STEP_LIMIT = 0.05
"""m, largest move of a body in one step, angles times `MOMENT_ARM`. Never more than half the
radius of a cylinder either, or a start above a small one could end up below it."""

MOST_STRETCH = 2.0
"""Largest ratio of two travels over which the curvature of the path is carried on."""

SMALLEST_SHIFT, LARGEST_SHIFT = 10.0, 1e15
"""N/m, added to the diagonal of a Hessian that is not positive: from less than the softest spring
to more than any."""

LONGEST_NEWTON_STEP = 100.0
"""m. A longer one is no step of a body a few metres long, but the mark of a singular Hessian."""

FOLLOW_STEPS = 12
"""A followed path that needs more than this is as well started afresh."""

FOLLOW_REACH = 0.003
"""m, travel of the guide over which the tangent alone leads well enough. Beyond it the pads of a
back come to lie differently, and a step with pads that hold each other takes four times as long as
one with pads that do not."""

ROUGHLY = 1e5
"""Times the tolerance: how well a balance is found that only is the start for another one. As far
as pads that do not hold each other are from those that do, and farther."""

MAX_STEPS = 200
"""Far above the 20 to 40 that a cold start takes."""


class NoEquilibriumError(RuntimeError):
    """The balance of forces was not reached."""


class Alone(NamedTuple):
    """A balance found roughly, as if no pad held its neighbours: pose (shape (bodies, 3)) and
    Hessian as in `Equilibrium`."""

    pose: Array
    hessian: Array


class Equilibrium(Struct, frozen=True, eq=False):
    """A balanced pose.

    Attributes:
        pose: shape (bodies, 3).
        residual: N, largest unbalanced force or moment / `MOMENT_ARM`.
        steps: Newton steps taken.
        hessian: of the last step, in the free unknowns, angles times `MOMENT_ARM`; None where it
            was not searched for. `stiffness` asks for it.
        energy: whose equilibrium it is.
        missed: pose less what the tangent predicted, where it was followed from another one.
        travel: m, how far the guide had been moved from that one.
        alone: the same if no pad held its neighbours; None where it was not needed.
        rolled: as of `by_guide`, where that is known without a Hessian.
    """

    pose: Array
    residual: float
    steps: int
    converged: bool
    hessian: Array | None
    energy: Energy
    missed: Array | None = None
    travel: float = 0.0
    alone: Alone | None = None
    rolled: Array | None = None


@on_one_thread
def follow(old: Equilibrium, energy: Energy, tolerance: float) -> Equilibrium:
    """The equilibrium after cylinder and guide of a model were moved a little.

    Over more than `FOLLOW_REACH` it is carried there. Over less it starts where the tangent of the
    path of equilibria leads, and adds how far that missed the last time, scaled by the square of
    the travel: the path's curvature. Over 2 mm steps this leaves a tenth of the tangent's error
    and saves one Newton step of three.

    Args:
        old: equilibrium of the same model with cylinder and guide elsewhere.
        energy: of the model now.
        tolerance: N, the largest unbalanced force that is accepted.
    """
    along, travel = _along(old, energy), _travel(old.energy, energy)
    if abs(travel) > FOLLOW_REACH:
        return carry(old, energy, along, tolerance)
    pose = tangent = predict(old, energy)
    energy.start_from(old.energy, along)
    if old.missed is not None and 0 < abs(travel) <= MOST_STRETCH * abs(old.travel):
        pose = tangent + (travel / old.travel) ** 2 * old.missed
    found = solve(energy, pose, tolerance, FOLLOW_STEPS)
    return replace(found, missed=found.pose - tangent, travel=travel)


def _unheld(energy: Energy) -> Energy:
    """The energy of the same model with pads that do not hold each other."""
    return Energy(energy.model, half=energy.half)


def predict(old: Equilibrium, energy: Energy) -> Array:
    """Pose (shape (bodies, 3)) to which an equilibrium moves, to first order, when cylinder and
    guide of its model are moved along the floor: the tangent of the path of equilibria.

    Floor, weights and springs are the same all along the floor. So a body that moves with the
    cylinder touches it as before, nothing has to be pressed anew, and only the guide pulls. Bodies
    that are fixed stay behind; where there are some, this is a guess.
    """
    along = _along(old, energy)
    return _stepped(stiffness(old), energy, along, energy.guide_gradient(along) - _held(old))


def _along(old: Equilibrium, energy: Energy) -> Array:
    """The old pose, moved along the floor with the cylinder."""
    before, after = old.energy.model.cylinder, energy.model.cylinder
    pose = old.pose.copy()
    if before is not None and after is not None:
        pose[energy.model.free, 0] += after.centre[0] - before.centre[0]
    return pose


def _held(old: Equilibrium) -> Array:
    """The part of the gradient that the guide makes in an equilibrium."""
    return old.energy.guide_gradient(old.pose)


def by_guide(found: Equilibrium) -> Array:
    """How an equilibrium moves (shape (bodies, 3), m and rad for each m) when its guide alone is
    moved along the floor and what it lies on stays: the tangent of the body rolling over."""
    if found.rolled is not None:
        return found.rolled
    energy = found.energy
    guide = energy.model.guide
    assert guide is not None
    scale = _scale(energy.free)
    pull = guide.stiffness * energy.guide_slope(found.pose)[energy.free]
    moved = np.zeros(found.pose.size)
    moved[energy.free] = scale * np.linalg.solve(stiffness(found), scale * pull)
    return moved.reshape(found.pose.shape)


def stiffness(found: Equilibrium) -> Array:
    """The Hessian of an equilibrium in the free unknowns, angles times `MOMENT_ARM`."""
    if found.hessian is not None:
        return found.hessian
    return _hessian(found.energy, found.energy.slope(found.pose)[2], _scale(found.energy.free))


def _stepped(hessian: Array, energy: Energy, pose: Array, gradient: Array) -> Array:
    """A pose moved as far as the Hessian of an old equilibrium lets a gradient move it."""
    free = energy.free
    scale = _scale(free)
    step = -np.linalg.solve(hessian, gradient[free] * scale)
    longest = float(np.max(np.abs(step)))
    moved = pose.copy()
    moved.ravel()[free] += step * min(1.0, STEP_LIMIT / max(longest, STEP_LIMIT)) * scale
    return moved


@on_one_thread
def carry(old: Equilibrium, energy: Energy, pose: Array, tolerance: float) -> Equilibrium:
    """The equilibrium of a model that differs a little, in bodies, springs, pads or cylinder.

    Where pads hold each other, how far the pose moves is found first as if they did not, and then
    taken from there.

    Args:
        old: equilibrium of a model with as many bodies, the same of them free.
        energy: of the model now.
        pose: the old pose put on the new model; the stiffness of the old one tells where it goes
            from there.
        tolerance: N, the largest unbalanced force that is accepted.
    """
    if energy.bed is None:
        return _led(stiffness(old), energy, pose, tolerance)
    rough = ROUGHLY * tolerance
    before = old.alone or _alone(solve(_unheld(old.energy), old.pose, rough))
    by_holding = old.pose - before.pose
    light = _led(before.hessian, _unheld(energy), pose - by_holding, rough)
    if not light.converged:
        return light
    start = light.pose + by_holding
    energy.start_from(old.energy, start)
    return replace(solve(energy, start, tolerance, FOLLOW_STEPS), alone=_alone(light))


def _led(hessian: Array, energy: Energy, pose: Array, tolerance: float) -> Equilibrium:
    """The equilibrium near a pose, from where the Hessian of another one leads."""
    _, gradient, _ = energy.slope(pose)
    return solve(energy, _stepped(hessian, energy, pose, gradient), tolerance, FOLLOW_STEPS)


def _alone(found: Equilibrium) -> Alone:
    return Alone(found.pose, stiffness(found))


def _travel(old: Energy, new: Energy) -> float:
    """How far (m) the guide was moved."""
    before, after = old.model.guide, new.model.guide
    return after.target - before.target if before is not None and after is not None else 0.0


def _scale(free: Array) -> Array:
    """Factors that turn lengths into the free unknowns: angles count as lengths at `MOMENT_ARM`."""
    return np.where(free % 3 == 2, 1 / MOMENT_ARM, 1.0)


def unbalanced(energy: Energy, pose: Array) -> float:
    """Largest unbalanced force (N), or moment / `MOMENT_ARM`, at a pose."""
    return _largest(energy.slope(pose)[1][energy.free] * _scale(energy.free))


def _largest(gradient: Array) -> float:
    return float(np.max(np.abs(gradient), initial=0.0))


@on_one_thread
def solve(
    energy: Energy, start: Array, tolerance: float, max_steps: int = MAX_STEPS
) -> Equilibrium:
    """Find the equilibrium that a start leads to.

    Args:
        energy: of the model.
        start: pose, shape (bodies, 3).
        tolerance: N, the largest unbalanced force that is accepted.
        max_steps: steps after which it gives up.

    Returns:
        The last pose, with `converged` telling whether it is in balance.
    """
    free = energy.free
    scale = _scale(free)
    pose = start.copy()
    value, gradient, parts = energy.slope(pose)
    gradient = gradient[free] * scale
    hessian = np.zeros((len(free), len(free)))
    cylinder = energy.model.cylinder
    limit = STEP_LIMIT if cylinder is None else min(STEP_LIMIT, np.max(cylinder.radius) / 2)
    shift = 0.0
    steps = 0
    while True:
        residual = _largest(gradient)
        if not residual > tolerance or steps >= max_steps:
            if steps == 0:
                hessian = _hessian(energy, parts, scale)
            converged = residual <= tolerance
            return Equilibrium(pose, residual, steps, converged, hessian, energy)
        steps += 1
        hessian = _hessian(energy, parts, scale)
        step, shift = _direction(hessian, gradient, shift)
        longest = float(np.max(np.abs(step)))
        if longest > limit:
            step *= limit / longest
        slope = float(gradient @ step)
        for _ in range(40):
            trial = pose.copy()
            trial.ravel()[free] += step * scale
            new_value, new_gradient, parts = energy.slope(trial)
            new_gradient = new_gradient[free] * scale
            falls = new_value <= value + 1e-4 * slope
            # close to the end the energy's last digits say nothing, the forces still do
            settles = (
                new_value - value <= 1e-12 * abs(value)
                and float(np.max(np.abs(new_gradient))) < 0.5 * residual
            )
            if falls or settles:
                break
            step *= 0.5
            slope *= 0.5
        else:
            return Equilibrium(pose, residual, steps, False, hessian, energy)
        pose, value, gradient = trial, new_value, new_gradient


@on_one_thread
def settle(energy: Energy, start: Array, tolerance: float) -> Equilibrium:
    """The equilibrium that a start leads to, found first as if no pad held its neighbours.

    That takes a tenth of the time, and leaves two or three steps to the whole model; `solve` takes
    ten of them. Only where there is one equilibrium: the way decides which of several is found.

    Args:
        energy: of the model.
        start: pose, shape (bodies, 3).
        tolerance: N, the largest unbalanced force that is accepted.
    """
    if energy.bed is not None:
        alone = solve(_unheld(energy), start, ROUGHLY * tolerance)
        found = solve(energy, alone.pose, tolerance)
        if found.converged:
            return replace(found, steps=alone.steps + found.steps, alone=_alone(alone))
        energy.sheet = None
    return solve(energy, start, tolerance)


def _hessian(energy: Energy, parts: Parts, scale: Array) -> Array:
    """Hessian in the free unknowns, scaled."""
    hessian, free = energy.hessian(parts), energy.free
    if len(free) < len(hessian):
        hessian = hessian[np.ix_(free, free)]
    scaled: Array = hessian * (scale[:, None] * scale[None, :])
    return scaled


def _direction(hessian: Array, gradient: Array, last_shift: float) -> tuple[Array, float]:
    """Newton direction, with the smallest of a series of shifts that makes the Hessian positive.

    A body that touches nothing has no stiffness at all: rounding may let Cholesky pass then, but
    the step is of no use. Such a Hessian is shifted as well.
    """
    shift = 0.0
    diagonal = np.arange(len(gradient))
    while shift < LARGEST_SHIFT:
        shifted = hessian
        if shift:
            shifted = hessian.copy()
            shifted[diagonal, diagonal] += shift
        try:
            np.linalg.cholesky(shifted)
            step = -np.linalg.solve(shifted, gradient)
        except np.linalg.LinAlgError:
            step = np.full(len(gradient), np.inf)
        if np.max(np.abs(step)) < LONGEST_NEWTON_STEP and gradient @ step < 0:
            return step, shift
        shift = max(4 * shift, last_shift / 8, SMALLEST_SHIFT)
    raise NoEquilibriumError("the stiffness of the model is not finite")
