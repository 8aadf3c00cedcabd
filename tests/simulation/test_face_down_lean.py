"""Face down on the roller, and the press-up without one: ledgers, sides, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from spineviz.outcome import ENTRY_TISSUES, FRONT_TISSUES, SIDES, SUPPORTS
from spineviz.scene import PELVIC_PLACES, ROLLED_LEVELS, Scene, SceneError
from spineviz.simulation.place import roller_track
from spineviz.simulation.simulate import simulate

DOWN = Scene(face="down")
SUMS = 1e-9
PROMISE = 1e-6
SCENES = (
    DOWN,
    DOWN.set("roller.level", "L3"),
    DOWN.set("roller.level", "T10").set("arms", "sides").set("hand_support", 0.3),
    DOWN.set("roller.level", "L3").set("guarding", 1.0).set("brace", 0.5).set("slump", 10.0),
    DOWN.set("lean_deg", 12.0),
    DOWN.set("roller.kind", "wheel-15"),
)


@pytest.fixture(scope="module", params=range(len(SCENES)))
def outcome(request):
    found = simulate(SCENES[request.param])
    assert found.converged
    return found


def test_what_enters_and_what_holds_up_add_up(outcome):
    force = outcome.roller.force_N
    assert tuple(outcome.roller.entry_N) == ENTRY_TISSUES
    assert tuple(outcome.roller.side_N) == tuple(outcome.roller.erector_N) == SIDES
    assert sum(outcome.roller.entry_N.values()) == pytest.approx(force, rel=SUMS)
    assert sum(outcome.roller.side_N.values()) == pytest.approx(force, rel=SUMS)
    assert sum(outcome.roller.erector_N.values()) == 0
    assert {name for name, part in outcome.roller.entry_N.items() if part} <= set(FRONT_TISSUES)
    assert tuple(outcome.supports_N) == SUPPORTS
    assert sum(outcome.supports_N.values()) == pytest.approx(outcome.weight_N, rel=PROMISE)


def test_pressure_lies_only_where_skin_and_roller_meet(outcome):
    contact, roller = outcome.roller.contact, outcome.roller
    away = contact.skin - (roller.x, roller.y)
    pressed = contact.pressure > 0
    assert np.any(pressed)
    assert np.all(np.hypot(*away[pressed].T) < contact.radius[pressed])
    assert np.all(contact.radius <= roller.radius)


def test_left_and_right_are_mirror_images_and_the_side_that_goes_down_is_loaded():
    one, other = (simulate(DOWN.set("lean_deg", lean)) for lean in (10.0, -10.0))
    assert one.state.pose.tobytes() == other.state.pose.tobytes()
    assert one.roller.side_N["right"] == other.roller.side_N["left"]
    assert one.roller.side_N["right"] > one.roller.side_N["left"]
    level = simulate(DOWN).roller.side_N
    assert level["left"] == level["right"]


@pytest.mark.parametrize("place", PELVIC_PLACES)
def test_places_behind_the_pelvis_are_refused(place):
    assert roller_track(DOWN).levels == ROLLED_LEVELS
    with pytest.raises(SceneError, match="it takes T1 to L5"):
        simulate(DOWN.set("roller.level", place))


def test_a_press_up_has_no_roller_and_bends_the_low_back_more():
    scene = Scene(task="press-up")
    outcome = simulate(scene)
    assert outcome.converged
    assert outcome.roller is None
    assert outcome.place is None
    assert sum(outcome.supports_N.values()) == pytest.approx(outcome.weight_N, rel=PROMISE)
    assert outcome.curvature.lordosis_deg > outcome.curvature.lordosis_rest_deg + 10
    assert [reading.name for reading in outcome.readings]
    # roller, lean, hips, arms and face have no part in it
    same = simulate(
        scene.set_all({"roller.level": "sacrum", "lean_deg": 10, "hips": "up", "face": "down"})
    )
    assert same.state.pose.tobytes() == outcome.state.pose.tobytes()
