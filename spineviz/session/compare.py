"""Two scenes beside each other: A is pinned, B is the one that goes on.

Pinning, swapping and leaving are steps like any other: the scene A stands in the history beside
the scene that it belongs to, so undo takes back each of them by its name and A and B never get out
of step. What is known here follows from the history alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from spineviz.outcome import Outcome
from spineviz.scene import Scene

if TYPE_CHECKING:
    from spineviz.session.session import Session

PIN, SWAP, LEAVE, OPEN = "Pin as A", "Swap A and B", "Leave A|B", "Compare two scenes"


class Compare(QObject):
    """The scene A of a session.

    Signals:
        changed(): another scene is A now, or none.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._still: Session | None = None
        self._scene: Scene | None = None
        session.settling.connect(self._follow)

    @property
    def active(self) -> bool:
        """Whether there is an A."""
        return self._scene is not None

    @property
    def scene(self) -> Scene | None:
        """A, or None."""
        return self._scene

    @property
    def outcome(self) -> Outcome | None:
        """Outcome of A; None without an A, or where A is outside the model."""
        return self.still.view.outcome if self.active else None

    @property
    def still(self) -> Session:
        """A session that shows A and that nobody writes to, for the views of A."""
        if self._still is None:
            from spineviz.session.session import Session

            self._still = Session(parent=self)
        return self._still

    def pin(self) -> None:
        """Keep the scene as it is now as A; it also goes on as B."""
        scene = self._session.scene
        self._session.load_pair(scene, scene, PIN)

    def swap(self) -> None:
        """A goes on, and what went on so far is pinned."""
        if self._scene is not None:
            self._session.load_pair(self._scene, self._session.scene, SWAP)

    def leave(self) -> None:
        """Forget A; B goes on."""
        self._session.load_pair(self._session.scene, None, LEAVE)

    def open(self, scene_a: Scene, scene_b: Scene) -> None:
        """Pin one scene as A and go on with another as B, in one step."""
        self._session.load_pair(scene_b, scene_a, OPEN)

    def _follow(self) -> None:
        """Take A from the history."""
        scene = self._session.history.pinned
        if scene == self._scene:
            return
        self._scene = scene
        if scene is not None:
            # what has just been on screen as B is not solved again, so its numbers stay the same
            known = self._session.view.outcome
            if known is not None and known.scene == scene:
                self.still.show(known)
            elif self.still.view.outcome is None or self.still.scene != scene:
                self.still.load(scene, PIN)
                self.still.solve_now()
        self.changed.emit()
