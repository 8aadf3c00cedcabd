"""A lesson in a session: what is told, what undo does, and that a killed process loses nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from spineviz.scene import Scene
from spineviz.session import lesson_player
from spineviz.session.document import read_document
from spineviz.session.filing import Filing
from spineviz.session.lesson_player import LONGEST_S, PLACES, TALK_S, seen
from spineviz.session.lesson_run import VOTED, LessonRun
from spineviz.session.recovery import Recovery
from spineviz.session.session import Session
from spineviz.session.settings import Settings
from spineviz.session.shown import Shown
from spineviz.session.view import State
from spineviz.simulation.place import roller_mm
from spineviz.simulation.simulate import simulate
from spineviz.teaching.expressions import parse, read_out
from spineviz.teaching.lesson_answers import happened
from spineviz.teaching.lesson_parts import Text
from spineviz.teaching.lessons import lessons
from spineviz.words.lesson_words import row_answers, rows_of

ROOT = Path(__file__).resolve().parents[2]
FORCE = lessons()[0]
L3 = Scene.from_dict({"roller.level": "L3"})

WALK = """
import json, os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from spineviz.session.filing import Filing
from spineviz.session.recovery import Recovery
from spineviz.session.session import Session
from spineviz.session.settings import Settings
from spineviz.teaching.lessons import lessons

application = QCoreApplication([])
session = Session()
filing = Filing(session, Settings(), Recovery(Path(sys.argv[1])), session)
player = session.lesson
player.start(lessons()[0], alone=False)
while not player.run.ended:
    if player.run.todo == "lock":
        player.put(player.run.count(player.run.at % 3, 10 + player.run.at))
    print(json.dumps(player.run.to_dict()), flush=True)
    input()
    player.next()
print("ended", flush=True)
input()
"""


@pytest.fixture
def session(application):
    made = Session()
    made.solve_now()
    made.lesson.start(FORCE, alone=False)
    made.solve_now()
    return made


def heard(session: Session) -> list[str]:
    found: list[str] = []
    session.lesson.said.connect(found.append)
    return found


def test_what_is_hidden_has_no_numbers_anywhere_in_the_session(session):
    player = session.lesson
    assert session.view.state is State.SETTLED
    player.next()
    session.solve_now()
    assert session.scene == L3
    assert (session.view.state, session.view.outcome) == (State.HIDDEN, None)
    assert session.view.picture.scene == L3, "the person is seen"
    assert session.shown.hidden == ("l3",)
    assert not session.idle.found.sweep
    assert session.idle.found.baseline is None
    session.compare.pin()
    assert session.compare.outcome is None
    player.next()
    assert session.view.outcome is None
    player.next()
    session.solve_now()
    assert session.view.outcome is not None
    assert session.compare.outcome is not None


def test_undo_takes_back_what_was_done_to_the_scene_and_no_vote(session):
    player = session.lesson
    player.next()
    player.put(player.run.count(1, 4))
    player.next()
    run = player.run
    session.set("roller.level", "L2")
    session.undo()
    assert session.scene == L3
    session.undo()
    session.solve_now()
    assert player.run == run
    assert session.shown.hidden == ("l3",)
    session.set("roller.level", "L3")
    session.solve_now()
    assert session.view.outcome is None, "set by hand, too"


def test_home_brings_the_scene_of_the_lesson_back_in_one_step(session):
    player = session.lesson
    session.set("roller.level", "T5")
    session.set("arms", "crossed")
    player.home()
    assert session.scene == FORCE.case("t8").scene
    session.undo()
    assert (session.scene.arms, session.scene.roller_level) == ("crossed", "T5")


def test_lock_show_mistake_and_end_are_said_once_each(session):
    player, said = session.lesson, heard(session)
    player.next()
    player.put(player.run.count(0, 5).count(3, 11))
    assert said == []
    player.next()
    assert said == ["Locked. A 5, B 0, C 0, D 11."]
    player.next()
    assert len(said) == 2
    assert said[1].startswith("The model gives D. Under L3 ")
    player.next()
    right = row_answers(player.run.step, player.numbers(player.run))
    wrong = "more" if right[0] != "more" else "less"
    player.put(player.run.mark(0, wrong, len(right)).mark(1, right[1], len(right)))
    player.next()
    name = rows_of(player.run.step)[0].about
    assert said[2:] == [f"Look again: {name}. Press R to see it again."]
    while not player.run.ended:
        player.next()
    assert said[-1].startswith("Lesson finished in ")
    assert sum(each.startswith("Lesson finished") for each in said) == 1


def test_a_lesson_stops_before_a_step_that_the_model_does_not_agree_with(session, monkeypatch):
    steps = list(FORCE.steps)
    steps[1] = replace(steps[1], expect=1)
    session.lesson.start(replace(FORCE, steps=tuple(steps)), alone=False)
    said = heard(session)
    session.lesson.next()
    assert session.lesson.run.at == 0
    expected = "The lesson stops before step 2: the model now gives D, the lesson expects A."
    assert said == [expected]
    assert session.lesson.fault == expected
    session.lesson.speakers = 1
    session.lesson.next()
    assert said == [expected], "with a speaker's window the class is not told"


def test_a_lesson_that_is_forgotten_is_not_gone_on_with_and_everybody_is_told(session):
    player = session.lesson
    player.start(FORCE, alone=True)
    player.next()
    player.leave()
    told = []
    player.changed.connect(lambda: told.append(player.left))
    player.forget(FORCE.key)
    assert told == [{}]
    assert not player.resume(FORCE.key)  # a button that was pressed just then
    assert player.run is None


def test_outcomes_are_remembered_as_long_as_few_others_are_asked_for(session, monkeypatch):
    monkeypatch.setattr(lesson_player, "MOST_OUTCOMES", 2)
    player, one, two, three = session.lesson, Scene(), L3, Scene(roller_level="T4")
    found = player.outcome(one)
    player.outcome(two)
    assert player.outcome(one) is found
    player.outcome(three)
    assert [player.knows(scene) for scene in (one, two, three)] == [True, False, True]
    assert found.state is None, "nothing is kept that nobody reads"
    assert found.roller.force_N == simulate(one).roller.force_N


def test_a_lesson_that_is_left_keeps_its_place(session):
    player = session.lesson
    player.next()
    player.put(player.run.count(2, 6))
    run = player.run
    player.leave()
    assert player.run is None
    assert session.shown.hidden == ()
    session.solve_now()
    assert session.view.outcome is not None
    assert player.left[FORCE.key][0] == run
    assert player.resume(FORCE.key)
    assert player.run == run
    assert not player.left
    session.undo()
    assert player.run is None


def test_saved_with_a_scene_it_is_opened_with_it(session, tmp_path):
    filing = Filing(session, Settings(), None, session)
    session.lesson.next()
    assert session.modified
    assert filing.save_as(tmp_path / "class")
    assert not session.modified
    session.lesson.put(session.lesson.run.count(1, 8))
    assert session.modified
    assert filing.save()
    run = session.lesson.run
    filing.new()
    assert session.lesson.run is None
    assert filing.open(tmp_path / "class.spineviz")
    assert session.lesson.run == run
    assert session.shown.hidden == ("l3",)
    document, _, shown = read_document(tmp_path / "class.spineviz", Shown())
    assert document.run == run
    assert shown.hidden == ("l3",)


def test_every_lesson_can_be_played_to_its_end(session):
    player = session.lesson
    for lesson in lessons():
        assert player.start(lesson), lesson.key
        for _ in range(60):
            if player.run.ended:
                break
            run = player.run
            if run.step.kind in VOTED:
                player.put(run.choose(player.given(run)))
            player.next()
            assert not player.fault
        assert player.run.ended
        observed = [step for step in lesson.steps if step.kind == "observe"]
        assert all(happened(step, player.numbers(player.run)) for step in observed)


def test_a_process_that_is_killed_leaves_votes_and_place_at_every_step(application, tmp_path):
    kept = tmp_path / "kept"
    walk = subprocess.Popen(
        [sys.executable, "-c", WALK, str(kept)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    places = []
    for line in walk.stdout:
        if line.strip() == "ended":
            break
        folder = tmp_path / str(len(places))
        folder.mkdir()
        for file in kept.glob("*.json"):
            shutil.copy(file, folder)
        places.append((folder, json.loads(line)))
        walk.stdin.write("\n")
        walk.stdin.flush()
    assert list(kept.glob("*.json")) == [], "one that is finished is not offered again"
    walk.kill()
    walk.wait()
    walk.stdin.close()
    walk.stdout.close()
    assert len(places) > len(FORCE.steps)
    for folder, run in places:
        session = Session()
        recovery = Recovery(folder)
        filing = Filing(session, Settings(), recovery, session)
        (left,) = recovery.left()
        filing.restore(left)
        found = session.lesson.run.to_dict()
        assert {**found, "spent_s": 0} == {**run, "spent_s": 0}
        assert session.scene == session.lesson.run.scene(session.lesson.run.live)
        recovery.close()


def test_of_a_case_that_is_hidden_only_the_person_is_seen(session):
    player = session.lesson
    player.next()
    hidden = player.view(player.run, "l3")
    assert (hidden.state, hidden.outcome, hidden.scene) == (State.HIDDEN, None, L3)
    told = player.view(player.run, "t8")
    assert told.outcome.scene == FORCE.case("t8").scene
    assert player.knows(L3), "the model was asked before the class"
    assert not player.knows(Scene(roller_level="T2"))


def test_a_case_without_a_pose_has_no_picture_of_its_own(session, unbalanced):
    view = seen(unbalanced(L3))
    assert (view.state, view.outcome, view.picture) == (State.OUTSIDE, None, None)


def test_whoever_leads_knows_what_is_right_in_every_kind_of_step(session):
    player = session.lesson
    known = {}
    for row, step in enumerate(FORCE.steps):
        known[step.kind] = player.expected(player.run.at_step(row))
    assert known["see"] == known["rule"] == ""
    assert "D. Under L3 " in player.expected(player.run.at_step(1))
    assert "from the border to another choice" in known["predict"]
    right = row_answers(FORCE.steps[2], player.numbers(player.run))
    assert known["observe"].count("\n") == len(right) - 1
    assert known["unseen"][:2] in {"A.", "B.", "C."}
    assert player.expected(player.run.at_step(len(FORCE.steps))) == ""


def test_where_not_one_choice_holds_the_text_alone_is_known(session):
    steps = list(FORCE.steps)
    same = tuple(replace(each, when=parse("1 < 2")) for each in steps[1].choices)
    steps[1] = replace(steps[1], choices=same)
    run = LessonRun(replace(FORCE, steps=tuple(steps)), alone=False).next()
    told = session.lesson.expected(run)
    assert told.startswith("Under L3 ")
    assert "border" not in told
    assert session.lesson.mistake(run) == "not exactly one choice holds in the model"


def test_an_unseen_case_without_an_answer_or_a_number_stops_the_lesson(session):
    steps = list(FORCE.steps)
    unseen = next(row for row, step in enumerate(steps) if step.kind == "unseen")
    same = tuple(replace(each, when=parse("1 < 2")) for each in steps[unseen].choices)
    steps[unseen] = replace(steps[unseen], choices=same)
    run = LessonRun(replace(FORCE, steps=tuple(steps))).at_step(unseen)
    assert session.lesson.mistake(run) == "not exactly one choice holds in the model"
    steps[0] = replace(steps[0], ask=Text("{t8.joint@T99}", (read_out("t8", "zone", "Q"),)))
    run = LessonRun(replace(FORCE, steps=tuple(steps)))
    assert "t8.zone@Q has no number" in session.lesson.mistake(run)
    said = heard(session)
    assert not session.lesson.start(run.lesson)
    assert said[-1].startswith("The lesson stops before step 1: t8.zone@Q has no number")


def test_a_case_that_the_class_has_seen_is_never_asked_about_as_unseen(session):
    seen = [case.scene.roller_level for case in FORCE.cases]
    row = next(row for row, step in enumerate(FORCE.steps) if step.kind == "unseen")
    lot = (("roller.level", tuple(seen)),)
    steps = [*FORCE.steps[:row], replace(FORCE.steps[row], lot=lot), *FORCE.steps[row + 1 :]]
    lesson = replace(FORCE, steps=tuple(steps), cases=tuple(
        replace(case, scene=Scene(roller_level=case.scene.roller_level)) for case in FORCE.cases
    ))  # fmt: skip
    told = session.lesson.mistake(LessonRun(lesson).at_step(row))
    assert told == "every draw is a case of the lesson, so none is unseen"
    more = replace(steps[row], lot=(("roller.level", (*seen, "T4")),))
    lesson = replace(lesson, steps=(*steps[:row], more, *steps[row + 1 :]))
    assert session.lesson.mistake(LessonRun(lesson).at_step(row)) != told


def test_what_cannot_be_begun_while_a_class_watches_is_told_to_the_speaker_alone(session):
    player, said = session.lesson, heard(session)
    wrong = replace(FORCE, steps=(replace(FORCE.steps[1], expect=1), *FORCE.steps[1:]))
    player.speakers = 1
    run = player.run
    assert not player.start(wrong)
    assert player.fault.startswith("The lesson stops before step 1: the model now gives D")
    assert said == []
    assert player.run == run


def test_a_lesson_that_was_left_and_no_longer_holds_is_not_gone_on_with(session, monkeypatch):
    player, told = session.lesson, []
    player.resumed.connect(told.append)
    player.next()
    player.leave()
    monkeypatch.setattr(player, "mistake", lambda run: "why")
    assert not player.resume(FORCE.key)
    assert FORCE.key in player.left
    assert told == []


def test_without_a_lesson_nothing_of_one_can_be_done(application):
    session = Session()
    player, before = session.lesson, session.history.now
    for do in (player.leave, player.next, player.back, player.lock, player.show, player.tell,
               player.vote_again, player.draw_another, player.home):  # fmt: skip
        do()
    player.put(LessonRun(FORCE))
    assert session.history.now == before
    assert player.clock_s == 0.0
    assert player.moves() == ()


def test_a_second_vote_ends_the_talk_and_another_case_is_drawn(session):
    player = session.lesson
    player.vote_again()
    player.next()
    player.put(player.run.count(0, 5))
    player.next()
    player.toggle_talk()
    assert player.talk_left == TALK_S
    player.vote_again()
    assert player.talk_left == 0
    assert len(player.run.now.ballots) == 2
    unseen = next(row for row, step in enumerate(FORCE.steps) if step.kind == "unseen")
    player.draw_another()
    player.put(player.run.at_step(unseen))
    first = player.run.drawn
    player.draw_another()
    assert player.run.drawn != first
    assert session.scene == player.run.drawn


def test_back_opens_the_scene_of_the_step_before(session):
    player = session.lesson
    player.back()
    assert player.run.at == 0
    player.next()
    assert session.scene == L3
    player.back()
    assert player.run.at == 0
    assert session.scene == FORCE.case("t8").scene


def test_a_row_that_is_marked_anew_after_it_was_told_is_told_again(session):
    player = session.lesson
    player.put(player.run.at_step(2))
    rows = rows_of(player.run.step)
    right = row_answers(player.run.step, player.numbers(player.run))
    player.tell()
    said = heard(session)
    wrong = "more" if right[0] != "more" else "less"
    player.put(player.run.mark(0, wrong, len(rows)))
    assert said == [f"Look again: {rows[0].about}. Press R to see it again."]
    assert player.missed(player.run) == (0,)
    player.put(player.run.mark(0, right[0], len(rows)))
    assert said[-1] == "Nothing was missed."


def test_the_talk_counts_down_and_ends_by_itself(session):
    player, told = session.lesson, []
    player.ticked.connect(lambda: told.append(player.talk_left))
    player.toggle_talk()
    for _ in range(TALK_S):
        player._tick()
    assert told == list(range(TALK_S, -1, -1))
    player.toggle_talk()
    player.toggle_talk()
    assert told[-2:] == [TALK_S, 0]


def test_the_clock_of_a_lesson_leaves_out_a_break(session, monkeypatch):
    player, now = session.lesson, [time.monotonic()]
    monkeypatch.setattr(lesson_player.time, "monotonic", lambda: now[0])
    player.next()
    start = player.clock_s
    now[0] += 30.0
    assert player.clock_s - start == pytest.approx(30.0)
    now[0] += 10 * LONGEST_S
    assert player.clock_s - start == pytest.approx(LONGEST_S)
    player.back()
    assert player.run.spent_s == pytest.approx(start + LONGEST_S)
    player.put(player.run.at_step(len(FORCE.steps)))
    ended = player.clock_s
    now[0] += 60.0
    assert player.clock_s == ended


def test_everything_is_blank_and_back_again(session):
    player, told = session.lesson, []
    player.changed.connect(lambda: told.append(player.blank))
    player.toggle_blank()
    player.toggle_blank()
    assert told == [True, False]


def test_a_move_is_seen_again_place_by_place_and_anything_else_as_two_ends(session):
    player = session.lesson
    assert player.moves() == (), "one case does not move"
    player.next()
    assert player.moves() == (), "nor one that is hidden"
    player.put(player.run.lock().show())
    places = player.moves()
    assert (places[0], places[-1]) == (FORCE.case("t8").scene, L3)
    way = [roller_mm(each) for each in places]
    assert len(way) == PLACES
    assert way == sorted(way)
    player.put(player.run.at_step(4).lock().show())
    assert player.moves() == (FORCE.case("t8").scene, FORCE.case("crossed").scene)


def test_the_state_before_is_not_told_where_it_would_tell_what_is_hidden(session):
    session.set("roller.level", "L2")
    session.solve_now()
    assert session.view.before.place.nearest == "T8"
    session.lesson.next()
    session.solve_now()
    assert session.view.state is State.HIDDEN
    assert session.view.before is None
