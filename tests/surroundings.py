"""The tests see the same machine everywhere: no screen, no habits of a person, one core a process.

`tests/conftest.py` imports this before Qt or numpy is loaded. What the program makes of other
surroundings is asked by tests that set them on purpose.
"""

from __future__ import annotations

import os
import signal
import site
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HABITS = ("LC_", "QT_", "XDG_", "WAYLAND_", "SPINEVIZ_")
"""Beginnings of the names of variables that change what a program shows or where it writes."""

OTHERS = ("LANG", "LANGUAGE", "DISPLAY", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "BROWSER")
SET = {
    # the platform's own screen of 800 x 800 has no room for the window
    "QT_QPA_PLATFORM": f"offscreen:configfile={ROOT / 'tests' / 'desktop.json'}",
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    "TERM": "dumb",
    # as the program solves; two threads on matrices of 130 rows wait for each other
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}


def make_the_same() -> tempfile.TemporaryDirectory[str]:
    """Set every variable that matters, with a home of the run's own; gone with what it returns."""
    for name in list(os.environ):
        if name.startswith(HABITS) or name in OTHERS:
            del os.environ[name]
    os.environ["PYTHONUSERBASE"] = site.getuserbase()  # what is installed stands in the real home
    home = tempfile.TemporaryDirectory(prefix="spineviz-tests-", ignore_cleanup_errors=True)
    folders = {
        "HOME": "",
        "USERPROFILE": "",
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_STATE_HOME": "state",
        "XDG_CACHE_HOME": "cache",
        "XDG_RUNTIME_DIR": "run",
    }
    for name, folder in folders.items():
        path = Path(home.name) / folder
        path.mkdir(mode=0o700, exist_ok=True)
        os.environ[name] = str(path)
    os.environ.update(SET)
    if os.access(ROOT, os.W_OK):
        # compiled once, not anew by each of some hundred programs that tests start
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        sys.dont_write_bytecode = False
    else:
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = str(Path(home.name) / "hypothesis")
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # a shell starts what runs beside it deaf to Ctrl+C, and programs inherit that
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)  # and `nohup` deaf to a closed terminal
    if hasattr(time, "tzset"):
        time.tzset()
    return home


HOME = make_the_same()
