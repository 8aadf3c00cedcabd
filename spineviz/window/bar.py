"""One read-out: a name, a big value, and a bar on a fixed scale."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from spineviz.window.theme import LIGHT, Theme

NO_VALUE = "–"


class Bar(QWidget):
    """A value with its bar; grey and without a number while there is none.

    Args:
        name: what is measured.
        unit: written after the value.
        ticks: values under the bar; the last one is its end.
        tick_unit: written after them.
    """

    def __init__(self, name: str, unit: str, ticks: tuple[float, ...], tick_unit: str = "") -> None:
        super().__init__()
        self._name, self._unit, self._ticks = name, unit, ticks
        self._tick_unit = tick_unit
        self._value: float | None = None
        self._text = NO_VALUE
        self._note = ""
        self._beside: float | None = None
        self._compact = False
        self._theme = LIGHT
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # spares what is under it
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.show_value(None, "", "")

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self._theme = theme
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Leave out the ticks where there is little room."""
        self._compact = compact
        self.updateGeometry()
        self.update()

    def show_value(self, value: float | None, text: str, note: str) -> None:
        """Show a number, as `text` and as a bar; None blanks both."""
        self._value = value
        self._text = NO_VALUE if value is None else text
        self._note = "" if value is None else note
        words = "no value" if value is None else f"{text} {self._unit} {note}"
        self.setAccessibleDescription(" ".join(words.split()))
        self.update()

    def show_beside(self, value: float | None) -> None:
        """Mark the value that scene A has, or none."""
        if value != self._beside:
            self._beside = value
            self.update()

    @property
    def beside(self) -> float | None:
        """The value of scene A that is marked, or None."""
        return self._beside

    @property
    def text(self) -> str:
        """The number as it is shown, or a dash."""
        return self._text

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Name, value and bar, and the ticks under them."""
        return QSize(220, 58 if self._compact else 78)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the read-out."""
        theme, width = self._theme, float(self.width())
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("panel"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(13)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.color("ink"))
        painter.drawText(QRectF(0, 0, width, 17), Qt.AlignmentFlag.AlignVCenter, self._name)
        font.setPixelSize(24)
        painter.setFont(font)
        painter.setPen(theme.color("ink" if self._value is not None else "ink3"))
        painter.drawText(QRectF(0, 16, width, 30), Qt.AlignmentFlag.AlignVCenter, self._text)
        after = QFontMetricsF(font).horizontalAdvance(self._text) + 7
        font.setPixelSize(12)
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(theme.color("ink2"))
        if self._value is not None:
            words = f"{self._unit}  {self._note}".strip()
            painter.drawText(QRectF(after, 20, width - after, 26),
                             Qt.AlignmentFlag.AlignVCenter, words)  # fmt: skip
        groove = QRectF(0, 47, width, 11)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("chip"))
        painter.drawRoundedRect(groove, 4, 4)
        end = self._ticks[-1]
        if self._value is not None:
            share = min(max(self._value / end, 0.0), 1.0)
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(QRectF(0, 47, max(share * width, 3.0), 11), 4, 4)
            if self._value > end:  # the scale is fixed; the number is what counts
                painter.setBrush(theme.color("on_accent"))
                tip = QPolygonF([QPointF(width - 11, 49), QPointF(width - 5, 52.5),
                                 QPointF(width - 11, 56)])  # fmt: skip
                painter.drawPolygon(tip)
        if self._beside is not None:
            self._paint_beside(painter, min(max(self._beside / end, 0.0), 1.0) * width)
        font.setPixelSize(11)
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(theme.color("ink2"))
        for tick in () if self._compact else self._ticks:
            x = tick / end * width
            align = Qt.AlignmentFlag.AlignHCenter
            left = x - 20
            if tick == 0:
                align, left = Qt.AlignmentFlag.AlignLeft, 0.0
            elif tick == end:
                align, left = Qt.AlignmentFlag.AlignRight, width - 40
            painter.drawText(QRectF(left, 60, 40, 15), align, f"{tick:g}{self._tick_unit}")
        painter.end()

    def _paint_beside(self, painter: QPainter, x: float) -> None:
        """A tick across the groove with the letter A on it, free of the bar on both sides."""
        theme = self._theme
        at = min(max(x, 4.0), self.width() - 4.0)
        painter.fillRect(QRectF(at - 3, 45, 6, 15), theme.color("panel"))
        painter.fillRect(QRectF(at - 1, 45, 2, 15), theme.color("ink"))
        painter.setFont(theme.font(self.font(), 10, bold=True))
        painter.setPen(theme.color("ink"))
        painter.drawText(QRectF(at - 10, 34, 20, 11), Qt.AlignmentFlag.AlignCenter, "A")
