"""Running the window: it closes after its frames, and outlives an error in a slot."""

from __future__ import annotations

import logging
import sys

import pytest
from hands import settle
from PySide6.QtCore import QRect, QTimer

from spineviz.scene import Scene
from spineviz.session.settings import Place, Settings
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


@pytest.mark.parametrize(
    ("fault", "said", "logged"),
    [
        (ValueError("a fault in a slot"), "Something went wrong", "a fault in a slot"),
        (MemoryError(), "There is not enough memory for this; what was shown stays.",
         "MemoryError"),
    ],
    ids=["a fault", "missing memory"],
)  # fmt: skip
def test_an_error_in_a_slot_is_logged_and_said_and_the_window_lives(
    application, own_log, fault, said, logged
):
    seen = []

    def fail():
        raise fault

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
    assert seen[0].startswith(said)
    assert logged in own_log.read_text(encoding="utf-8")


def test_the_log_keeps_to_its_size_and_one_older_one(application, own_log, monkeypatch):
    monkeypatch.setattr(app, "LOG_BYTES", 2000)

    def fill():
        for number in range(100):
            logging.getLogger("spineviz").warning("entry number %d", number)

    QTimer.singleShot(0, fill)
    assert app.run(application, Scene(), frames=3) == 0
    logs = sorted(own_log.parent.glob("log*"))
    assert [each.name for each in logs] == ["log.txt", "log.txt.1"]
    assert all(each.stat().st_size <= 2000 for each in logs)
    assert "entry number 99" in own_log.read_text(encoding="utf-8")


def test_a_window_that_stood_on_a_screen_that_is_gone_comes_back(application, own_log):
    settings = Settings(own_log.parent / "settings.ini")
    settings.place = Place(QRect(9000, -4000, 700, 500), maximized=False)
    settings.save()
    seen = []

    def look():
        (shown,) = [each for each in application.topLevelWidgets() if each.isVisible()]
        seen.append(shown.geometry())
        shown.close()

    QTimer.singleShot(0, look)
    assert app.run(application, Scene()) == 0
    screen = application.primaryScreen().availableGeometry()
    assert screen.intersects(seen[0])
    assert seen[0].top() >= screen.top()
