"""Thousands of updates through the real window, in a process of their own.

PySide6 6.12.0 on Python before 3.12 loses a reference to None at every call that returns nothing
and aborts after some seconds of dragging; a leak shows as memory that keeps growing.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UPDATES, LONG = 100, 5000
GROWTH_KB = 6000
"""What the second half of the run may add. The caches of persons, figures and glyphs fill up in
the first half; the rest is the allocator's. A leak of one outcome an update would add 100 MB to the
long run; one of 3 kB would fail there, one of 120 kB in the short run."""

SCRIPT = """
import resource, sys
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication
from hands import move, press, release
from spineviz.window.shell.main_window import default_window

def memory_kB():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() // 1024

application = QApplication([])
window = default_window()
window.session.solve_now()
window.resize(1024, 600)
window.show()
body, updates = window.body, int(sys.argv[1])
painted = 0
def count():
    global painted
    painted += 1
body.painted.connect(count)
application.processEvents()
left, right = (body.camera.x(float(x)) for x in window.session.track.x_m[[3, -3]])
start = body.roller_centre()
press(body, start)
half = None
turn = min(200, updates // 2)  # what is kept of each place is kept in the first half
for step in range(updates):
    share = step % turn / turn
    share = 2 * share if share < 0.5 else 2 - 2 * share
    move(body, QPointF(left + share * (right - left), start.y()))
    before = painted
    application.processEvents()
    if painted == before:
        application.processEvents()
    if step == updates // 2:
        half = memory_kB()
release(body, start)
application.processEvents()
assert window.session.view.outcome is not None
print(painted, memory_kB() - half)
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads memory from /proc")
def test_a_long_drag_neither_aborts_nor_leaks(long):
    updates = LONG if long else UPDATES
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT, str(updates)],
        cwd=ROOT,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "OPENBLAS_NUM_THREADS": "1",
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests" / "window"))),
        },
        capture_output=True,
        text=True,
        timeout=1200,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    painted, growth = map(int, done.stdout.split())
    assert painted >= 0.9 * updates
    assert growth < GROWTH_KB
