"""Work on an exploration: in a process beside this one; in turns where there is none; at once."""

from __future__ import annotations

import time
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

import pytest

from spineviz.lab.bench import LabError
from spineviz.lab.exploration import Exploration, Job
from spineviz.scene import BY_KEY, Scene
from spineviz.session import explorer as explorer_module
from spineviz.session.explorer import AHEAD, Explorer

DIAMETER, MASS = BY_KEY["roller.diameter_mm"], BY_KEY["person.mass_kg"]
FIRST = Job(0, None)


@pytest.fixture
def explorer(application):
    """One that begins at once."""
    made = Explorer(application)
    made._quiet.setInterval(0)
    yield made
    made.rest()
    made.deleteLater()


def until(application, done):
    """Turns of the event loop until something is so."""
    start = time.monotonic()
    while not done() and time.monotonic() - start < 60:
        application.processEvents()
        time.sleep(0.001)
    assert done()


@pytest.fixture
def cheap(monkeypatch):
    """Jobs that were solved here; each gives the number of its point."""
    done: list[Job] = []

    def solve(self: Exploration, job: Job) -> None:
        done.append(job)
        self.found[job] = {"peak_kPa": float(job.point or 0)}

    monkeypatch.setattr(Exploration, "solve", solve)
    return done


class Beside:
    """In the place of a process: what is handed over is answered when a test says so."""

    made: list[Beside] = []  # noqa: RUF012 - emptied by the fixture

    def __init__(self) -> None:
        self.handed: list[tuple[Job, Future]] = []
        self.ended = False
        self.made.append(self)

    def hand(self, work, task):
        future: Future = Future()
        self.handed.append((task[2], future))
        return future

    def end(self) -> None:
        self.ended = True


@pytest.fixture
def beside(monkeypatch):
    monkeypatch.setattr(explorer_module, "Helper", Beside)
    Beside.made = []
    return Beside.made


def test_in_turns_one_job_is_done_a_turn_and_somebody_is_told(application, explorer, cheap):
    explorer.aside = False
    told = []
    explorer.progressed.connect(lambda: told.append(explorer.busy))
    explorer.begin(Scene(), DIAMETER)
    assert explorer.busy
    until(application, lambda: not explorer.busy)
    assert cheap == list(explorer.exploration.jobs())
    assert told[0] is True
    assert told[-1] is False


def test_what_is_known_is_not_solved_again(application, explorer, cheap):
    explorer.aside = False
    explorer.begin(Scene(), DIAMETER)
    explorer.finish()
    assert not explorer.busy
    known, count = explorer.exploration, len(cheap)
    explorer.begin(Scene(), DIAMETER)
    assert explorer.exploration is known
    assert not explorer.busy
    explorer.begin(Scene().set("roller.diameter_mm", 100.0), DIAMETER)
    explorer.finish()
    again = cheap[count:]
    assert again
    assert all(job.point is None for job in again), "only the bodies where it is are new"
    explorer.begin(Scene(), MASS)
    explorer.finish()
    assert len(cheap) > count + len(again)


def test_another_scene_is_held_against_it_where_its_curve_is_another(explorer, cheap):
    explorer.begin(Scene(), DIAMETER, Scene().set("roller.diameter_mm", 200.0))
    assert explorer.exploration.beside is None, "the same curve"
    explorer.begin(Scene(), DIAMETER, Scene(roller_level="L3"))
    assert explorer.exploration.beside == Scene(roller_level="L3")


def test_cancel_leaves_it_at_what_is_known(application, explorer, cheap):
    explorer.aside = False
    explorer.begin(Scene(), DIAMETER)
    until(application, lambda: len(cheap) >= 3)
    explorer.cancel()
    known = dict(explorer.exploration.found)
    for _ in range(20):
        application.processEvents()
    assert explorer.exploration.found == known
    assert not explorer.busy


def test_the_process_beside_has_a_few_jobs_at_a_time_and_what_it_gives_is_kept(
    application, explorer, cheap, beside
):
    explorer.begin(Scene(), DIAMETER)
    until(application, lambda: beside and len(beside[0].handed) == AHEAD)
    jobs = list(explorer.exploration.jobs())
    assert [job for job, _ in beside[0].handed] == jobs[:AHEAD]
    beside[0].handed[0][1].set_result({"peak_kPa": 7.0})
    until(application, lambda: len(beside[0].handed) == AHEAD + 1)
    assert explorer.exploration.found == {FIRST: {"peak_kPa": 7.0}}
    explorer.finish()
    assert cheap == jobs[1:], "what was handed over and has not come is done here, in its order"
    explorer.rest()
    assert beside[0].ended


def test_a_fault_of_the_model_is_logged_and_leaves_a_gap(application, explorer, beside, caplog):
    explorer.begin(Scene(), DIAMETER)
    until(application, lambda: beside and beside[0].handed)
    beside[0].handed[0][1].set_exception(ZeroDivisionError("far"))
    until(application, lambda: explorer.exploration.found)
    assert explorer.exploration.found == {FIRST: None}
    assert "exploring Job(point=0" in caplog.text


def test_in_turns_a_fault_leaves_a_gap_too(explorer, monkeypatch, caplog):
    def fail(self: Exploration, job: Job) -> None:
        raise ZeroDivisionError("far")

    monkeypatch.setattr(Exploration, "solve", fail)
    explorer.begin(Scene(), DIAMETER)
    explorer.finish()
    assert set(explorer.exploration.found.values()) == {None}
    assert "ZeroDivisionError: far" in caplog.text


def test_where_the_process_breaks_the_work_goes_on_in_turns_and_none_is_lost(
    application, explorer, cheap, beside, caplog
):
    explorer.begin(Scene(), DIAMETER)
    until(application, lambda: beside and len(beside[0].handed) == AHEAD)
    beside[0].handed[0][1].set_exception(BrokenProcessPool("killed"))
    until(application, lambda: not explorer.busy)
    assert cheap == list(explorer.exploration.jobs())
    assert not explorer.aside
    assert "no process beside this one" in caplog.text


def test_where_none_can_be_started_the_work_is_done_in_turns(
    application, explorer, cheap, monkeypatch
):
    def refuse(self, work, task):
        raise LabError("lab.no_process", why="no room")

    monkeypatch.setattr(explorer_module, "Helper", Beside)
    monkeypatch.setattr(Beside, "hand", refuse)
    explorer.begin(Scene(), DIAMETER)
    until(application, lambda: not explorer.busy)
    assert cheap == list(explorer.exploration.jobs())
