"""Whatever runs ends when it is told to, at once and without leavings."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

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
    time.sleep(slow())  # into the work
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
    time.sleep(slow())
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
def test_an_interrupted_render_is_quiet_and_keeps_the_old_picture(tmp_path: Path):
    file = tmp_path / "a.png"
    for wait in (0.3, 0.6, 0.9, 1.2):
        file.write_bytes(b"old")
        running = start("render", "-o", str(file), "--size", "3840x2160", "--scale", "4")
        time.sleep(wait * slow())
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=600)
        # before the program has begun, Python itself says that it was interrupted
        assert running.returncode in (130, -signal.SIGINT, 1 if wait < 0.5 else 130)
        assert file.read_bytes() == b"old"
        assert [each.name for each in tmp_path.iterdir()] == ["a.png"]


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
