"""Works on an exploration while somebody looks at it: in a process beside this one, so that no turn
of the event loop waits for a solve; where none can be started, one solve a turn."""

from __future__ import annotations

import logging
from collections import deque
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from spineviz.lab.bench import LabError
from spineviz.lab.exploration import Exploration, Job, solved
from spineviz.lab.helping_processes import Helper
from spineviz.scene import Quantity, Scene
from spineviz.values import Numbers

log = logging.getLogger(__name__)

QUIET = 300  # ms without another scene until the work begins
TOLD_EVERY = 200  # ms between two times that somebody is told
LOOKED_EVERY = 15  # ms between two looks at what the process has done
AHEAD = 2  # jobs that the process has at a time: it never waits, and a new scene not long


class Explorer(QObject):
    """One exploration at a time.

    Attributes:
        exploration: what is worked on, or was last; None before the first.
        aside: whether a process beside this one may work.

    Signals:
        progressed(): more is known, or the work has begun, ended or been broken off.
    """

    progressed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.exploration: Exploration | None = None
        self.aside = True
        self._helper: Helper | None = None
        self._queue: deque[Job] = deque()
        self._handed: deque[tuple[Job, Future[Numbers | None]]] = deque()
        self._clock = QElapsedTimer()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET)
        self._quiet.timeout.connect(self._go)
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._step)

    @property
    def busy(self) -> bool:
        """Whether anything is still to be solved, and will be."""
        return bool(self._queue or self._handed)

    def begin(self, scene: Scene, quantity: Quantity, beside: Scene | None = None) -> None:
        """Explore a scene along a quantity; what is known of it already is kept.

        Args:
            beside: a scene to hold against it, where its curve is another one.
        """
        before, now = self.exploration, Exploration(scene, quantity)
        now.beside = beside if beside is not None and now.differs(beside) else None
        if before is not None:
            if (before.scene, before.quantity, before.beside) == (scene, quantity, now.beside):
                now = before
            else:
                now.takes_over(before)
        self.exploration = now
        self._handed.clear()  # what comes of it now belongs to nothing
        self._queue = deque(job for job in now.jobs() if job not in now.found)
        self._turn.stop()
        self._quiet.start()
        self.progressed.emit()

    def cancel(self) -> None:
        """Leave it at what is known."""
        self._queue.clear()
        self._handed.clear()
        self._turn.stop()
        self._quiet.stop()
        self.progressed.emit()

    def rest(self) -> None:
        """Leave it, and end the process too."""
        self.cancel()
        if self._helper is not None:
            self._helper.end()
            self._helper = None

    def finish(self) -> None:
        """Solve all that is left at once, for a picture that is taken only once."""
        self._quiet.stop()
        self._turn.stop()
        self._take_back()
        while self._queue:
            self._solve()
        self.progressed.emit()

    def _go(self) -> None:
        self._clock.start()
        if self._queue:
            self._turn.start(LOOKED_EVERY if self.aside else 0)

    def _step(self) -> None:
        if self.aside:
            self._look()
        else:
            self._solve()
        if not self.busy:
            self._turn.stop()
        if not self.busy or self._clock.elapsed() > TOLD_EVERY:
            self._clock.restart()
            self.progressed.emit()

    def _look(self) -> None:
        """Take what the process has done, and hand it more."""
        assert self.exploration is not None
        try:
            while self._handed and self._handed[0][1].done():
                job, done = self._handed[0]
                self.exploration.found[job] = self._result(job, done)
                self._handed.popleft()
            while self._queue and len(self._handed) < AHEAD:
                self._helper = self._helper or Helper()
                job = self._queue[0]
                task = (self.exploration.base(job), self.exploration.quantity.key, job)
                handed = self._helper.hand(solved, task)
                self._handed.append((self._queue.popleft(), handed))
        except (LabError, BrokenProcessPool):
            log.exception("no process beside this one: exploring in turns")
            self._take_back()
            self.aside, self._helper = False, None
            self._turn.setInterval(0)

    def _result(self, job: Job, done: Future[Numbers | None]) -> Numbers | None:
        """What has come of a job.

        Raises:
            BrokenProcessPool: the process was ended from outside.
        """
        try:
            return done.result()
        except BrokenProcessPool:
            raise
        except Exception:  # the window has to outlive any fault of the model
            self._tell_fault(job)
            return None

    def _take_back(self) -> None:
        self._queue.extendleft(job for job, _ in reversed(self._handed))
        self._handed.clear()

    def _solve(self) -> None:
        job = self._queue.popleft()
        assert self.exploration is not None
        try:
            self.exploration.solve(job)
        except Exception:  # the window has to outlive any fault of the model
            self._tell_fault(job)
            self.exploration.found[job] = None

    def _tell_fault(self, job: Job) -> None:
        assert self.exploration is not None
        log.exception("exploring %s of %s", job, self.exploration.scene)
