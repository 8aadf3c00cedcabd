"""A number line with handles between the choices, and the model's number on it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from spineviz.session.author import Span
from spineviz.teaching.lesson_parts import LETTERS
from spineviz.values import written
from spineviz.window.paint.guarded import guarded
from spineviz.window.paint.theme import LIGHT, Theme

HEIGHT, MARGIN, HANDLE = 54, 16, 8  # px at 100 %
REACH = 14  # px at 100 % from a handle at which it is taken


class NumberLine(QWidget):
    """The borders of the choices, to be dragged. Its twin for the keyboard is a field for each
    border beside it.

    Signals:
        moved(int, float): a handle is held at a number.
        let_go(): it is held no more.
    """

    moved = Signal(int, float)
    let_go = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._theme: Theme = LIGHT
        self._span = Span(0.0, 1.0, 0.1)
        self._handles: tuple[float, ...] = ()
        self._number: float | None = None
        self._mirrored = False
        self._held: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.SizeHorCursor)

    def set_theme(self, theme: Theme) -> None:
        """Be in other colours and type from now on."""
        self._theme = theme
        self.setFixedHeight(round(theme.px(HEIGHT)))
        self.update()

    def show_line(
        self, span: Span, handles: tuple[float, ...], number: float | None, mirrored: bool
    ) -> None:
        """Show borders and the model's number.

        Args:
            span: from where to where, while nothing is held.
            handles: the borders.
            number: of the model; None where it is not known.
            mirrored: the one border stands on both sides of 0.
        """
        if self._held is None:
            self._span = span
        self._handles, self._number, self._mirrored = handles, number, mirrored
        self.update()

    def x_of(self, number: float) -> float:
        """px of a number."""
        left, room = self._theme.px(MARGIN), self.width() - 2 * self._theme.px(MARGIN)
        return left + room * self._span.share(number)

    def sizeHint(self) -> QSize:
        """As high as its numbers need."""
        return QSize(200, round(self._theme.px(HEIGHT)))

    @property
    def _borders(self) -> tuple[float, ...]:
        return (-self._handles[0], self._handles[0]) if self._mirrored else self._handles

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the next handle."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._held = None  # a dialog or another window got the last release
        if not self._handles:
            return
        x, borders = event.position().x(), self._borders
        near = min(range(len(borders)), key=lambda row: abs(self.x_of(borders[row]) - x))
        if abs(self.x_of(borders[near]) - x) <= self._theme.px(REACH):
            self._held = near

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it."""
        if self._held is None:
            return
        left, room = self._theme.px(MARGIN), self.width() - 2 * self._theme.px(MARGIN)
        number = self._span.at((event.position().x() - left) / max(room, 1.0))
        if self._mirrored:
            self.moved.emit(0, max(-number if self._held == 0 else number, 0.0))
        else:
            self.moved.emit(self._held, number)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        if self._held is not None and event.button() == Qt.MouseButton.LeftButton:
            self._held = None
            self.let_go.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Line, borders, letters between them, and the number of the model over it."""
        guarded(self, lambda: self._paint)

    def _paint(self, painter: QPainter) -> None:
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(self.font(), 12))
        y, size = 0.42 * self.height(), theme.px(HANDLE)
        ends = self.x_of(self._span.low), self.x_of(self._span.high)
        painter.setPen(QPen(theme.color("ink3"), theme.px(2)))
        painter.drawLine(QPointF(ends[0], y), QPointF(ends[1], y))
        stops = [ends[0], *(self.x_of(each) for each in self._borders), ends[1]]
        painter.setPen(theme.color("ink2"))
        for letter, left, right in zip(LETTERS, stops, stops[1:], strict=False):
            room = QRectF(left, 0, max(right - left, 1.0), y - size / 2)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, letter)
        for each, x in zip(self._borders, stops[1:], strict=False):
            self._handle(painter, x, y, size, theme.color("accent"))
            text = QRectF(x - 40, y + size, 80, self.height() - y - size)
            painter.setPen(theme.color("ink"))
            painter.drawText(text, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop,
                             written(each, self._span.digits))  # fmt: skip
        if self._number is not None:
            painter.setPen(QPen(theme.color("panel"), theme.px(1.5)))
            painter.setBrush(theme.color("ink"))
            painter.drawEllipse(QPointF(self.x_of(self._number), y), 0.7 * size, 0.7 * size)

    def _handle(self, painter: QPainter, x: float, y: float, size: float, color: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        top = QPointF(x, y)
        painter.drawPolygon(
            QPolygonF([top, top + QPointF(-0.7 * size, size), top + QPointF(0.7 * size, size)])
        )
