"""Sessions solve a scene once for all tests, and none works on after its test."""

from __future__ import annotations

import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from shiboken6 import isValid
from solved_scenes import found_once

from spineviz.session.session import Session


@pytest.fixture(autouse=True)
def _every_scene_is_solved_once(monkeypatch):
    """Most sessions begin with the same scenes; what a solve gives has its own tests."""
    for module in ("session", "idle", "lesson_player"):
        monkeypatch.setattr(f"spineviz.session.{module}.simulate", found_once)


@pytest.fixture(autouse=True)
def _no_session_outlives_its_test(monkeypatch):
    """What is queued in one would be solved whenever another test turns the event loop."""
    made: list[weakref.ref[Session]] = []
    begin = Session.__init__

    def noted(session: Session, *given: object, **named: object) -> None:
        begin(session, *given, **named)
        made.append(weakref.ref(session))

    monkeypatch.setattr(Session, "__init__", noted)
    yield
    for session in (each() for each in made):
        if session is not None and isValid(session):
            session.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
