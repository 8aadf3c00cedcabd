"""Solves the scenes of an exploration in the turns that the event loop has left."""

from __future__ import annotations

import logging
from collections import deque

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from spineviz.lab.exploration import Exploration, Job
from spineviz.scene import Quantity, Scene

log = logging.getLogger(__name__)

QUIET = 300  # ms without another scene until the work begins
TOLD_EVERY = 200  # ms between two times that somebody is told


class Explorer(QObject):
    """One exploration at a time, one solve a turn of the event loop.

    Attributes:
        exploration: what is worked on, or was last; None before the first.

    Signals:
        progressed(): more is known, or the work has begun, ended or been broken off.
    """

    progressed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.exploration: Exploration | None = None
        self._queue: deque[Job] = deque()
        self._clock = QElapsedTimer()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET)
        self._quiet.timeout.connect(self._go)
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._step)

    @property
    def busy(self) -> bool:
        """Whether anything is still to be solved, and will be."""
        return bool(self._queue)

    def begin(self, scene: Scene, quantity: Quantity) -> None:
        """Explore a scene along a quantity; what is known of it already is kept."""
        before, now = self.exploration, Exploration(scene, quantity)
        if before is not None:
            if before.scene == scene and before.quantity is quantity:
                now = before
            else:
                now.takes_over(before)
        self.exploration = now
        self._queue = deque(job for job in now.jobs() if job not in now.found)
        self._turn.stop()
        self._quiet.start()
        self.progressed.emit()

    def cancel(self) -> None:
        """Leave it at what is known."""
        self._queue.clear()
        self._turn.stop()
        self._quiet.stop()
        self.progressed.emit()

    def finish(self) -> None:
        """Solve all that is left at once, for a picture that is taken only once."""
        self._quiet.stop()
        self._turn.stop()
        while self._queue:
            self._solve()
        self.progressed.emit()

    def _go(self) -> None:
        self._clock.start()
        if self._queue:
            self._turn.start()

    def _step(self) -> None:
        self._solve()
        if not self._queue:
            self._turn.stop()
        if not self._queue or self._clock.elapsed() > TOLD_EVERY:
            self._clock.restart()
            self.progressed.emit()

    def _solve(self) -> None:
        job = self._queue.popleft()
        assert self.exploration is not None
        try:
            self.exploration.solve(job)
        except Exception:  # the window has to outlive any fault of the model
            log.exception("exploring %s of %s", job, self.exploration.scene)
            self.exploration.found[job] = None
