"""Whatever runs ends when it is told to, at once and without leavings."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from spineviz.command.stopping import ended_in_order
from spineviz.command.target import write

QUIET_START = 0.05  # s that an empty program takes to start and end where nothing else runs
ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")


def children_of(process: int) -> list[int]:
    """Every process below this one that still runs."""
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,stat="], capture_output=True, text=True, check=True
    ).stdout
    parents = {}
    for line in listed.splitlines():
        one, parent, state = line.split()
        if not state.startswith("Z"):
            parents[int(one)] = int(parent)
    found, new = [], [process]
    while new:
        new = [one for one, parent in parents.items() if parent in new]
        found += new
    return found


def runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
    ).stdout
    return bool(state.strip()) and not state.startswith("Z")


def start(*words: str, **more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "spineviz", *words],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def slow() -> float:
    """How many times as long as on a quiet machine everything takes just now; 1 at least."""
    begun = time.monotonic()
    subprocess.run([sys.executable, "-I", "-S", "-c", "pass"], check=True)
    return max(1.0, (time.monotonic() - begun) / QUIET_START)


def wait_until(what, seconds: float = 300.0) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end
        time.sleep(0.02)


@posix
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("group", [True, False], ids=["the terminal", "one process"])
def test_a_population_that_is_told_to_end_leaves_neither_child_nor_file(
    tmp_path: Path, number, code, group
):
    file = tmp_path / "people.csv"
    file.write_text("old")
    running = start("population", "400", "--processes", "2", "--csv", str(file))
    wait_until(lambda: len(children_of(running.pid)) >= 2)
    time.sleep((1.0 if group else 0.3) * slow())  # into the work, or while they still load
    children = children_of(running.pid)
    told = time.monotonic()
    (os.killpg if group else os.kill)(running.pid, number)
    said = running.communicate(timeout=300)
    took = time.monotonic() - told
    assert running.returncode == code
    assert said == (b"", b"")
    assert took < 2.0 * slow()
    wait_until(lambda: not any(runs(child) for child in children), 2.0 * slow())
    assert [each.name for each in tmp_path.iterdir()] == ["people.csv"]
    assert file.read_text() == "old"


@posix
def test_helping_processes_end_with_a_parent_that_was_killed():
    running = start("population", "400", "--processes", "2")
    wait_until(lambda: len(children_of(running.pid)) >= 2)
    time.sleep(0.5 * slow())
    children = children_of(running.pid)
    running.kill()
    running.communicate(timeout=300)
    wait_until(lambda: not any(runs(child) for child in children), 5.0 * slow())


def test_a_script_without_a_main_guard_can_ask_for_a_population(tmp_path: Path):
    script = tmp_path / "ask.py"
    script.write_text(
        "from spineviz import Scene\n"
        "from spineviz.lab.population import population\n"
        "print(len(population(Scene(), 8, ('T8',), processes=2)), __file__[-6:])\n"
    )
    done = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=600,
        check=False,
    )
    assert done.stderr == b""
    assert done.stdout.split() == [b"8", b"ask.py"]


@posix
def test_an_interrupted_render_is_quiet_and_keeps_the_old_picture(tmp_path: Path, long):
    file = tmp_path / "a.png"
    for wait in (0.3, 0.6, 0.9, 1.2) if long else (0.3, 0.8):
        file.write_bytes(b"old")
        running = start("render", "-o", str(file), "--size", "3840x2160", "--scale", "4")
        time.sleep(wait * slow())
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=600)
        # before the program has begun, Python itself says that it was interrupted
        assert running.returncode in (130, -signal.SIGINT, 1 if wait < 0.5 else 130)
        assert file.read_bytes() == b"old"
        assert [each.name for each in tmp_path.iterdir()] == ["a.png"]


INTERRUPTED_BY = """
import os, signal, sys

asked = sys.argv.pop(1)

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == asked:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Finder())
from spineviz.__main__ import main
sys.exit(main())
"""
"""The program, with Ctrl+C at the moment in which a module is asked for."""


@posix
@pytest.mark.parametrize(
    ("module", "words"),
    [
        ("spineviz.command", ["keys"]),
        ("spineviz.command.stopping", ["keys"]),
        ("spineviz.command.main", ["keys"]),
        ("numpy.linalg", ["solve"]),
        ("spineviz.teaching.lessons", ["lesson", "check"]),
        ("PySide6.QtGui", []),
        ("PySide6.QtWidgets", ["handout", "where-does-the-force-go", "-o", "a.pdf"]),
        ("spineviz.window.shell.main_window", []),
        ("PySide6.QtGui", ["render", "--roll", "T7:T8", "-o", "a.gif"]),
        ("spineviz.window.paint.theme", ["render", "-o", "a.png"]),
    ],
)
def test_ctrl_c_while_something_is_loaded_is_quiet(tmp_path: Path, module, words):
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_BY, module, *words],
        cwd=tmp_path,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), **home},
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stderr) == (130, b"")
    assert not list(tmp_path.glob("*.*"))


@posix
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_file_that_is_being_written_is_put_away_when_the_program_is_told_to_end(
    tmp_path: Path, monkeypatch, name
):
    file, number = tmp_path / "rows.csv", getattr(signal, name)
    file.write_text("old")
    monkeypatch.setattr(os, "fsync", lambda _: os.kill(os.getpid(), number))
    with pytest.raises(SystemExit) as ended:
        write(file, "new")
    assert ended.value.code == 128 + number
    assert [each.name for each in tmp_path.iterdir()] == ["rows.csv"]
    assert file.read_text() == "old"


@posix
def test_a_signal_that_whoever_started_it_ignores_stays_ignored():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with ended_in_order():
            os.kill(os.getpid(), signal.SIGHUP)
            assert signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


@posix
def test_ctrl_c_closes_a_window_at_once(tmp_path: Path):
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    running = start(**home)
    log = tmp_path / "SpineViz"
    wait_until(lambda: log.exists() or running.poll() is not None)
    time.sleep(3.0 * slow())  # the window is there, and nothing happens in it
    told = time.monotonic()
    running.send_signal(signal.SIGINT)
    said = running.communicate(timeout=300)
    assert time.monotonic() - told < 2.0 * slow()
    assert running.returncode == 130
    assert b"Traceback" not in said[1]
