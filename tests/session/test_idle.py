"""Idle work finds what single solves find, waits its turn, and gives way at once."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEventLoop, QTimer
from solved_scenes import found_once

from spineviz.scene import ROLLER_PLACES, WHAT_IFS, Scene, SceneError
from spineviz.session import idle as idle_module
from spineviz.session.idle import QUIET, Idle, Work, baseline_scene, placeless, toggled
from spineviz.session.session import Session
from spineviz.simulation.simulate import simulate
from spineviz.values import scalars_of

LONGEST = 60_000  # ms, after which a test gives up


@pytest.fixture
def session(application):
    made = Session(Scene(roller_level="L3"))
    made.solve_now()
    return made


def wait(idle: Idle, enough=None) -> None:
    """Turn the event loop until the work is done, or enough of it."""
    loop = QEventLoop()
    stop = enough or (lambda: not idle.busy)
    idle.ready.connect(lambda: stop() and loop.quit())
    QTimer.singleShot(LONGEST, loop.quit)
    if not stop():
        loop.exec()
    assert stop()


def start(session: Session, *works: Work) -> Idle:
    idle = session.idle
    idle.want(Work.BASELINE, True, session)
    for work in works:
        if work is Work.PEOPLE:
            session.show(replace(session.shown, people=True))
        idle.want(work, True, session)
    session.solve_now()
    return idle


@pytest.fixture
def counted(monkeypatch):
    """Scenes that idle work has solved."""
    solved = []

    def count(scene, warm=None):
        solved.append(scene)
        return found_once(scene, warm)

    monkeypatch.setattr(idle_module, "simulate", count)
    return solved


def close(first, second) -> bool:
    return all(
        first[key] == pytest.approx(second[key], rel=1e-4)
        for key in ("peak_kPa", "spine_share", "push_extension_deg", "push_range_share")
    )


def test_what_memory_is_missing_for_is_no_finding(session, monkeypatch):
    def full(*_):
        raise MemoryError

    idle = start(session)
    monkeypatch.setattr(idle_module, "simulate", full)
    with pytest.raises(MemoryError):
        idle.finish()
    assert idle.found.baseline is None
    monkeypatch.undo()
    idle.finish()
    assert idle.found.baseline is not None


def test_nothing_is_worked_on_before_it_is_quiet(session, counted):
    idle = start(session)
    assert idle.busy
    assert idle._quiet.interval() == QUIET
    assert counted == []
    assert idle.found.baseline is None


def test_the_baseline_differs_in_level_and_arms_alone(session, counted):
    session.set("roller.diameter_mm", 120.0)
    idle = start(session)
    wait(idle)
    scene = session.scene
    assert counted == [scene.set("roller.level", "T8").set("arms", "sides")]
    assert baseline_scene(scene) == counted[0]
    assert close(idle.found.baseline.numbers, scalars_of(simulate(counted[0])))


def test_what_ifs_and_sweep_are_what_single_solves_give(session, counted):
    idle = start(session, Work.WHAT_IFS, Work.SWEEP)
    wait(idle)
    found = idle.found
    assert len(counted) == 1 + len(WHAT_IFS) + len(ROLLER_PLACES)
    assert set(found.what_ifs) == set(WHAT_IFS)
    assert set(found.sweep) == set(ROLLER_PLACES)
    bare = simulate(session.scene.set("without", "ribs"))
    assert close(found.what_ifs["ribs"], scalars_of(bare))
    for level in ("T2", "T9", "L5"):  # warm starts find what cold ones find
        assert close(
            found.sweep[level], scalars_of(simulate(session.scene.set("roller.level", level)))
        )


def test_one_solve_a_turn_and_a_change_drops_the_rest_at_once(session, counted, monkeypatch):
    monkeypatch.setattr(idle_module, "TOLD_EVERY", 0)  # at every turn
    idle = start(session, Work.SWEEP)
    wait(idle, enough=lambda: len(counted) >= 3)
    done = len(counted)
    assert done == 3, "more than one solve between two turns of the event loop"
    session.change("roller.diameter_mm", 140.0)
    assert not idle.busy
    assert idle.found.sweep == {}
    session.solve_now()  # the change itself is solved before anything else
    assert len(counted) == done
    wait(idle)
    assert all(scene.roller_diameter_mm == 140.0 for scene in counted[done:])


def test_what_is_found_is_told_in_parts_and_always_at_the_end(session, counted, monkeypatch):
    told = []
    idle = start(session, Work.SWEEP)
    idle.ready.connect(lambda found: told.append(len(found.sweep)))
    wait(idle)
    assert told[-1] == len(ROLLER_PLACES)
    session.change("roller.diameter_mm", 140.0)
    session.solve_now()
    told.clear()
    monkeypatch.setattr(idle_module, "TOLD_EVERY", LONGEST)
    wait(idle)
    assert told == [len(ROLLER_PLACES)]
    monkeypatch.setattr(idle_module, "TOLD_EVERY", 0)
    session.change("roller.diameter_mm", 130.0)
    session.solve_now()
    told.clear()
    wait(idle)
    assert told == list(range(len(ROLLER_PLACES) + 1))  # the baseline comes first


def test_what_was_found_is_told_though_nobody_wants_the_rest(session, counted, monkeypatch):
    monkeypatch.setattr(idle_module, "TOLD_EVERY", LONGEST)
    idle = start(session, Work.SWEEP)
    pieces = idle.finishing()
    next(pieces)
    told = []
    idle.ready.connect(told.append)
    idle.want(Work.SWEEP, False, session)
    idle.finish()
    assert [found.baseline is not None for found in told] == [True]
    idle.finish()
    assert len(told) == 1, "told twice"


def test_a_roller_that_only_moves_keeps_its_sweep(session, counted):
    idle = start(session, Work.SWEEP)
    wait(idle)
    before = len(counted)
    session.set("roller.level", "T4")
    session.solve_now()
    assert set(idle.found.sweep) == set(ROLLER_PLACES)
    assert idle.found.baseline is not None
    loop = QEventLoop()
    QTimer.singleShot(QUIET + 200, loop.quit)
    loop.exec()
    assert len(counted) == before
    session.set("arms", "sides")
    session.solve_now()
    assert idle.found.sweep == {}
    session.undo()
    session.solve_now()
    assert set(idle.found.sweep) == set(ROLLER_PLACES)


def test_what_nobody_shows_is_not_worked_on(session, counted):
    idle = start(session, Work.SWEEP)
    idle.want(Work.SWEEP, False, session)
    wait(idle)
    assert counted == [baseline_scene(session.scene)]


def test_no_pose_means_no_numbers(session, monkeypatch, unbalanced):
    monkeypatch.setattr(idle_module, "simulate", unbalanced)
    idle = start(session, Work.WHAT_IFS, Work.SWEEP)
    wait(idle)
    assert idle.found.baseline is None
    assert set(idle.found.what_ifs.values()) == {None}
    assert set(idle.found.sweep.values()) == {None}


def test_a_fault_while_idle_is_logged_and_the_rest_goes_on(session, monkeypatch, caplog):
    def broken(scene, warm=None):
        if scene.without:
            raise ZeroDivisionError("a fault of the model")
        return found_once(scene, warm)

    monkeypatch.setattr(idle_module, "simulate", broken)
    idle = start(session, Work.WHAT_IFS, Work.SWEEP)
    wait(idle)
    assert "a fault of the model" in caplog.text
    assert None not in idle.found.sweep.values()


def test_scenes_that_differ_in_the_place_alone_share_a_sweep():
    here, there = Scene(roller_level="L3"), Scene().set("roller.position_mm", 120.0)
    assert placeless(here) == placeless(there)
    assert placeless(here) != placeless(here.set("hips", "up"))


def test_toggling_twice_comes_back():
    scene = Scene(without=("discs",))
    for name in WHAT_IFS:
        assert toggled(toggled(scene, name), name) == scene
        assert toggled(scene, name) != scene


def test_how_people_differ_is_found_while_it_is_shown(session, monkeypatch):
    def sample(scene, one):
        if one.number == 1:
            raise SceneError("scene.no_key", key="x", known=())
        return simulate(scene.set("person.mass_kg", 70.0 + one.number))

    monkeypatch.setattr(idle_module, "simulate_body", sample)
    monkeypatch.setattr(idle_module, "PEOPLE", 3)
    idle = start(session, Work.PEOPLE)
    session.show(replace(session.shown, people=False))
    idle.finish()
    assert idle.found.people == ()
    session.show(replace(session.shown, people=True))
    idle.finish()
    masses = [simulate(session.scene.set("person.mass_kg", each)) for each in (70.0, 72.0)]
    forces = [each["force_N"] for each in idle.found.people]
    assert forces == [pytest.approx(each.roller.force_N) for each in masses]
    assert not idle.busy


def test_all_that_is_wanted_is_found_at_once_a_solve_at_a_time(session, counted):
    idle = start(session, Work.WHAT_IFS)
    pieces = list(idle.finishing())
    assert len(pieces) == len(counted) == 1 + len(WHAT_IFS)
    assert set(idle.found.what_ifs) == set(WHAT_IFS)
    assert list(idle.finishing()) == [], "nothing is found twice"


def test_the_scene_it_is_held_against_is_found_under_each_level_too(session, counted):
    session.compare.open(session.scene.set("arms", "crossed"), session.scene)
    start(session, Work.SWEEP).finish()
    pinned = session.compare.view.scene
    found = session.idle.sweep_of(pinned)
    assert set(found) == set(ROLLER_PLACES)
    assert len(counted) == 1 + 2 * len(ROLLER_PLACES)
    for level in ("T1", "T9"):
        assert close(found[level], scalars_of(simulate(pinned.set("roller.level", level))))
    session.show(replace(session.shown, hidden=("peak_kPa",)))
    assert list(session.idle.sweep_left(pinned.set("hips", "up"))) == []
    session.show(replace(session.shown, hidden=()))
    session.compare.leave()
    session.idle.finish()
    assert len(counted) == 1 + 2 * len(ROLLER_PLACES), "nothing is found twice"


def test_what_was_found_is_not_told_while_a_lesson_hides_it(session, counted):
    idle = start(session, Work.SWEEP)
    idle.finish()
    known = set(idle.found.sweep)
    assert known == set(ROLLER_PLACES)
    session.show(replace(session.shown, hidden=("peak_kPa",)))
    assert not idle.found.sweep
    assert idle.found.baseline is None
    session.show(replace(session.shown, hidden=()))
    assert set(idle.found.sweep) == known


def test_where_nothing_rolls_there_is_nothing_to_find(session, counted):
    start(session, Work.WHAT_IFS, Work.SWEEP)
    session.load(session.scene.set("task", "press-up"), "Press-up")
    session.solve_now()
    session.idle.finish()
    assert counted == []


def test_the_oldest_findings_are_forgotten_beyond_what_is_kept():
    store = idle_module._Store()
    for number in range(5):
        store.put(number, None if number == 3 else {"n": number}, 3)
    assert [number in store for number in range(5)] == [False, False, True, True, True]
    assert store.get(4, dict) == {"n": 4}
    assert store.get(3, dict) is None


def test_what_somebody_else_asks_for_comes_before_or_after_what_is_shown(session, counted):
    order, left = [], [True]

    def before():
        return [lambda: order.append("before")] if left else []

    def after():
        return [lambda: (order.append(len(counted)), left.clear())] if left else []

    start(session)
    session.idle.add(before, after)
    session.idle.renew()
    assert session.idle.busy
    session.idle.finish()
    assert order == ["before", 1]


def test_what_a_scene_is_held_against_has_all_its_structures():
    without = Scene(roller_level="L3", arms="sides", hips="up", without=("ribs", "discs"))
    against = baseline_scene(without)
    assert against.without == ()
    assert against == baseline_scene(Scene(hips="up"))
