"""What stands over the picture, under it and beside it says one thing of one outcome."""

from __future__ import annotations

import re

import pytest

from spineviz.drawing.whole_numbers import whole_percent
from spineviz.outcome import Rolled
from spineviz.scene import Scene
from spineviz.simulation.simulate import simulate
from spineviz.values import TISSUES, VALUE
from spineviz.words.captions import caption, told_share
from spineviz.words.differences import differences, set_apart, summary
from spineviz.words.language import say
from spineviz.words.sentences import (
    carriers,
    change_of_angle,
    curvatures,
    degrees,
    headline,
    named,
    percent,
    receiver_names,
    setting,
    what_if,
)
from spineviz.words.status_line import bent_too_far, status
from spineviz.words.tips import plain, tip

SCENES = (
    {},
    {"roller.level": "L3"},
    {"roller.level": "sacrum"},
    {"roller.level": "gluteals"},
    {"face": "down"},
    {"face": "down", "roller.level": "L3"},
)
HELD = ("press-up", "on-elbows")


def solved(changes):
    outcome = simulate(Scene().set_all(changes))
    assert outcome.converged
    return outcome


@pytest.fixture(scope="module")
def pressed():
    return [solved(each) for each in SCENES]


@pytest.fixture(scope="module")
def held():
    return [solved({"task": task}) for task in HELD]


def test_the_line_tells_the_share_that_the_headline_over_the_picture_tells(pressed):
    kinds = set()
    for outcome in pressed:
        kind, key = told_share(outcome)
        number = VALUE[key].text(VALUE[key].of(outcome))
        assert number in caption(outcome).head
        assert f"{number} of {outcome.roller.force_N:.0f} newtons" in status(outcome)
        assert VALUE[key].of(outcome) > 0.3
        assert status(outcome).startswith(headline(outcome))
        assert named(outcome.roller.place.nearest) in headline(outcome)
        kinds.add(kind)
    assert kinds == {"cage", "spine", "entered", "down"}


def test_before_is_the_same_share_of_the_state_before(pressed):
    for before in pressed:
        for outcome in pressed:
            key = told_share(outcome)[1]
            assert f"before {VALUE[key].text(VALUE[key].of(before))}." in status(outcome, before)


def test_held_by_the_arms_it_says_by_which_part_of_them(pressed, held):
    for task, outcome in zip(HELD, held, strict=True):
        said = task.replace("-", " ")
        assert headline(outcome).lower().replace("-", " ") == f"{said}, no roller"
        assert status(outcome, pressed[0]).startswith(headline(outcome))
        assert "newtons" not in status(outcome)
        assert ("arms straight" in setting(outcome)) is (task == "press-up")
        assert not isinstance(outcome, Rolled)


def test_joints_beyond_their_range_stand_beside_the_bar_and_not_in_the_line(pressed, held):
    told = 0
    for outcome in (*pressed, *held):
        beyond = [alert for alert in outcome.alerts if alert.kind == "range"]
        assert bool(bent_too_far(outcome)) is bool(beyond)
        assert "living people" not in status(outcome)
        for alert in beyond:
            joint = outcome.joints[alert.place]
            assert f"{abs(joint.standing_deg):.1f}° from standing" in bent_too_far(outcome)
            assert ("bent back" in bent_too_far(outcome)) is (joint.standing_deg >= 0)
            told += 1
        for alert in outcome.alerts:
            assert (alert.kind == "range") or (say(alert.saying) in status(outcome))
    assert told


def test_a_setting_says_everything_that_was_set():
    said = setting(
        solved({"lean_deg": -8.0, "arms": "crossed", "hips": "up", "without": ("ribs", "discs")})
    )
    assert said.endswith("hips up · leaning 8° to the left · arms crossed · without ribs and discs")
    assert "face down" in setting(solved({"face": "down"}))


def test_what_a_structure_does_is_the_difference_of_the_shown_numbers():
    now, then = {"peak_kPa": 50.0, "spine_share": 0.36}, {"peak_kPa": 88.0, "spine_share": 0.77}
    assert (
        what_if("Ribs", True, now, then) == "ribs off: +38\u202fkPa, +41\u202fpoints to the spine"
    )
    assert what_if("Ribs", False, now, None) == "ribs back: no pose in balance"


def test_b_less_a_is_said_in_words_or_says_which_has_no_numbers(pressed, held):
    for rows in (differences(None, pressed[0]), differences(pressed[0], held[0])):
        assert any(row.change == "–" for row in rows)
    for row in differences(pressed[0], pressed[1]):
        assert row.change in summary(pressed[0], pressed[1])
        assert " → " in row.values
    said = summary(pressed[0], pressed[1])
    places = [each.roller.place.nearest for each in pressed[:2]]
    assert said.startswith(f"B (roller under {places[1]}) − A (roller under {places[0]}): ")
    assert places[0] != places[1] == "L3"
    assert "no roller" in summary(held[0], pressed[0])
    assert summary(None, pressed[0]) == "B − A: no numbers, because A is outside the model."
    assert summary(pressed[0], None) == "B − A: no numbers, because B is outside the model."


def test_two_scenes_are_told_apart_by_what_differs(pressed):
    one = Scene()
    assert set_apart(one, one) == ("", "")
    assert set_apart(one, one, pressed[0].place, pressed[1].place) == ("Under T8", "Under L3")
    changed = one.set_all({"roller.kind": "rigid", "arms": "crossed", "without": ("ribs",),
                           "guarding": 0.25, "person.mass_kg": 80.0, "hips": "up"})  # fmt: skip
    before, now = set_apart(one, changed)
    assert "with everything" in before
    for word in ("rigid", "crossed", "without ribs", "0.25", "80", "up"):
        assert word in now.lower()


def test_a_tip_begins_with_the_word_in_one_plain_line():
    assert tip("guarding", "About.") == f"{plain('guarding')}\n\nAbout."
    assert tip("hips", "About.") == "About."


def test_an_angle_changes_by_the_difference_of_what_is_written():
    assert change_of_angle(38.4, 59.6) == "38° → 60° (+22°)"
    assert change_of_angle(-0.4, -12.5) == "0° → −12° (−12°)"
    assert change_of_angle(5.4, 4.6) == "5° → 5° (±0°)"
    assert (degrees(-2.04), percent(0.386)) == ("−2.0°", "39\u202f%")


def test_both_curves_are_told_lying_flat_and_now(pressed):
    for outcome in pressed:
        curve = outcome.curvature
        (upper, bent), (lower, hollowed) = curvatures(outcome)
        assert (upper, lower) == ("Kyphosis", "Lordosis")
        assert bent == change_of_angle(curve.kyphosis_flat_deg, curve.kyphosis_deg)
        assert hollowed == change_of_angle(curve.lordosis_flat_deg, curve.lordosis_deg)


def test_face_down_the_carriers_are_those_that_carry(pressed):
    for outcome in pressed:
        said = carriers(outcome)
        for tissue in ("ribs", "shoulders", "chest"):
            named = TISSUES[tissue] in re.split(", | and ", said)
            assert named == (whole_percent(outcome).tissue[tissue] > 0)


def test_face_down_nothing_is_said_to_go_into_the_blades(pressed):
    """The front is pressed: what carries there is called by what is there."""
    for outcome in pressed:
        down = outcome.scene.face == "down"
        name = receiver_names(outcome.person.face_down)["cage"]
        assert ("blades" in name) is not down
        if down:
            assert outcome.roller.entry_share["blades"] == 0
            assert "blades" not in status(outcome)
            assert "blades" not in caption(outcome).head
