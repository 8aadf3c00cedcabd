"""What every balanced pose of a planar model obeys."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from planar import Sketch, roller
from scipy.optimize import minimize

from spineviz.mechanics import equilibrium
from spineviz.mechanics.energy import Energy
from spineviz.mechanics.equilibrium import (
    MOMENT_ARM,
    Equilibrium,
    NoEquilibriumError,
    carry,
    follow,
    predict,
    solve,
)
from spineviz.mechanics.laws import BendingLaw
from spineviz.mechanics.links import late_pulls
from spineviz.mechanics.model import Cables, Floor, Guide, Loads, Model, Pads, Springs
from spineviz.mechanics.plane import points

TOLERANCE = 1e-9  # N
SEEDS = st.integers(0, 2**32 - 1)
PAIR = 2  # bodies that a guide looks at


def bridge(seed: int, x: float = 0.0) -> tuple[Model, np.ndarray]:
    """A limp chain of seven padded bodies that hangs over a roller at x and rests on the floor."""
    rng = np.random.default_rng(seed)
    draft = Sketch()
    count, length, height = 7, 0.08, 0.14  # skin 10 mm deep in the roller where it starts
    for n in range(count):
        draft.body((n - 3) * length, height + 0.02)
    for n in range(count):
        here = (n - 3) * length
        for along in np.linspace(-0.035, 0.035, 8):
            spot = here + along, height
            draft.pad(n, spot, 2e-3, rng.uniform(2e4, 6e4), rng.uniform(0.015, 0.04))
        draft.load(n, (here, height + 0.02), (0.0, -rng.uniform(20, 90)))
        if n:
            draft.spring(
                n - 1,
                n,
                (here - length / 2, height + 0.02),
                2e4,
                bend=tuple(rng.uniform(5, 60, 2)),
                reach=(0.3, 0.2),
                neutral=rng.uniform(0.2, 1),
                hardening=5.0,
            )
    draft.cable(0, 6, (-3 * length, height + 0.05), (3 * length, height + 0.05), 20.0, 2000.0)
    middle = 3
    over = Guide(np.array([middle] * PAIR), np.zeros((2, 2)), np.array([0.5, 0.5]), x, 1e5)
    obstacle = roller(8 * count, (x, 0.075), 0.075, 117e3, 0.02)
    return draft.model(obstacle, Floor(1e6, 0.0), over), draft.pose()


def balanced(model: Model, start: np.ndarray) -> tuple[Energy, Equilibrium]:
    energy = Energy(model)
    found = solve(energy, start, TOLERANCE)
    assert found.converged
    return energy, found


def outer_forces(energy: Energy, pose: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Every force (N) from outside on the model and the place (m) where it acts."""
    model = energy.model
    skin = points(pose, model.pads.body, model.pads.point)
    places = [points(pose, model.loads.body, model.loads.point)]
    forces = [model.loads.force]
    for touch in (energy.touch_cylinder(pose), energy.touch_floor(pose)):
        places.append(skin[touch.index])
        forces.append(touch.force[:, None] * touch.normal)
    guide = model.guide
    places.append(points(pose, guide.body, guide.point))
    forces.append(np.outer(guide.weight, [energy.guide_force(pose), 0.0]))
    return np.concatenate(forces), np.concatenate(places)


@pytest.mark.parametrize("seed", [0, 1, 649, 2350])
def test_a_start_that_touches_nothing_yet_falls_until_it_is_held(seed):
    model, start = bridge(seed)
    touching = balanced(model, start)[1]
    fallen = balanced(model, start + (0, 0.02, 0))[1]
    assert fallen.pose == pytest.approx(touching.pose, abs=1e-9)


@settings(deadline=None, max_examples=20)
@given(SEEDS)
def test_outer_forces_and_their_moments_cancel(seed):
    model, start = bridge(seed)
    energy, found = balanced(model, start)
    force, place = outer_forces(energy, found.pose)
    weight = -np.sum(model.loads.force[:, 1])
    moment = force[:, 1] * place[:, 0] - force[:, 0] * place[:, 1]
    # seven bodies, each in balance to the solver's tolerance
    assert np.abs(np.sum(force, axis=0)) == pytest.approx(0, abs=10 * TOLERANCE + 1e-13 * weight)
    assert abs(np.sum(moment)) <= 10 * TOLERANCE + 1e-13 * weight


@settings(deadline=None, max_examples=20)
@given(SEEDS)
def test_where_there_is_pressure_there_is_no_gap_and_where_a_gap_no_pressure(seed):
    model, start = bridge(seed)
    energy, found = balanced(model, start)
    skin = points(found.pose, model.pads.body, model.pads.point)
    cylinder, floor = energy.touch_cylinder(found.pose), energy.touch_floor(found.pose)
    distance = np.hypot(*(skin - model.cylinder.centre).T) - model.cylinder.radius
    for touch, apart in ((cylinder, distance), (floor, skin[:, 1])):
        pressure = np.zeros(len(skin))
        pressure[touch.index] = touch.pressure
        gap = np.maximum(apart, 0)
        assert np.all(pressure >= 0)
        assert np.all(pressure * gap == 0)
        assert np.array_equal(pressure > 0, apart < 0)
        assert touch.force == pytest.approx(touch.pressure * model.pads.area[touch.index])


def mirrored(model: Model, start: np.ndarray) -> tuple[Model, np.ndarray]:
    """The same model seen in a mirror that stands upright at x = 0."""
    flip = np.array([-1.0, 1.0])
    s, c, p, law = model.springs, model.cables, model.pads, model.springs.bending
    obstacle, guide = model.cylinder, model.guide
    return Model(
        free=model.free,
        springs=Springs(
            s.i,
            s.j,
            s.a * flip,
            s.b * flip,
            s.stiffness * np.outer(flip, flip),
            -s.offset,
            BendingLaw(
                law.stiffness[:, ::-1],
                law.range[:, ::-1],
                law.neutral,
                law.width,
                law.onset,
                law.hardening,
            ),
        ),
        cables=Cables(c.i, c.j, c.a * flip, c.b * flip, c.preload, c.stiffness, c.rest),
        pads=Pads(p.body, p.point * flip, p.area, p.modulus, p.depth),
        loads=Loads(model.loads.body, model.loads.point * flip, model.loads.force * flip),
        cylinder=replace(obstacle, centre=obstacle.centre * flip),
        floor=model.floor,
        guide=replace(guide, point=guide.point * flip, target=-guide.target),
    ), start * (-1, 1, -1)


@settings(deadline=None, max_examples=20)
@given(SEEDS, st.floats(-0.05, 0.05))
def test_a_mirrored_model_takes_the_mirrored_pose(seed, x):
    model, start = bridge(seed, x)
    _, found = balanced(model, start)
    _, seen = balanced(*mirrored(model, start))
    # the softest way to move is some 100 N/m, so 1e-9 N leaves 1e-11 m; ten times for comfort
    assert np.max(np.abs(seen.pose - found.pose * (-1, 1, -1))) <= 1e-9


def test_without_weight_nothing_moves_and_nothing_presses():
    model, start = bridge(0)
    weightless = replace(
        model,
        loads=replace(model.loads, force=0 * model.loads.force),
        cables=replace(model.cables, preload=0 * model.cables.preload),
    )
    above = start + (0, 0.02, 0)
    energy, found = balanced(weightless, above)
    assert found.steps == 0
    assert np.array_equal(found.pose, above)
    assert len(energy.touch_cylinder(found.pose).force) == 0
    assert len(energy.touch_floor(found.pose).force) == 0
    assert energy.guide_force(found.pose) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("method", ["BFGS", "trust-exact"])
@pytest.mark.parametrize("seed", range(4))
def test_an_independent_optimiser_finds_the_same_minimum(method, seed):
    model, start = bridge(seed)
    energy, found = balanced(model, start)

    scale = np.tile([1, 1, 1 / MOMENT_ARM], len(start))  # so that all unknowns are lengths

    def at(q: np.ndarray) -> np.ndarray:
        return (q * scale).reshape(-1, 3)

    other = minimize(
        lambda q: energy.slope(at(q))[0],
        start.ravel() / scale,
        jac=lambda q: energy.slope(at(q))[1] * scale,
        hess=(lambda q: energy(at(q))[2] * np.outer(scale, scale))
        if method == "trust-exact"
        else None,
        method=method,
        options={"gtol": 1e-6, "maxiter": 5000},
    )
    assert np.max(np.abs(energy.slope(at(other.x))[1])) < 1e-3  # N: it came to rest
    depth = energy.slope(found.pose)[0]
    # an unbalanced force of 1e-3 N over 100 N/m is 1e-8 J in energy and 1e-5 m in place
    assert other.fun == pytest.approx(depth, abs=1e-8)
    assert at(other.x) == pytest.approx(found.pose, abs=1e-5)


def test_the_tangent_misses_by_the_square_of_the_way():
    old_model, start = bridge(1)
    _, old = balanced(old_model, start)
    assert old_model.guide is not None

    def miss(way: float) -> float:
        """Roller and guide stand `way` further, and the guide holds a point `way` behind."""
        model, _ = bridge(1, way)
        assert model.guide is not None
        held = replace(model.guide, point=model.guide.point - (2 * way, 0))
        energy, new = balanced(replace(model, guide=held), old.pose)
        return float(np.max(np.abs(predict(old, energy) - new.pose)))

    # ways so short that no further pad begins to touch, which would add a kink of its own
    ratio = miss(4e-5) / miss(2e-5)
    assert ratio == pytest.approx(4, rel=0.1)


def test_a_body_that_goes_along_with_its_roller_lies_as_it_lay():
    model, start = bridge(1)
    _, old = balanced(model, start)
    energy = Energy(bridge(1, 0.3)[0])
    assert predict(old, energy) == pytest.approx(old.pose + (0.3, 0, 0), abs=1e-9)


def test_following_the_roller_ends_where_a_fresh_start_ends():
    model, start = bridge(2)
    _, found = balanced(model, start)
    for x in np.append(np.arange(0.001, 0.03, 0.002), [0.029, 0.029, 0.029, 0.012]):
        energy = Energy(bridge(2, float(x))[0])
        found = follow(found, energy, TOLERANCE)
        fresh = solve(energy, start + (x, 0, 0), TOLERANCE)
        assert found.converged
        assert fresh.converged
        assert found.pose == pytest.approx(fresh.pose, abs=1e-9)


def test_a_followed_path_starts_where_tangent_and_curvature_lead(monkeypatch):
    """A way twice as long misses the tangent by four times as much, and starts at a tenth of it."""
    model, start = bridge(1)
    _, found = balanced(model, start)
    starts, solving = [], equilibrium.solve

    def spied(energy: Energy, pose: np.ndarray, *rest: float) -> Equilibrium:
        starts.append(pose.copy())
        return solving(energy, pose, *rest)

    monkeypatch.setattr(equilibrium, "solve", spied)
    guide = model.guide
    assert guide is not None
    # ways so short that no further pad begins to touch, which would add a kink of its own
    for way in (2e-5, 6e-5):
        held = replace(guide, target=guide.target + way)
        found = follow(found, Energy(replace(model, guide=held)), TOLERANCE)
        assert found.converged
    assert found.missed is not None
    left = np.max(np.abs(found.pose - starts[-1]))
    assert left < 0.1 * np.max(np.abs(found.missed))


def test_a_body_that_falls_onto_a_small_cylinder_stays_above_it():
    """Nothing but its weight moves it at first; a step of half a decimetre would end below."""
    draft = Sketch()
    draft.body(0.0, 0.05)
    for along in np.linspace(-0.005, 0.005, 11):
        draft.pad(0, (along, 0.045), 1e-4, 4e4, 0.01)
    draft.load(0, (0.0, 0.05), (0.0, -20.0))
    cylinder = roller(11, (0.0, 0.01), 0.01)
    over = Guide(np.array([0] * PAIR), np.zeros((2, 2)), np.array([0.5, 0.5]), 0.0, 1e5)
    energy, found = balanced(draft.model(cylinder, None, over), draft.pose())
    assert found.pose[0, 1] > 0.02
    assert np.sum(energy.touch_cylinder(found.pose).force) == pytest.approx(20.0, rel=0.2)


def test_the_same_model_gives_the_same_bits():
    poses = [balanced(*bridge(3))[1].pose for _ in range(2)]
    assert poses[0].tobytes() == poses[1].tobytes()


def test_a_model_with_numbers_that_are_none_is_refused():
    model, start = bridge(0)
    broken = start.copy()
    broken[2, 1] = np.nan
    try:
        found = solve(Energy(model), broken, TOLERANCE)
    except NoEquilibriumError:
        return
    assert not found.converged


def test_too_few_steps_are_told():
    model, start = bridge(0)
    found = solve(Energy(model), start, TOLERANCE, max_steps=2)
    assert not found.converged
    assert found.steps == 2
    assert found.residual > TOLERANCE


class Uphill(Energy):
    """One whose forces point away from where its energy falls."""

    def slope(self, pose):
        value, gradient, parts = super().slope(pose)
        return value, -gradient, parts


class NotFinite(Energy):
    """One whose stiffness is no number."""

    def hessian(self, parts):
        return np.full_like(super().hessian(parts), np.nan)


def test_where_no_step_leads_down_it_is_told_and_the_pose_stays():
    model, start = bridge(0)
    found = solve(Uphill(model), start, TOLERANCE)
    assert not found.converged
    assert found.steps == 1
    assert found.pose.tobytes() == start.tobytes()


def test_a_stiffness_that_is_no_number_is_refused():
    model, start = bridge(0)
    with pytest.raises(NoEquilibriumError, match="not finite"):
        solve(NotFinite(model), start, TOLERANCE)


def test_what_a_model_does_not_have_pulls_and_presses_nothing():
    model, start = bridge(0)
    energy, free = Energy(model), Energy(replace(model, guide=None))
    assert energy.guide_force(start - (0.01, 0, 0)) != 0
    assert free.guide_force(start) == 0
    assert not free.guide_gradient(start).any()
    assert late_pulls(energy.model.cables, start).tolist() == [0.0]
    lifted = start + (0.0, 1.0, 0.0)
    bare = Energy(replace(model, floor=None, cylinder=None))
    touches = (energy.touch_floor(lifted), energy.touch_cylinder(lifted), bare.touch_floor(start),
               bare.touch_cylinder(start))  # fmt: skip
    for touch in touches:
        assert len(touch.index) == len(touch.force) == len(touch.pressure) == 0


def test_carried_to_a_model_that_differs_a_little_it_ends_where_a_fresh_start_ends():
    model, start = bridge(1)
    _, old = balanced(model, start)
    loads = replace(model.loads, force=1.02 * model.loads.force)
    other = replace(model, loads=loads)
    _, fresh = balanced(other, start)
    carried = carry(old, Energy(other), old.pose, TOLERANCE)
    assert carried.converged
    np.testing.assert_allclose(carried.pose, fresh.pose, atol=1e-8)
    assert carried.steps <= fresh.steps
