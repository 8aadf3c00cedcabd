"""A lesson in a session: what is told, what undo does, and that a killed process loses nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from spineviz.scene import Scene
from spineviz.session.document import read_document
from spineviz.session.filing import Filing
from spineviz.session.lesson_run import VOTED
from spineviz.session.recovery import Recovery
from spineviz.session.session import Session
from spineviz.session.settings import Settings
from spineviz.session.shown import Shown
from spineviz.session.view import State
from spineviz.teaching.lesson_answers import happened
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
