"""The plan of a lesson as a bar: every step as wide as it is long, and where the clock stands."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from spineviz.teaching.lesson_parts import Lesson
from spineviz.window.paint.guarded import guarded
from spineviz.window.paint.picture import base
from spineviz.window.paint.theme import LIGHT, Theme
from spineviz.words.lesson_words import kind_name
from spineviz.words.speaking import plan_words

HIGH, MARK, GAP = 30.0, 9.0, 2.0  # px at 100 %: of a step, of the mark of the clock; between steps


class PlanBar(QWidget):
    """Shows the steps of a lesson by minutes."""

    def __init__(self) -> None:
        super().__init__()
        self._lesson: Lesson | None = None
        self._at, self._seconds = 0, 0.0
        self._theme: Theme = LIGHT

    def show_plan(self, lesson: Lesson, at: int, seconds: float, theme: Theme) -> None:
        """Show the steps, the open one filled, and the clock under them."""
        self._lesson, self._at, self._seconds, self._theme = lesson, at, seconds, theme
        self.setAccessibleName(plan_words(lesson, at))
        self.setFixedHeight(round(theme.px(HIGH + MARK) + 2))
        self.update()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar."""
        guarded(self, lambda: self._paint)

    def _paint(self, painter: QPainter) -> None:
        lesson, theme = self._lesson, self._theme
        if lesson is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = theme.px(HIGH)
        scale = self.width() / lesson.minutes
        left = 0.0
        for row, step in enumerate(lesson.steps):
            box = QRectF(left, 0, step.minutes * scale - GAP, high)
            left += step.minutes * scale
            now = row == self._at
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent" if now else "chip" if row > self._at else "line"))
            painter.drawRoundedRect(box, 3, 3)
            font = theme.font(base(), 11, bold=now)
            name = kind_name(step.kind)
            if QFontMetricsF(font).horizontalAdvance(name) + 6 > box.width():
                name = str(row + 1)
            painter.setFont(font)
            painter.setPen(theme.color("on_accent" if now else "ink"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
        at = min(self._seconds / 60 * scale, self.width() - 1.0)
        half = theme.px(MARK) / 1.6
        tip = QPointF(at, high + 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("ink"))
        foot = high + theme.px(MARK)
        painter.drawPolygon(
            QPolygonF([tip, QPointF(at - half, foot), QPointF(at + half, foot)])
        )  # fmt: skip
