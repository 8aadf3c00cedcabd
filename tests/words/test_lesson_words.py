"""What a lesson says of votes, and of what was seen, word for word."""

from __future__ import annotations

import pytest

from spineviz.session.lesson_run import Ballot
from spineviz.teaching.lessons import Choice
from spineviz.words.lesson_words import (
    asked_words,
    choice_said,
    counted_words,
    drawn_words,
    ended_words,
    expectation_words,
    guess_words,
    hands_said,
    left_words,
    lock_words,
    locked_words,
    mark_words,
    missed_words,
    shown_words,
    stopped_words,
    talk_words,
    tally_said,
    vote_words,
)

ONE, TWO = Ballot(), Ballot(hands=(3, 4), locked=True)


def test_the_button_that_locks_counts_its_votes():
    assert lock_words(5, alone=True) == "Lock my answer"
    assert lock_words(0, alone=False) == "Lock without counts"
    assert lock_words(1, alone=False) == "Lock 1 vote"
    assert lock_words(30, alone=False) == "Lock 30 votes"


def test_a_locked_vote_is_read_back():
    assert locked_words((3, 4), None, None) == "Locked. A 3, B 4."
    assert locked_words((), 1, None) == "Locked. B."
    assert locked_words((), None, 42.4) == "Locked. 42 percent onto the spine."
    assert locked_words((), None, None) == "Locked."


def test_the_answer_is_told_after_its_letter():
    assert shown_words(2, "It falls.") == "The model gives C. It falls."
    assert shown_words(None, "It falls.") == "It falls."


def test_what_was_missed_is_named():
    assert missed_words((), moves=True) == "Nothing was missed."
    assert missed_words(("peak", "force"), moves=False) == "Look again: peak; force."
    assert missed_words(("peak",), moves=True) == "Look again: peak. Press R to see it again."


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "1 minute."), (89, "1 minute."), (1200, "20 minutes.")]
)
def test_a_lesson_ends_after_whole_minutes(seconds, said):
    assert ended_words(seconds) == f"Lesson finished in {said}"


def test_a_lesson_that_no_longer_holds_says_where_and_why():
    assert stopped_words(3, "why") == "The lesson stops before step 3: why."
    assert expectation_words(None, 1) == "not exactly one choice holds in the model"
    assert expectation_words(1, 1) == "the model now gives B, the lesson expects A"
    assert expectation_words(0, 1) == ""
    assert left_words("Where?", 9, 8) == "Where?, step 8 of 8"


def test_choices_are_heard_with_their_shares():
    drawn, plain = Choice("more", None, 30.0), Choice("less", None, None)
    assert choice_said(0, drawn) == "A, more: 70 percent shared, 30 percent onto the spine"
    assert choice_said(1, plain) == "B, less"
    assert hands_said(1, plain) == "Hands for B, less"
    assert guess_words(12.0) == "12 percent onto the spine"
    assert tally_said([("first", 3, 7), ("second", 5, 7)]) == "first 3, second 5"
    assert mark_words("peak", "more") == "peak: more"
    assert drawn_words((30.0, 40.0)) == (
        "Drawn: 30 % onto the spine; then Drawn: 40 % onto the spine"
    )


def test_under_a_question_stands_what_to_do_now():
    said = {
        vote_words(ballots, alone, shown)
        for ballots in ((ONE,), (TWO,), (TWO, ONE))
        for alone in (False, True)
        for shown in (False, True)
    }
    assert len(said) == 7
    assert vote_words((TWO, ONE), alone=False, shown=True).endswith("Both votes stay.")
    assert asked_words(3, locked=False) == "3 choices. Answer hidden until locked."
    assert asked_words(3, locked=True) == "3 choices. Answer hidden until shown."


def test_votes_are_counted_in_one_and_in_many():
    assert counted_words(TWO, alone=False) == "7 votes counted."
    assert counted_words(Ballot(hands=(1, 0)), alone=False) == "1 vote counted."
    assert counted_words(ONE, alone=False).startswith("Nothing is sent")
    assert counted_words(ONE, alone=True) == ""
    assert talk_words(65) == "1:05 to talk. Convince somebody who chose another one."
