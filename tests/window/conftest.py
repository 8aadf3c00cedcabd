"""A window on the default scene."""

from __future__ import annotations

import random
from functools import lru_cache

import pytest
from hands import settle
from msgspec.structs import replace
from painted_bodies import TRULY, once
from solved_scenes import found_once

from spineviz.lab.population import Body, simulate_body
from spineviz.outcome import Outcome
from spineviz.scene import Scene
from spineviz.window.figure.body_picture import BodyPicture


@lru_cache(maxsize=400)
def solved_body_once(scene: Scene, one: Body) -> Outcome:
    """What `simulate_body` gives."""
    return simulate_body(scene, one)


@pytest.fixture(autouse=True)
def _every_scene_is_solved_once(application, monkeypatch):
    """A window solves its first scene and, idle, others; hundreds of windows would do it again."""
    for module in ("session", "idle", "lesson_player"):
        monkeypatch.setattr(f"spineviz.session.{module}.simulate", found_once)
    # no test but those of the session waits for places that are solved ahead
    monkeypatch.setattr("spineviz.session.ahead.QUIET", 3_600_000)
    for module in ("idle", "author"):
        monkeypatch.setattr(f"spineviz.session.{module}.simulate_body", solved_body_once)


@pytest.fixture(autouse=True)
def _an_equal_body_is_painted_once(request, monkeypatch):
    """Where a test looks at something else than how a body is painted."""
    if request.path.stem not in TRULY:
        monkeypatch.setattr(BodyPicture, "paint", once(BodyPicture.paint))


@pytest.fixture(autouse=True)
def _lots_are_drawn_alike(monkeypatch):
    """Which unseen case a lesson asks about is chance; whether a test passes is not."""
    monkeypatch.setattr("spineviz.session.lesson_player.LOTS", random.Random(1))


@pytest.fixture
def window(application):
    """The whole window of somebody who has moved the roller before, solved, shown, painted once."""
    from PySide6.QtCore import QEvent

    from spineviz.window.shell.main_window import default_window
    from spineviz.window.shell.window_place import USUAL

    made = default_window()
    made.resize(USUAL)  # on a screen of any size
    made.session.show(replace(made.session.shown, hints=False))
    made.session.solve_now()
    made.show()
    settle()
    yield made
    made.close()
    made.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
