"""What the class sees next, small: the cases as they will be after Enter."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from spineviz.session.shown import Shown
from spineviz.session.view import View
from spineviz.window.figure.body_picture import BodyPicture
from spineviz.window.paint.guarded import guarded
from spineviz.window.paint.picture import base
from spineviz.window.paint.theme import LIGHT, Theme
from spineviz.words.language import say

OVER, UNDER = 0.12, 0.10  # of the height: over the figure and under the floor
NAME = 18.0  # px at 100 %: height of a name
HIGH = 130.0  # px at 100 %


class NextView(QWidget):
    """Shows cases beside each other."""

    def __init__(self) -> None:
        super().__init__()
        self._cases: tuple[tuple[str, View], ...] = ()
        self._theme: Theme = LIGHT
        self.setAccessibleName(say("speaker.next_picture"))

    def show_cases(self, cases: Sequence[tuple[str, View]], theme: Theme) -> None:
        """Show cases, each with its name."""
        self._cases, self._theme = tuple(cases), theme
        self.setMinimumHeight(round(theme.px(HIGH)))
        self.setAccessibleDescription(", ".join(name for name, _ in cases))
        self.update()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cases."""
        guarded(self, lambda: self._paint)

    def _paint(self, painter: QPainter) -> None:
        theme, cases = self._theme, self._cases
        if not cases:
            return
        wide, row = self.width() / len(cases), theme.px(NAME)
        pictures = [
            BodyPicture(
                view.picture, Shown(), theme, numbers=view.outcome is not None, bare=(OVER, UNDER)
            )
            for _, view in cases
        ]
        within = pictures[0].own_box
        for each in pictures[1:]:
            if within is not None and each.own_box is not None:
                within = within.joined(each.own_box)
        for number, ((name, _), picture) in enumerate(zip(cases, pictures, strict=True)):
            left = number * wide
            place = QRectF(left, row, wide - 4, self.height() - row)
            replace(picture, within=within).paint(painter, place)
            painter.setFont(theme.font(base(), 11, bold=True))
            painter.setPen(theme.color("ink"))
            title = QRectF(left, 0, wide - 4, row)
            painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, name)
