"""The picture of the body for people who hear it: the roller and every vertebra as landmarks.

A picture is one widget; what is in it exists for a screen reader only through these interfaces.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, QPoint, QPointF, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

from spineviz.outcome import Balanced
from spineviz.scene import ROLLED_LEVELS
from spineviz.window.figure.body_view import BodyView

ROLLER = "Roller"
LANDMARKS = (ROLLER, *ROLLED_LEVELS)
HALF = 12  # px round a vertebra that count as its place
NO_NUMBER = "no number, outside the model"

_alive: list[QAccessibleInterface] = []
"""Qt keeps bare pointers to these; an interface that Python collected would bring it down."""


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say one sentence."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


@cache
def install() -> None:
    """Let Qt describe body views by what is in them; once in a process."""
    QAccessible.installFactory(_interface)


def _interface(key: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, BodyView):
        return None
    made = BodyInterface(thing)
    _alive.append(made)
    _alive.extend(made.landmarks)
    return made


class BodyInterface(QAccessibleWidget):
    """The picture, with the landmarks as its children."""

    def __init__(self, body: BodyView) -> None:
        super().__init__(body, QAccessible.Role.Graphic, body.accessibleName())
        self.body = body
        self.landmarks = [Landmark(self, name) for name in LANDMARKS]

    # Qt overrides

    def childCount(self) -> int:
        """One for each landmark."""
        return len(self.landmarks)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The landmarks in their order: the roller, then down the spine."""
        return self.landmarks[index] if 0 <= index < len(self.landmarks) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Place in that order, or -1."""
        return next((row for row, each in enumerate(self.landmarks) if each is child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """What is at a place of the screen: vertebrae lie over the roller."""
        for landmark in reversed(self.landmarks):
            if landmark.rect().contains(QPoint(x, y)):
                return landmark
        return None


class Landmark(QAccessibleInterface):
    """Something in the picture: its name, its numbers, its place on the screen."""

    def __init__(self, parent: BodyInterface, name: str) -> None:
        super().__init__()
        self._parent, self._name = parent, name

    # Qt overrides

    def isValid(self) -> bool:
        """Whether the picture is still there."""
        return isValid(self._parent) and isValid(self._parent.body)

    def object(self) -> QObject | None:  # type: ignore[override]
        """There is no object of its own."""
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        """The window of the picture."""
        return self._parent.body.window().windowHandle() if self.isValid() else None

    def parent(self) -> QAccessibleInterface:
        """The picture."""
        return self._parent

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """None: a landmark has no parts."""
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """None: a landmark has no parts."""
        return None

    def childCount(self) -> int:
        """0: a landmark has no parts."""
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """-1: a landmark has no parts."""
        return -1

    def rect(self) -> QRect:
        """Its place on the screen, px; empty while it is not in the picture."""
        picture = self._parent.body.picture if self.isValid() else None
        if picture is None:
            return QRect()
        place = _place(self._parent.body, picture, self._name)
        if place is None:
            return QRect()
        centre, half = place
        corner = self._parent.body.mapToGlobal(centre.toPoint())
        return QRect(corner.x() - half, corner.y() - half, 2 * half, 2 * half)

    def role(self) -> QAccessible.Role:
        """A part of a picture; the roller can be moved."""
        return QAccessible.Role.Slider if self._name == ROLLER else QAccessible.Role.Graphic

    def state(self) -> QAccessible.State:
        """Nothing special."""
        return QAccessible.State()

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Nothing can be written here."""

    def text(self, kind: QAccessible.Text) -> str:
        """Its name, and its numbers as the value."""
        if kind == QAccessible.Text.Name:
            return self._name
        if kind == QAccessible.Text.Value and self.isValid():
            return value_of(self._parent.body.outcome, self._name)
        return ""


def value_of(outcome: Balanced | None, name: str) -> str:
    """The numbers of a landmark in words, e.g. "4 degrees, 120 newtons" of a vertebra: its tilt
    and the roller's force at its level."""
    if outcome is None:
        return NO_NUMBER
    if name == ROLLER:
        if outcome.roller is None:
            return "no roller"
        return (
            f"{outcome.roller.force_N:.0f} newtons, peak {outcome.roller.peak_kPa:.0f} kilopascal"
        )
    tilt = f"{outcome.vertebrae[name].tilt_deg:.0f} degrees".replace("-0 ", "0 ")
    load = outcome.roller.levels.get(name) if outcome.roller else None
    return f"{tilt}, {load.force_N if load else 0.0:.0f} newtons"


def _place(body: BodyView, picture: Balanced, name: str) -> tuple[QPointF, int] | None:
    """Centre in the widget and half the width of a landmark, px; None of a roller that is not
    there."""
    if name == ROLLER:
        roller = picture.drawn_roller
        if roller is None:
            return None
        return body.camera.point((roller.x, roller.y)), round(roller.radius * body.camera.scale)
    x, y, _ = picture.geometry.pose[name]
    return body.camera.point((x, y)), HALF
