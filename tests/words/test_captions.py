"""Captions are templates over an outcome: true to its numbers, plain, and never a judgement."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from spineviz.outcome import BEHIND, Rolled
from spineviz.scene import WHAT_IFS, Scene
from spineviz.simulation.simulate import simulate
from spineviz.values import VALUE
from spineviz.words.caption_words import ENGLISH as TEMPLATES
from spineviz.words.captions import (
    NONE,
    PARTS,
    SLOTS,
    caption,
    held_against,
    why_asked,
    why_button,
)
from spineviz.words.language import say
from spineviz.words.plain_words import ENGLISH as PLAIN
from spineviz.words.plain_words import MOST_WORDS

JUDGING = ("danger", "safe", "damag", "harm", "injur", "overload", "protects you", "heal", "risk",
           "good", "better", "bad", "too much")  # fmt: skip
OTHER_SLOTS = {"level", "lordosis", "parts", "tissue", "most", "carriers"}
SETTINGS = (
    {"roller.level": "T4"},
    {"roller.level": "T8"},
    {"roller.level": "T12"},
    {"roller.level": "L3"},
    {"roller.level": "L5"},
    {"roller.level": "sacrum"},
    {"roller.level": "gluteals"},
    {"roller.level": "T8", "face": "down"},
    {"roller.level": "T8", "without": ("ribs",)},
    {"roller.level": "T8", "without": ("ribs", "blades")},
    {"roller.level": "T8", "arms": "sides"},
)


@pytest.fixture(scope="module")
def solved():
    made = [simulate(Scene().set_all(setting)) for setting in SETTINGS]
    assert all(isinstance(each, Rolled) for each in made)
    return made


@pytest.mark.parametrize("text", [*TEMPLATES.values(), *PLAIN.values()])
def test_no_template_judges(text):
    assert not [word for word in JUDGING if word in text.lower()]


def test_every_slot_is_known_and_every_sentence_ends():
    for text in TEMPLATES.values():
        for slot in re.findall(r"\{([^}]*)\}", text):
            assert slot.removeprefix("before_") in {*SLOTS, *OTHER_SLOTS}, text
        assert text.endswith(".") or text.startswith("Why?")


def test_no_template_holds_a_number_of_a_result():
    assert not [text for text in TEMPLATES.values() if re.search(r"\d", text)]


def test_plain_lines_are_one_short_line():
    for text in PLAIN.values():
        assert len(text.split()) <= MOST_WORDS
        assert "\n" not in text


def test_a_headline_says_the_larger_share_of_its_outcome(solved):
    for outcome in solved:
        said = caption(outcome)
        spine, cage = (VALUE[SLOTS[name]].of(outcome) for name in ("spine", "cage"))
        used = {slot: text for text, slot in said.pieces if slot in SLOTS}
        for slot, text in used.items():
            assert text == VALUE[SLOTS[slot]].text(VALUE[SLOTS[slot]].of(outcome))
        other = 1 - spine - cage
        if "enters through" in said.head:
            assert outcome.scene.face == "down" or other > max(spine, cage)
        else:
            assert ("cage" if cage > spine else "spine") in used
        assert len(said.head.split()) <= 18


def test_a_move_says_now_and_before(solved):
    for before in solved[:5]:
        for outcome in solved[:5]:
            if before is outcome:
                continue
            said = caption(outcome, before)
            first = said.second[0]
            assert before.place.nearest in first
            assert VALUE["spine_share"].text(before.roller.spine_share) in first
            reaches = VALUE["cage_share"].of(outcome) >= NONE
            assert any("No rib" in each for each in said.second) is not reaches
            assert held_against(before, outcome) == before.place.nearest


def test_ribs_off_says_with_and_without_in_one_headline(solved):
    whole, bare = solved[1], solved[9]
    said = caption(bare, whole)
    assert said.head.startswith("Without ribs and shoulder blades")
    for outcome in (whole, bare):
        assert VALUE["spine_share"].text(outcome.roller.spine_share) in said.head
    assert held_against(bare, whole) == "without ribs and blades"
    assert held_against(whole, bare) == "with ribs and blades"
    assert caption(whole, bare).head.startswith("With ribs and shoulder blades")
    assert set(PARTS) == set(WHAT_IFS)


def test_another_setting_at_one_place_is_said_or_said_to_change_nothing(solved):
    head, sides = solved[1], solved[-1]
    assert caption(sides, head).second[0].startswith("Before, the spine took")
    assert caption(head, simulate(head.scene.set("guarding", 0.0).set("slump", 0.0))).second


def test_a_start_invites_only_with_hints(solved):
    shown, quiet = caption(solved[1], hints=True), caption(solved[1])
    assert "Drag" in shown.second[0]
    assert "Drag" not in quiet.second[0]


def test_without_numbers_there_are_none():
    assert caption(None).head == say("head.off")
    pressed = simulate(Scene().set("task", "press-up").set("face", "down"))
    assert not [slot for _, slot in caption(pressed).pieces if slot]


def entering(outcome: Rolled, spine: float, cage: float) -> Rolled:
    """The same outcome with these shares behind the skin, and the rest in soft tissue."""
    shares = {"spine": spine, "cage": cage, "soft": 1 - spine - cage}
    tissues = {BEHIND[part][0]: share for part, share in shares.items()}
    newtons = {name: outcome.roller.force_N * share for name, share in tissues.items()}
    return replace(outcome, roller=replace(outcome.roller, entry_share=tissues, entry_N=newtons))


@pytest.mark.parametrize(
    ("spine", "cage", "begins"),
    [
        (0.85, 0.05, "Under T8 the spine takes 85"),
        (0.80, 0.10, "Under T8 the spine takes 80"),
        (0.45, 0.50, "Under T8 spine and ribs carry about half each: 45"),
        (0.20, 0.70, "Here ribs and shoulder blades carry 70"),
        (0.65, 0.20, "Under T8 the spine takes 65\u202f%, ribs and shoulder blades 20"),
        (0.20, 0.25, "Under T8 55\u202f% of the force enters through the muscle with no bone"),
    ],
)
def test_the_headline_follows_from_the_shares_alone(solved, spine, cage, begins):
    made = entering(solved[1], spine, cage)
    assert made.place.nearest == "T8"
    assert caption(made).head.startswith(begins)


def test_why_is_asked_where_the_roller_alone_went_from_ribs_to_next_to_nothing(solved):
    upper, lower, sides = solved[1], solved[3], solved[-1]
    assert why_asked(lower, upper)
    assert why_button(upper) == "Why? Take ribs and blades away at T8"
    assert not why_asked(upper, lower), "there ribs carry again"
    assert not why_asked(lower, sides), "the arms have moved, too"
    assert not why_asked(entering(lower, 0.6, 0.2), upper), "ribs still carry something"
    assert not why_asked(None, upper)
    assert not why_asked(lower, None)


def test_what_stands_beside_a_number_of_before_is_the_change_or_before(solved):
    upper, sides = solved[1], solved[-1]
    assert held_against(upper, sides) == "before"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (2.9, ()),
        (-2.9, ()),
        (3.1, ("The low back is hollowed by 3°.",)),
        (-12.0, ("The low back is flattened by 12°.",)),
    ],
)
def test_the_low_back_is_said_to_bend_where_that_can_be_seen(solved, change, said):
    upper, lower = solved[1], solved[3]
    curves = replace(lower.curvature, lordosis_deg=lower.curvature.lordosis_flat_deg + change)
    told = caption(replace(lower, curvature=curves), upper).second
    assert tuple(each for each in told if "low back" in each) == said
