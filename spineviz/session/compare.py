"""Two scenes beside each other: A is pinned, B is the one that goes on.

Pinning, swapping and leaving are steps like any other: the scene A stands in the history beside
the scene that it belongs to, so undo takes back each of them by its name and A and B never get out
of step. What is known here follows from the history alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from spineviz.outcome import Balanced
from spineviz.scene import Scene
from spineviz.session.history import History
from spineviz.session.view import View
from spineviz.words.language import say

PIN, SWAP, LEAVE, OPEN = map(say, ("step.pin", "step.swap", "step.leave", "step.compare"))


class Pairs(Protocol):
    """What a comparison asks of the session that it belongs to."""

    @property
    def scene(self) -> Scene:
        """The scene as it is set now."""

    @property
    def view(self) -> View:
        """What was last told to the views."""

    @property
    def history(self) -> History:
        """Where A stands."""

    @property
    def load_pair(self) -> Callable[[Scene, Scene | None, str], None]:
        """Take a scene and the one it is compared with, as one step."""

    @property
    def view_of(self) -> Callable[[Scene], View]:
        """What a view of some scene shows."""


class Compare(QObject):
    """The scene A of a session, which connects `follow` to its changes.

    Signals:
        changed(): another scene is A now, or none.
    """

    changed = Signal()

    def __init__(self, session: Pairs, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._view: View | None = None

    @property
    def active(self) -> bool:
        """Whether there is an A."""
        return self._view is not None

    @property
    def view(self) -> View | None:
        """What the views of A show, or None without an A."""
        return self._view

    @property
    def outcome(self) -> Balanced | None:
        """The outcome of A; None without an A, or where A is outside the model."""
        return None if self._view is None else self._view.outcome

    def pin(self) -> None:
        """Keep the scene as it is now as A; it also goes on as B."""
        scene = self._session.scene
        self._session.load_pair(scene, scene, PIN)

    def swap(self) -> None:
        """A goes on, and what went on so far is pinned."""
        if self._view is not None:
            self._session.load_pair(self._view.scene, self._session.scene, SWAP)

    def leave(self) -> None:
        """Forget A; B goes on."""
        self._session.load_pair(self._session.scene, None, LEAVE)

    def open(self, scene_a: Scene, scene_b: Scene) -> None:
        """Pin one scene as A and go on with another as B, in one step."""
        self._session.load_pair(scene_b, scene_a, OPEN)

    def renew(self) -> None:
        """Something else may be told of A."""
        if self._view is not None:
            self._view = self._session.view_of(self._view.scene)
            self.changed.emit()

    def follow(self) -> None:
        """Take A from the history."""
        scene = self._session.history.pinned
        if scene == (None if self._view is None else self._view.scene):
            return
        last = self._session.view
        if scene is None:
            self._view = None
        elif last.scene == scene and last.outcome is not None:
            self._view = last  # not solved again, so that its numbers stay what they were
        else:
            self._view = self._session.view_of(scene)
        self.changed.emit()
