"""Linear algebra on one thread: asked for before it is loaded, or limited afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from spineviz.mechanics import one_thread
from spineviz.mechanics.one_thread import THREADS, on_one_thread, one_thread_from_the_start

ROOT = Path(__file__).resolve().parents[2]

SOLVED = """
import sys
from spineviz.command.main import main
main(["solve", "--json"])
sys.stderr.write(str("threadpoolctl" in sys.modules))
"""


@pytest.mark.parametrize(("chosen", "looked_for"), [({}, False), ({"OMP_NUM_THREADS": "2"}, True)])
def test_the_command_line_looks_for_libraries_only_where_threads_are_chosen(chosen, looked_for):
    surroundings = {name: value for name, value in os.environ.items() if name not in THREADS}
    done = subprocess.run(
        [sys.executable, "-c", SOLVED],
        cwd=ROOT, env={**surroundings, **chosen}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr == str(looked_for)


def test_what_is_loaded_already_is_limited(monkeypatch):
    monkeypatch.setattr(os, "environ", {"OMP_NUM_THREADS": "1"})
    monkeypatch.setattr(one_thread, "_from_the_start", True)
    assert "numpy" in sys.modules
    one_thread_from_the_start()
    assert os.environ == dict.fromkeys(THREADS, "1")
    assert not one_thread._from_the_start


def test_what_was_given_one_thread_is_left_alone(monkeypatch):
    monkeypatch.setattr(one_thread, "_from_the_start", True)
    monkeypatch.delattr(one_thread, "_libraries")
    assert on_one_thread(len)("ab") == 2
