"""Where no pose in balance is found there is an outcome without numbers, which says so."""

from __future__ import annotations

import math

import pytest
from msgspec.structs import replace

from spineviz.mechanics.equilibrium import NoEquilibriumError, solve
from spineviz.outcome import Unbalanced
from spineviz.scene import Scene
from spineviz.simulation.report import as_plain
from spineviz.simulation.simulate import simulate


def nothing(*given):
    raise NoEquilibriumError


def nearly(*given):
    return replace(solve(*given), converged=False, residual=3.0, steps=9)


def search(monkeypatch, scene, stand_in):
    press_up = scene.task == "press-up"
    place = "press_up.solve" if press_up else "simulate.settle"
    monkeypatch.setattr(f"spineviz.simulation.{place}", stand_in)
    return simulate(scene)


@pytest.mark.parametrize("scene", [Scene(), Scene(task="press-up")], ids=lambda scene: scene.task)
@pytest.mark.parametrize(("stand_in", "left"), [(nothing, math.inf), (nearly, 3.0)])
def test_a_search_without_an_end_gives_no_numbers(monkeypatch, scene, stand_in, left):
    outcome = search(monkeypatch, scene, stand_in)
    assert isinstance(outcome, Unbalanced)
    assert not outcome.converged
    assert outcome.residual_N == left
    assert (outcome.place is None) == (scene.task == "press-up")
    assert outcome.person.names
    assert [alert.kind for alert in outcome.alerts] == ["unconverged"]
    plain = as_plain(outcome)
    assert not any(plain[key] for key in ("roller", "joints", "supports_N", "levels", "push"))


def test_a_warm_start_that_fails_is_solved_from_a_cold_one(monkeypatch):
    near = simulate(Scene(roller_position_mm=150.0))
    scene = Scene(roller_position_mm=155.0)
    cold = simulate(scene)
    monkeypatch.setattr("spineviz.simulation.simulate.from_last", nothing)
    assert simulate(scene, near).state.pose.tobytes() == cold.state.pose.tobytes()


def test_a_press_up_is_no_warm_start_and_takes_none():
    pressed = Scene(task="press-up")
    assert simulate(Scene(), simulate(pressed)).iterations == simulate(Scene()).iterations
    assert simulate(pressed, simulate(Scene())).iterations == simulate(pressed).iterations
