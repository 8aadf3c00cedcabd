"""What the speaker's card says of a lesson: the clock, the notes, the answer, what comes next."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from spineviz.teaching.lesson_parts import Text
from spineviz.teaching.lessons import lessons
from spineviz.words.lesson_words import rows_of
from spineviz.words.speaking import (
    advice_words,
    choice_words,
    clock_text,
    goal_html,
    next_words,
    notes_html,
    pace_words,
    plan_words,
    rows_words,
)

FORCE = lessons()[0]
SEE, PREDICT, OBSERVE = FORCE.steps[:3]


def plain(text: Text) -> str:
    return text.words


@pytest.mark.parametrize(
    ("hands", "said"),
    [((9, 1), "Give a hint"), ((5, 5), "let them talk"), ((2, 8), "show at once")],
)
def test_the_advice_follows_the_share_of_right_votes(hands, said):
    assert said in advice_words(hands, 1)


def test_no_advice_without_votes_or_an_answer():
    assert advice_words((0, 0), 1) == advice_words((3, 3), None) == ""


def test_the_clock_says_when_a_class_is_late():
    assert clock_text(252.9) == "4:12"
    assert clock_text(-1.0) == "0:00"
    assert pace_words(FORCE, 1, 60.0) == "of 20 min · on time"
    planned = SEE.minutes + PREDICT.minutes
    assert pace_words(FORCE, 1, 60 * (planned + 2.5)) == "of 20 min · 2 min behind"


def test_the_plan_is_heard_step_by_step():
    assert plan_words(FORCE, 1) == "Plan: step 2 of 8, Predict, 5 min"
    assert plan_words(FORCE, 8) == "Plan: all 8 steps are done"


def test_notes_tell_what_to_do_what_to_listen_for_and_what_to_accept():
    notes = notes_html(PREDICT, plain)
    assert "Do not say &#x27;ribs&#x27; before the vote." in notes
    for each in PREDICT.misconceptions:
        assert f"“{each.hear}”" in notes
    assert notes.count("<b>Listen for</b>") == len(PREDICT.misconceptions) == 2
    rule = next(step for step in FORCE.steps if step.kind == "rule")
    assert f"<b>Accept</b> {rule.accept}" in notes_html(rule, plain)
    bare = replace(rule, accept="")
    assert notes_html(bare, plain) == "<p>Nothing to watch for in this step.</p>"
    assert FORCE.goal in goal_html(FORCE)


def test_the_answer_is_told_with_its_distance_from_another_choice():
    said = choice_words(3, "Nearly nothing.", 12.0, "%")
    assert said == "D. Nearly nothing. 12\u202fpoints from the border to another choice."
    assert choice_words(None, "Look.", 0.0, "") == "Look."


def test_the_right_word_stands_behind_each_row():
    told = rows_words(OBSERVE, ("less", "more", "same", "more")).split("\n")
    assert [line.rpartition(": ")[2] for line in told] == ["less", "more", "the same", "more"]
    assert [line.rpartition(": ")[0] for line in told] == [row.about for row in rows_of(OBSERVE)]


def test_what_comes_next_is_the_step_ahead_or_what_the_blue_button_does():
    assert next_words("next", "Lock", 2, OBSERVE, "What?") == "Next: step 3, What happened?: What?"
    assert next_words("lock", "Lock 5 votes", 1, PREDICT, "") == "Next: lock 5 votes"
    assert next_words("show", "Lock", 1, PREDICT, "") == "Next: show what the model gives"
