"""Who waits for the roller: what is seen of a scene whose outcome is not told."""

from __future__ import annotations

import pytest

from spineviz.anatomy.person import recipe_of
from spineviz.mechanics.equilibrium import NoEquilibriumError
from spineviz.outcome import Balanced, Waiting
from spineviz.scene import Scene, SceneError
from spineviz.simulation import flat
from spineviz.simulation import waiting as waiting_module
from spineviz.simulation.simulate import simulate
from spineviz.simulation.waiting import waiting
from spineviz.tables.tables import TABLES
from spineviz.values import VALUE

T8, L3 = (Scene.from_dict({"roller.level": level}) for level in ("T8", "L3"))


def test_the_pose_does_not_depend_on_where_the_roller_is():
    one, other = waiting(T8), waiting(L3)
    assert isinstance(one, Waiting)
    assert one.geometry.pose == other.geometry.pose == one.geometry.flat
    assert one.standing.place.nearest == "T8"
    assert other.standing.x > one.standing.x + 0.1


def test_nothing_of_the_outcome_is_in_it():
    told = waiting(L3)
    outcome = simulate(L3)
    assert isinstance(outcome, Balanced)
    assert told.roller is None
    assert told.place is None
    assert told.state is None, "nor is it a start for a solution"
    for key in ("lordosis_deg", "kyphosis_deg"):
        assert abs(VALUE[key].of(told) - VALUE[key].of(outcome)) > 3
    assert VALUE["lordosis_deg"].of(told) == pytest.approx(outcome.curvature.lordosis_flat_deg)


def test_the_roller_stands_where_it_will_be():
    there = simulate(L3).roller
    standing = waiting(L3).standing
    assert (standing.x, standing.y, standing.radius) == pytest.approx(
        (there.x, there.y, there.radius)
    )


def test_what_was_set_is_seen_and_a_press_up_has_no_roller():
    bare = waiting(Scene.from_dict({"without": ["ribs"]}))
    assert bare.scene.without == ("ribs",)
    up = waiting(Scene.from_dict({"task": "press-up", "face": "down"}))
    assert up.standing is None
    assert up.person.face_down


def test_a_roller_beyond_the_back_is_refused_and_left_out_where_nobody_asks_for_it():
    scene = Scene.from_dict({"roller.position_mm": 799.0, "person.stature_m": 1.5})
    with pytest.raises(SceneError):
        waiting(scene)
    assert waiting(scene, roller=False).standing is None


def test_it_tells_all_of_the_person_and_nothing_that_is_said_of_an_outcome():
    told, outcome = waiting(L3), simulate(L3)
    assert told.weight_N == pytest.approx(outcome.weight_N)
    assert sum(told.supports_N.values()) == pytest.approx(told.weight_N, rel=1e-6)
    assert set(told.joints) == set(outcome.joints)
    assert told.readings == told.assumptions == told.alerts == ()
    assert (told.state, told.flat) == (None, None)


def test_where_nobody_can_lie_flat_nothing_is_seen(monkeypatch):
    monkeypatch.setattr(waiting_module, "lying_flat", lambda recipe, tables: None)
    assert waiting(T8) is None


def test_a_person_who_finds_no_balance_lies_nowhere(monkeypatch):
    def none(*_):
        raise NoEquilibriumError("not finite")

    recipe = recipe_of(T8)
    lying = flat._flat(recipe, TABLES)
    assert lying.found.converged
    for name in ("settle", "carry"):
        monkeypatch.setattr(flat, name, none)
    assert flat._flat.__wrapped__(recipe, TABLES) is None
    assert flat._moved_on(lying.person, lying) is None


def test_the_roller_beside_the_person_is_drawn_and_a_line_says_who_waits():
    told = waiting(T8)
    assert told.drawn_roller is told.standing
    assert repr(told) == "<Waiting for the roller, lying flat>"
