"""Rolling by itself: the roller travels down the back and up again at a chosen speed.

A frame asks how much time has really passed, so a slow machine shows fewer places and not a
slower roller; and while the last place waits for its outcome no new one is set: nothing queues up.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Protocol

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from spineviz.scene import Scene
from spineviz.session.view import View
from spineviz.simulation.place import RollerTrack
from spineviz.words.language import say

SPEED_MM_S = 40.0  # ASSUMED: slow rolling, the length of the back in some ten seconds
FRAME_MS = 16  # one refresh of a common screen
STEP_MM = 10.0  # of one step by hand
PLAYED = say("step.play")


class Speed(Enum):
    """Factors of the usual speed."""

    HALF = 0.5
    NORMAL = 1.0
    DOUBLE = 2.0


class Rolls(Protocol):
    """What play asks of the session that it belongs to."""

    @property
    def scene(self) -> Scene:
        """The scene as it is set now."""

    @property
    def in_hand(self) -> bool:
        """Whether somebody holds the roller with the mouse."""

    @property
    def view(self) -> View:
        """What was last told to the views."""

    @property
    def track(self) -> RollerTrack:
        """Places of the roller."""

    @property
    def roller_mm(self) -> float:
        """Place of the roller down the spine."""

    @property
    def roll_to_mm(self) -> Callable[[float], None]:
        """Hold the roller at a distance down the spine."""

    @property
    def commit(self) -> Callable[[str, Scene | None], None]:
        """Finish a change."""


class Play(QObject):
    """Moves the roller of a session until it is paused or anything else changes the scene. The
    session connects `follow` to its changes.

    Signals:
        running(bool): play has started, or has stopped.
        speed_changed(Speed): another speed was chosen.
    """

    running = Signal(bool)
    speed_changed = Signal(object)

    def __init__(self, session: Rolls, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._direction = 1.0
        self._exact = 0.0  # mm, the place that was shown in whole millimetres
        self._speed = Speed.NORMAL
        self._mine: Scene | None = None
        self._clock = QElapsedTimer()
        self._frames = QTimer(self)
        self._frames.setInterval(FRAME_MS)
        self._frames.timeout.connect(self._frame)

    @property
    def is_running(self) -> bool:
        """Whether the roller is moving by itself."""
        return self._frames.isActive()

    @property
    def speed(self) -> Speed:
        """How fast it goes."""
        return self._speed

    def set_speed(self, speed: Speed) -> None:
        """Go faster or slower, also while it moves."""
        if speed is not self._speed:
            self._speed = speed
            self.speed_changed.emit(speed)

    def toggle(self) -> None:
        """Start, or pause."""
        if self.is_running:
            self.pause()
        else:
            self.start()

    def start(self) -> None:
        """Move on from where the roller is, unless it is held; at the lower end it turns round."""
        if self.is_running or self._session.in_hand:
            return
        self._session.commit(say("step.change"), None)  # what is still held is a step of its own
        self._mine = self._session.scene
        self._clock.start()
        self._frames.start()
        self.running.emit(True)

    def pause(self) -> None:
        """Stop here; all of the way is one step for undo."""
        if not self.is_running:
            return
        self._frames.stop()
        scene, self._mine = self._mine, None
        self._session.commit(PLAYED, scene)
        self.running.emit(False)

    def step(self, steps: int) -> None:
        """Pause, and move the roller by steps of 10 mm down the spine."""
        self.pause()
        self._session.roll_to_mm(self._session.roller_mm + steps * STEP_MM)
        self._session.commit(say("step.step"), None)

    def advance(self, seconds: float) -> None:
        """Move on by a time, turning round at the ends of the back, in whole millimetres."""
        end = float(self._session.track.position_mm[-1])
        # the way down and the way up as one circle
        circle = 2 * end
        shown = self._session.roller_mm
        at = self._exact if round(self._exact) == shown else shown
        at = at if self._direction > 0 else circle - at
        at = (at + SPEED_MM_S * self._speed.value * seconds) % circle
        self._direction = 1.0 if at < end else -1.0
        self._exact = at if at < end else circle - at
        self._mine = None  # what follows is no other hand
        self._session.roll_to_mm(round(self._exact))
        self._mine = self._session.scene

    def _frame(self) -> None:
        if self._session.view.scene != self._session.scene:
            return  # the last place is not solved yet; its time counts for the next
        self.advance(self._clock.restart() * 1e-3)

    def follow(self, view: View) -> None:
        """Anything else that changes the scene has the last word."""
        if self.is_running and self._mine is not None and view.scene != self._mine:
            self.pause()
