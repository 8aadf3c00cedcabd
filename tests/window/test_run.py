"""Running the window: it closes after its frames, and outlives an error in a slot."""

from __future__ import annotations

import logging
import sys

import pytest
from hands import settle
from PySide6.QtCore import QTimer

from spineviz.scene import Scene
from spineviz.window.shell import app


@pytest.fixture(autouse=True)
def own_log(tmp_path, monkeypatch):
    """A log of the test's own, and no handler left behind."""
    monkeypatch.setattr(app, "log_folder", lambda: tmp_path)
    monkeypatch.setattr(app, "settings_file", lambda: tmp_path / "settings.ini")
    logger = logging.getLogger("spineviz")
    before = list(logger.handlers)
    yield tmp_path / "log.txt"
    for handler in set(logger.handlers) - set(before):
        logger.removeHandler(handler)
        handler.close()


def test_it_closes_after_its_frames(application):
    assert app.run(application, Scene(), frames=3) == 0


def test_an_error_in_a_slot_is_logged_and_said_and_the_window_lives(application, own_log):
    seen = []

    def fail():
        raise ValueError("a fault in a slot")

    def look():
        window = next(w for w in application.topLevelWidgets() if w.isVisible())
        seen.append(window.sentence.text)
        window.close()

    QTimer.singleShot(0, fail)
    QTimer.singleShot(300, look)
    hook = sys.excepthook
    assert app.run(application) == 0
    assert sys.excepthook is hook
    settle()
    assert len(seen) == 1
    assert seen[0].startswith("Something went wrong")
    assert "a fault in a slot" in own_log.read_text(encoding="utf-8")
