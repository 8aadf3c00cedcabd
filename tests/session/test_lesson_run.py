"""Places in a lesson: what can follow what, and what nothing takes back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from spineviz.scene import Scene, SceneError
from spineviz.session.lesson_run import (
    LOCK,
    MOST_LETTERS,
    NEXT,
    SHOW,
    TELL,
    Ballot,
    LessonRun,
    read_run,
)
from spineviz.teaching.lesson_answers import draws
from spineviz.teaching.lesson_file import as_text
from spineviz.teaching.lesson_parts import UNSEEN
from spineviz.teaching.lessons import lesson_of, lessons

FORCE = lessons()[0]

MOVES = {
    "next": LessonRun.next,
    "back": LessonRun.back,
    "lock": LessonRun.lock,
    "show": LessonRun.show,
    "again": LessonRun.vote_again,
    "draw": LessonRun.draw_another,
    "tell": LessonRun.tell,
    "count": lambda run: run.count(1, 7),
    "choose": lambda run: run.choose(2),
    "guess": lambda run: run.guess(60),
    "mark": lambda run: run.mark(0, "more", 4),
    "write": lambda run: run.write("The spine takes the rest."),
    "class": lambda run: run.count_hands(run.alone),
}


def at_the_vote(alone: bool = False) -> LessonRun:
    return LessonRun(FORCE, alone=alone, seed=1).next()


def test_a_vote_is_locked_then_shown_then_left():
    run = at_the_vote()
    assert run.todo == LOCK
    assert run.hidden == ("l3",)
    run = run.count(3, 11).count(0, 5).lock()
    assert run.todo == SHOW
    assert run.hidden == ("l3",), "a lock shows nothing"
    run = run.show()
    assert run.todo == NEXT
    assert run.hidden == ()
    assert run.next().step.kind == "observe"
    assert run.now.ballots == (Ballot((5, 0, 0, 11), locked=True),)


def test_the_time_that_passes_makes_it_no_other_run():
    run = at_the_vote()
    later = replace(run, spent_s=60.0)
    assert later == run
    assert {run, later, run.count(0, 5)} == {run, run.count(0, 5)}


def test_back_never_unlocks():
    run = at_the_vote().count(0, 5).lock()
    there = run.back().next()
    assert there == run
    assert there.count(0, 9) == run
    assert there.choose(1) == run
    assert there.guess(3) == run


def test_the_second_vote_stands_beside_the_first():
    run = at_the_vote().count(0, 5).lock().vote_again().count(3, 9).lock()
    assert [each.hands for each in run.now.ballots] == [(5, 0, 0, 0), (0, 0, 0, 9)]
    assert not run.can_vote_again


def test_alone_there_is_no_answer_to_lock_before_one_is_chosen():
    run = at_the_vote(alone=True)
    assert run.lock() == run
    assert run.guess(55).lock().todo == SHOW
    assert run.choose(2).lock().ballot.choice == 2


def test_what_was_seen_is_marked_before_it_is_told():
    run = at_the_vote().lock().show().next()
    assert run.todo == TELL
    run = run.mark(1, "same", 4).tell()
    assert run.now.marks == ("", "same", "", "")
    assert run.todo == NEXT


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.key)
def test_what_the_class_has_seen_is_never_drawn_as_an_unseen_case(lesson):
    cases = {case.scene for case in lesson.cases}
    for row, step in enumerate(lesson.steps):
        if step.kind == "unseen":
            run = LessonRun(lesson, seed=3, at=row)
            drawn = set()
            for _ in draws(step):
                run = run.draw_another()
                drawn.add(run.drawn)
            assert not drawn & cases
            assert drawn | cases >= set(draws(step)), "and each of the others is"


def test_a_vote_on_an_unseen_case_is_shown_before_another_one_is_drawn():
    row = [step.kind for step in FORCE.steps].index("unseen")
    locked = LessonRun(FORCE, alone=False, seed=1, at=row).count(1, 7).lock()
    assert locked.todo == SHOW
    assert not locked.can_draw
    assert locked.draw_another() == locked, "the vote is not thrown away"
    again = locked.show().draw_another()
    assert again.drawn != locked.drawn
    assert again.ballot == Ballot()


def test_a_case_that_was_passed_over_without_being_shown_has_no_numbers_later():
    unseen = next(step for step in FORCE.steps if step.kind == "unseen")
    vote = replace(at_the_vote(), lesson=replace(FORCE, steps=(*FORCE.steps[:2], unseen)))
    vote = replace(vote, done=(*vote.done[:2], replace(vote.done[1], draw=0)))
    l3 = FORCE.case("l3").scene
    assert vote.at_step(2).hidden == (UNSEEN,)
    assert vote.at_step(2).hides(l3)
    assert not vote.lock().show().at_step(2).hides(l3)


def test_a_choice_and_a_guess_take_each_others_place():
    run = at_the_vote(alone=True).guess(60.0)
    assert run.ballot == Ballot(guess=60.0)
    assert run.choose(1).ballot == Ballot(choice=1)
    assert run.choose(1).guess(60.0).ballot == Ballot(guess=60.0)


def test_the_unseen_case_comes_by_lot_from_its_seed_and_each_draw_is_another_one():
    row = [step.kind for step in FORCE.steps].index("unseen")
    runs = [LessonRun(FORCE, seed=seed, at=row) for seed in range(8)]
    assert runs == [LessonRun(FORCE, seed=seed, at=row) for seed in range(8)]
    assert len({run.drawn for run in runs}) > 3
    seen = [runs[0].drawn]
    run = runs[0]
    for _ in range(19):
        run = run.draw_another()
        seen.append(run.drawn)
    assert len(set(seen)) == 20, "every draw of the lot comes once before one comes again"
    assert run.hides(run.drawn)
    assert run.hidden == (UNSEEN,)


def test_while_a_case_is_hidden_only_cases_that_were_on_screen_have_numbers():
    run = at_the_vote()
    assert not run.hides(Scene.from_dict({"roller.level": "T8"}))
    for level in ("L3", "L2", "T9"):
        assert run.hides(Scene.from_dict({"roller.level": level}))
    assert not run.lock().show().hides(Scene.from_dict({"roller.level": "L2"}))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(sorted(MOVES)), max_size=40), st.booleans())
def test_whatever_is_done_nothing_locked_changes_and_a_file_holds_it(moves, alone):
    run = LessonRun(FORCE, alone=alone, seed=3)
    for move in moves:
        before, run = run, MOVES[move](run)
        for row, (old, new) in enumerate(zip(before.done, run.done, strict=True)):
            locked = [each for each in old.ballots if each.locked]
            drawn = move == "draw" and row == before.at
            assert drawn or [*new.ballots][: len(locked)] == locked
            assert drawn or new.shown >= old.shown
        assert read_run(run.to_dict()) == run


def test_a_lesson_of_ones_own_stands_in_the_file_whole():
    own = lesson_of(as_text({**FORCE.raw, "title": "Mine"}), "mine")
    run = LessonRun(own, seed=5).next().count(1, 3)
    assert read_run(run.to_dict()) == run


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lesson", "nothing"),
        ("at", 9),
        ("at", "x"),
        ("done", []),
        ("seed", None),
        ("spent_s", "a"),
        ("spent_s", 10**400),
        ("spent_s", float("nan")),
        ("spent_s", -1.0),
        ("spent_s", True),
    ],
)
def test_a_place_that_cannot_be_read_says_so(name, value):
    with pytest.raises(SceneError, match="lesson: "):
        read_run({**LessonRun(FORCE).to_dict(), name: value})


@pytest.mark.parametrize(
    "change",
    [
        {"hands": [1]},
        {"choice": 4},
        {"guess": 101},
        {"guess": 10**400},
        {"hands": [-1, 0, 0, 0]},
        {"hands": 3},
    ],
)
def test_a_vote_that_cannot_be_is_not_read(change):
    raw = LessonRun(FORCE).to_dict()
    ballot = {"hands": [], "choice": None, "guess": None, "locked": False, **change}
    raw["done"][1]["ballots"] = [ballot]
    with pytest.raises(SceneError, match="lesson: "):
        read_run(raw)


@pytest.mark.parametrize(
    ("step", "name", "value"),
    [(1, "ballots", []), (1, "draw", 0), (6, "draw", None), (6, "draw", 999)],
)
def test_what_was_done_in_a_step_that_cannot_be_is_not_read(step, name, value):
    raw = LessonRun(FORCE).to_dict()
    assert FORCE.steps[6].kind == "unseen"
    raw["done"][step][name] = value
    with pytest.raises(SceneError, match="lesson: "):
        read_run(raw)


def test_after_enter_comes_what_the_blue_button_does():
    run = LessonRun(FORCE, seed=1)
    asked = run.ahead
    assert (asked.at, asked.todo) == (1, LOCK)
    assert asked.ahead == asked.lock(), "a class may leave its hands uncounted"
    alone = at_the_vote(alone=True)
    assert not alone.can_lock
    assert alone.ahead.todo == SHOW, "what comes next is known before there is a vote"
    shown = asked.ahead.ahead
    assert shown.now.shown
    seen = shown.ahead
    assert (seen.todo, seen.ahead.now.told) == (TELL, True)
    last = run.at_step(len(FORCE.steps))
    assert last.ended
    assert last.ahead == last
    assert last.hidden == ()
    assert not last.pictured


def test_only_choices_that_are_there_can_be_chosen_and_only_moves_that_are_seen_again():
    run = at_the_vote()
    assert run.can_choose(3)
    assert not run.can_choose(4)
    assert not run.lock().can_choose(0)
    assert not run.can_see_again, "one of the two cases is hidden"
    assert run.lock().show().can_see_again
    assert not LessonRun(FORCE).can_see_again, "a single case does not move"


def test_a_question_without_columns_cannot_be_guessed_and_a_step_without_a_lot_not_drawn():
    assert at_the_vote().can_guess
    peak = LessonRun(FORCE).at_step(3)
    assert peak.step.kind == "predict"
    assert not peak.can_guess
    assert peak.guess(40.0) == peak
    assert peak.draw_another() == peak
    guessed = at_the_vote().guess(140.0)
    assert guessed.ballot.guess == 100.0
    assert guessed.guess(None).ballot == Ballot()


def test_before_anything_is_shown_the_first_case_is():
    bare = replace(FORCE, steps=(replace(FORCE.steps[0], show=()), *FORCE.steps[1:]))
    assert LessonRun(bare).cases == (FORCE.cases[0].key,)
    assert LessonRun(FORCE).drawn is None


def test_a_rule_is_kept_where_it_is_asked_for_and_no_longer_than_a_page():
    run = LessonRun(FORCE)
    assert run.write("A rule") == run
    row = [step.kind for step in FORCE.steps].index("rule")
    written = run.at_step(row).write("x" * 1000)
    assert written.rule == "x" * MOST_LETTERS
    assert written.back().rule == written.rule


def test_a_run_takes_the_time_that_it_takes():
    assert LessonRun(FORCE).spent(12.5).spent(-3.0).spent_s == 12.5
