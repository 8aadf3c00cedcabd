"""What the author of a lesson is told: hints, words left, and why something cannot be done."""

from __future__ import annotations

import pytest

from spineviz.teaching.lesson_check import Checked
from spineviz.teaching.lessons import MOST_WORDS
from spineviz.words.author_words import draft_words, first_of, hint_words, left_of


def checked(**changes: object) -> Checked:
    return Checked("own", 1, **{"gives": 3, "distance": 12.2, "unit": "%", **changes})


def test_a_hint_tells_the_choice_how_far_it_is_from_another_and_for_how_many_bodies():
    assert hint_words(checked(agree=10, bodies=10), 10) == (
        "C, 12\u202fpoints from the border; same for 10 of 10 bodies"
    )
    assert hint_words(checked(agree=4, bodies=4), 10) == (
        "C, 12\u202fpoints from the border; same for 4 of 4 bodies; asking other bodies …"
    )
    assert hint_words(checked(), 10) == ("C, 12\u202fpoints from the border; asking other bodies …")


def test_a_hint_says_where_an_answer_is_near_its_border():
    near = hint_words(checked(distance=0.4, unit="kPa", agree=7, bodies=10), 10)
    assert near == "C, but only 0.4\u202fkPa from the border; same for 7 of 10 bodies"
    assert "but only" in hint_words(checked(distance=None), 10)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (0, f"{MOST_WORDS} words left"),
        (MOST_WORDS - 1, "1 word left"),
        (MOST_WORDS, "0 words left"),
        (MOST_WORDS + 1, "1 word too many; a question takes up to 25"),
        (MOST_WORDS + 4, "4 words too many; a question takes up to 25"),
    ],
)
def test_the_words_of_a_question_are_counted(words, said):
    assert left_of("why " * words) == said


def test_of_many_mistakes_the_first_is_told_and_how_many_more_there_are():
    assert first_of(["no case"]) == "no case"
    assert first_of(["no case", "no step", "no title"]) == "no case; and 2 more"


def test_a_draft_is_offered_by_its_title_where_it_has_one():
    titled = "A lesson that was being written was not saved last time: Own."
    assert draft_words('title = "Own"') == titled
    for text in ("", "title =", "["):
        assert draft_words(text) == titled.partition(":")[0] + "."
