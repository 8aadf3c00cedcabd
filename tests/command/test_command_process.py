"""The command line as other programs meet it: a process, its output and its exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import spineviz

ROOT = Path(__file__).resolve().parents[2]
NO_SCREEN = {"QT_QPA_PLATFORM": None, "DISPLAY": None, "WAYLAND_DISPLAY": None}

WITHOUT_QT = """
import sys
for name in ("PySide6", "shiboken6", "pyqtgraph"):
    sys.modules[name] = None  # importing it is now an ImportError
from spineviz.command.main import main
sys.exit(main(sys.argv[1:]))
"""


def run(*words: str, **environment: str | None) -> subprocess.CompletedProcess[bytes]:
    """Run Python with these words in the checkout; None takes a variable away."""
    wanted = {**os.environ, **environment}
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={name: value for name, value in wanted.items() if value is not None},
        capture_output=True,
        timeout=600,
        check=False,
    )


@pytest.mark.parametrize("start", [("-m", "spineviz"), ("main.py",)])
def test_both_ways_to_start_are_one_program(start):
    done = run(*start, "--version")
    assert done.returncode == 0
    assert done.stdout.decode().strip() == f"spineviz {spineviz.__version__}"


@pytest.mark.parametrize(
    "words",
    [
        ("solve", "--json"),
        ("solve",),
        ("sweep", "--over", "roller.level=T8:T9", "--csv", "-"),
        ("keys",),
    ],
)
def test_nothing_but_the_window_loads_qt(words):
    done = run("-c", WITHOUT_QT, *words)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b""
    assert done.stdout


def test_same_scene_same_bytes():
    words = ("-m", "spineviz", "solve", "--json", "--set", "roller.level=L3")
    first, second = run(*words), run(*words, PYTHONHASHSEED="7")
    assert first.returncode == 0, first.stderr.decode()
    assert first.stdout == second.stdout
    assert first.stdout.isascii()
    assert json.loads(first.stdout)["version"] == spineviz.__version__


def test_letters_that_the_terminal_lacks_do_not_stop_it():
    done = run("-m", "spineviz", "keys", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert done.stderr == b""


def test_a_mistake_loads_neither_numpy_nor_qt():
    loaded = "import sys; from spineviz.command.main import main; code = main(sys.argv[1:]); "
    told = "print([name for name in ('numpy', 'PySide6') if name in sys.modules], code)"
    done = run("-c", loaded + told, "solve", "--set", "hips=sideways")
    assert done.stdout.decode().strip() == "[] 2"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="always has a screen")
def test_without_a_screen_there_is_one_sentence():
    for start in (("-m", "spineviz"), ("main.py",)):
        done = run(*start, **NO_SCREEN)
        said = done.stderr.decode()
        assert done.returncode == 2
        assert done.stdout == b""
        assert said.count("\n") == 1
        assert "neither DISPLAY nor WAYLAND_DISPLAY is set" in said


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="always has a screen")
@pytest.mark.parametrize(
    "screen",
    [
        {"DISPLAY": ":7654"},
        {"WAYLAND_DISPLAY": "nothing-here"},
        {"QT_QPA_PLATFORM": "no-such-platform"},
    ],
)
def test_a_screen_that_does_not_answer_gives_one_sentence(screen):
    done = run("-m", "spineviz", **{**NO_SCREEN, **screen})
    said = done.stderr.decode()
    assert done.returncode == 2, said
    assert said.count("\n") == 1, said
    assert said.startswith("spineviz: no window can be opened: ")


@pytest.mark.skipif(sys.platform == "win32", reason="has no such pipes")
def test_a_reader_that_has_seen_enough_is_no_error():
    keys = subprocess.Popen(
        [sys.executable, "-m", "spineviz", "keys"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert keys.stdout is not None
    assert keys.stderr is not None
    keys.stdout.close()  # long before Python has started
    said = keys.stderr.read()
    keys.stderr.close()
    assert keys.wait(60) == 141
    assert said == b""


def test_a_row_of_a_sweep_is_the_scene_solved_alone():
    swept = run("-m", "spineviz", "sweep", "--over", "roller.level=L2:L3", "--csv", "-")
    alone = run("-m", "spineviz", "solve", "--json", "--set", "roller.level=L3")
    row = list(csv.DictReader(io.StringIO(swept.stdout.decode())))[-1]
    scene = json.loads(alone.stdout)
    assert row["roller.level"] == "L3"
    for column, value in scene["roller"].items():
        assert row[column] == (value if isinstance(value, str) else f"{value:.9g}")
    for tissue, share in scene["entry_share"].items():
        assert row[f"entry_share_{tissue}"] == f"{share:.9g}"
    for support, force in scene["supports_N"].items():
        assert row[f"support_{support}_N"] == f"{force:.9g}"


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signal")
def test_an_interrupted_sweep_is_quiet_and_leaves_nothing(tmp_path: Path):
    file = tmp_path / "rows.csv"
    over = "roller.diameter_mm=100:150:0.01"  # some minutes of work
    sweep = subprocess.Popen(
        [sys.executable, "-m", "spineviz", "sweep", "--over", over, "--csv", str(file)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with pytest.raises(subprocess.TimeoutExpired):
        sweep.wait(2)
    sweep.send_signal(signal.SIGINT)
    assert sweep.communicate(timeout=600) == (b"", b"")
    assert sweep.returncode == 130
    assert list(tmp_path.iterdir()) == []
