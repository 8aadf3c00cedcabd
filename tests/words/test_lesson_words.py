"""What a lesson says of votes, and of what was seen, word for word."""

from __future__ import annotations

from html import unescape

import pytest
from msgspec.structs import replace

from spineviz.scene import Scene
from spineviz.session.lesson_run import END, LOCK, NEXT, SHOW, TELL, Ballot
from spineviz.simulation.simulate import simulate
from spineviz.teaching.cards import cards
from spineviz.teaching.lesson_answers import Numbers
from spineviz.teaching.lesson_parts import KINDS, UNSEEN, Choice
from spineviz.teaching.lessons import lessons
from spineviz.words.lesson_words import (
    SORTED,
    asked_words,
    case_name,
    case_said,
    choice_said,
    column_said,
    counted_words,
    distance_text,
    drawn_words,
    ended_words,
    expectation_words,
    fits_html,
    go_on_words,
    guess_words,
    hands_said,
    hidden_words,
    kind_name,
    left_words,
    lesson_words,
    lock_words,
    locked_words,
    mark_words,
    missed_words,
    path_html,
    predictions_html,
    row_answers,
    row_told,
    rows_of,
    scene_title,
    shown_words,
    step_title,
    stopped_words,
    talk_words,
    tally_said,
    todo_words,
    vote_name,
    vote_words,
    where_words,
)

FORCE = lessons()[0]
SEE, PREDICT, OBSERVE = FORCE.steps[:3]


@pytest.fixture(scope="module")
def numbers():
    return Numbers({key: simulate(FORCE.case(key).scene) for key in ("t8", "l3")})


def some(kind):
    """A step of a kind out of any lesson."""
    return next(step for lesson in lessons() for step in lesson.steps if step.kind == kind)


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
    assert (vote_name(0), vote_name(1)) == ("first", "second")
    assert column_said(61.6, 30.0) == "62 percent shared, 30 percent onto the spine"
    assert drawn_words(()) == ""
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


def test_every_kind_of_step_has_a_name():
    assert len({kind_name(kind) for kind in KINDS}) == len(KINDS)
    assert step_title(2, PREDICT) == "2. Predict, 5 min"
    assert where_words(FORCE, 1) == "Step 2 of 8 · Predict"
    assert where_words(FORCE, 8) == "Finished"
    assert lesson_words(FORCE) == "20 minutes with a class, 8 steps"


def test_the_way_shows_what_is_done_and_what_is_open():
    way = path_html(FORCE, 1).split(" &nbsp;·&nbsp; ")
    assert way[:3] == ["✓ See", "<b>Predict</b>", "What happened?"]
    assert len(way) == len(FORCE.steps)


def test_a_distance_is_in_points_for_shares_and_has_digits_only_where_it_is_small():
    assert distance_text(12.4, "%") == "12\u202fpoints"
    assert distance_text(9.96, "kPa") == "10.0\u202fkPa"
    assert distance_text(-0.3, "") == "−0.3"


def test_a_scene_is_called_by_what_it_sets():
    scene = Scene(roller_level="T12", arms="crossed", brace=0.5, without=("ribs", "blades"))
    assert scene_title(scene) == (
        "Roller under T12, arms: crossed, bracing: 0.5, without: ribs, blades"
    )
    assert scene_title(Scene().set("roller.position_mm", 250.0)) == "Roller under 250\u202fmm"


def test_a_case_is_called_by_its_name_and_a_drawn_one_by_what_was_drawn():
    assert case_name("l3", FORCE, None) == FORCE.case("l3").name
    assert case_name(UNSEEN, FORCE, Scene(roller_level="L1")) == "Roller under L1"


def test_what_is_marked_and_what_is_right_come_from_outcomes_or_from_cards(numbers):
    rows, right = rows_of(OBSERVE), row_answers(OBSERVE, numbers)
    assert len(rows) == len(right) == len(OBSERVE.rows)
    assert {label for _, label in rows[0].options} == {"less", "the same", "more"}
    sort, scope = some("sort"), some("scope")
    for step, labels in (
        (sort, {"measured in a trial", "clinicians’ opinion", "not known"}),
        (scope, {"it can", "it cannot"}),
    ):
        rows, right = rows_of(step), row_answers(step, Numbers({}))
        assert rows
        for row, word in zip(rows, right, strict=True):
            assert {label for _, label in row.options} == labels
            assert word in dict(row.options)
    known = {each.text: each.kind for card in cards() for each in card.evidence}
    for row, word in zip(rows_of(sort), row_answers(sort, Numbers({})), strict=True):
        assert known[row.about] == word
    assert [row.about for row in rows_of(sort)] == sorted(row.about for row in rows_of(sort))
    assert set(row_answers(sort, Numbers({}))) <= set(SORTED)
    assert set(row_answers(scope, Numbers({}))) == {"can", "cannot"}
    assert rows_of(PREDICT) == ()


def test_a_row_with_a_place_is_asked_with_it():
    asked = replace(OBSERVE.rows[0], place="T8")
    (row,) = rows_of(replace(OBSERVE, rows=(asked,)))
    assert row.about == f"{asked.value.name} T8"


def test_after_a_row_it_is_told_what_it_was(numbers):
    ends = [OBSERVE.rows[0].value.text(numbers.outcomes[case].roller.force_N)
            for case in ("t8", "l3")]  # fmt: skip
    assert OBSERVE.rows[0].value.key == "force_N"
    assert row_told(OBSERVE, 0, numbers, missed=False) == f"seen: {ends[0]} to {ends[1]}"
    assert row_told(OBSERVE, 0, numbers, missed=True) == "look again"
    assert row_told(some("sort"), 0, Numbers({}), missed=False) == "seen"


def test_a_case_is_heard_with_its_shares_and_never_before_it_is_told(numbers):
    outcome = numbers.outcomes["t8"]
    said = case_said("T8", outcome)
    assert f"{100 * outcome.roller.cage_share:.0f} percent shared by ribs and blades" in said
    assert said.endswith(f"of {outcome.roller.force_N:.0f} newtons.")
    assert case_said("T8", None) == ""
    up = simulate(Scene(task="press-up", face="down"))
    assert case_said("Press-up", up) == "Press-up"


def test_the_blue_button_says_what_it_does():
    said = [todo_words(each, "Lock 3 votes") for each in (LOCK, SHOW, TELL, NEXT, END)]
    assert said == ["Lock 3 votes", "Show what the model gives", "Compare", "Next",
                    "Leave the lesson"]  # fmt: skip
    assert hidden_words(locked=False) == "hidden until locked"
    assert hidden_words(locked=True) == "hidden until shown"
    assert go_on_words(3, 8) == "Go on: step 3 of 8"


def test_what_has_to_fit_stands_in_lines_that_no_text_can_break():
    assert fits_html(["a < b", "c"]).endswith("<p>a &lt; b</p><p>c</p>")


def test_on_the_last_page_every_question_has_its_votes_beside_the_model():
    steps = FORCE.steps[:4] + (PREDICT,) * 3
    votes = (
        (Ballot(),),
        (Ballot(hands=(5, 0, 0, 11), locked=True), Ballot(hands=(0, 0, 0, 16), locked=True)),
        (Ballot(),),
        (Ballot(choice=0, locked=True),),
        (Ballot(guess=72.0, locked=True),),
        (Ballot(locked=True),),
        (Ballot(hands=(3,)),),
    )
    asks = [f"Step {row} & so on?" for row in range(len(steps))]
    page = predictions_html(steps, asks, votes, (None, 3, None, 3, 3, None, 3))
    rows = [
        [
            unescape(cell).replace("<b>", "").replace("</b>", "").removesuffix("</td>")
            for cell in row.split("<td>")[1:]
        ]
        for row in page.removesuffix("</table>").replace("</tr>", "").split("<tr>")[2:]
    ]
    last = "D, nearly nothing"
    assert rows == [
        ["Step 1 & so on?", "A 5, B 0, C 0, D 11 / A 0, B 0, C 0, D 16", last],
        ["Step 3 & so on?", "A, falls", "D, rises by more than half"],
        ["Step 4 & so on?", "drawn 72 % onto the spine", last],
        ["Step 5 & so on?", "no counts", "not shown"],
        ["Step 6 & so on?", "no vote", last],
    ]  # fmt: skip
