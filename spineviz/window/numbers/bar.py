"""One read-out: a name, a big value, and a bar on a fixed scale with its band and its baseline."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from spineviz.window.paint.theme import LIGHT, Theme

NO_VALUE = "–"
NAME, VALUE, GROOVE, TICKS, LINE = 17.0, 29.0, 12.0, 17.0, 15.0
"""Heights in px at 100 %: of the name, the big value, the bar, the words under it, and of one line
of the sentence."""

STATUS = {"low": "status_low", "raised": "status_raised", "high": "status_high"}
"""Token of the colour of each band word; the shape says the same."""

CORNERS = {"raised": 3, "high": 4}
"""Corners of the shape beside a band word; without any it is a circle."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a bar shows; numbers are on the scale of its ticks.

    Attributes:
        value: length of the bar.
        text, note: the big number, and what is written small after it.
        word: low, raised or high.
        low, high: ends of the whisker.
        sentence: what the number means here.
        baseline: where the tick of the baseline stands, or None while it is not known.
        baseline_text: words under that tick.
        ratio: the value against the baseline, in words.
        people: ends of the band of sampled bodies, or None while it is not shown.
    """

    value: float
    text: str
    note: str
    word: str
    low: float
    high: float
    sentence: str
    baseline: float | None = None
    baseline_text: str = ""
    ratio: str = ""
    people: tuple[float, float] | None = None


class Bar(QWidget):
    """A value with its bar; grey and without a number while there is none.

    Args:
        name: what is measured.
        ticks: values under the bar; the last one is its end.
        tick_unit: written after them.
        about: how band, word and baseline come about, for the tool tip.
    """

    def __init__(
        self, name: str, ticks: tuple[float, ...], tick_unit: str = "", about: str = ""
    ) -> None:
        super().__init__()
        self._name, self._ticks, self._tick_unit = name, ticks, tick_unit
        self._reading: Reading | None = None
        self._lines = 1
        self._waiting = False
        self._theme = LIGHT
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # spares what is under it
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setToolTip(about)
        self.show_reading(None)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours and sizes from now on."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def set_lines(self, lines: int) -> None:
        """How many lines of the sentence there is room for."""
        self._lines = lines
        self.updateGeometry()
        self.update()

    def set_waiting(self, waiting: bool) -> None:
        """Grey while another scene is being solved."""
        if waiting != self._waiting:
            self._waiting = waiting
            self.update()

    def show_reading(self, reading: Reading | None, why: str = "") -> None:
        """Show a reading; None blanks it, and `why` says in words why there is none."""
        self._reading, self._why = reading, why
        if reading is None:
            words = f"no value {why}"
        else:
            words = (
                f"{reading.text} {reading.note}, {reading.word}, band {reading.low:.0f} to"
                f" {reading.high:.0f}{self._tick_unit}. {reading.ratio}. {reading.sentence}"
            )
        self.setAccessibleDescription(" ".join(words.replace(". . ", ". ").split()))
        self.update()

    @property
    def reading(self) -> Reading | None:
        """What is shown."""
        return self._reading

    @property
    def text(self) -> str:
        """The number as it is shown, or a dash."""
        return NO_VALUE if self._reading is None else self._reading.text

    @property
    def waiting(self) -> bool:
        """Whether the numbers are grey, because another scene is being solved."""
        return self._waiting

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Name, value, bar, the words under it, and the sentence."""
        height = NAME + VALUE + GROOVE + TICKS + LINE * self._lines
        return QSize(200, round(self._theme.px(height)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the read-out."""
        theme, reading = self._theme, self._reading
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("panel"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        quiet = reading is None or self._waiting
        ink, ink2 = ("ink3", "ink3") if quiet else ("ink", "ink2")
        width, y = float(self.width()), 0.0
        middle, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        painter.setFont(theme.font(self.font(), 13, bold=True))
        painter.setPen(theme.color("ink"))
        painter.drawText(QRectF(0, y, width, theme.px(NAME)), middle, self._name)
        if reading is not None:
            painter.setFont(theme.font(self.font(), 12))
            painter.setPen(theme.color(ink2))
            painter.drawText(QRectF(0, y, width, theme.px(NAME)), middle | right, reading.ratio)
        y += theme.px(NAME)
        big = theme.font(self.font(), 25, bold=True)
        painter.setFont(big)
        painter.setPen(theme.color(ink))
        row = QRectF(0, y, width, theme.px(VALUE))
        painter.drawText(row, middle, self.text)
        if reading is not None:
            after = QFontMetricsF(big).horizontalAdvance(reading.text) + theme.px(6)
            painter.setFont(theme.font(self.font(), 14))
            painter.setPen(theme.color(ink2))
            painter.drawText(row.adjusted(after, theme.px(4), 0, 0), middle, reading.note)
            self._paint_word(painter, row, reading.word)
        y += theme.px(VALUE)
        self._paint_groove(painter, QRectF(0, y, width, theme.px(GROOVE)))
        y += theme.px(GROOVE)
        self._paint_ticks(painter, QRectF(0, y, width, theme.px(TICKS)), ink, ink2)
        y += theme.px(TICKS)
        painter.setFont(theme.font(self.font(), 12))
        painter.setPen(theme.color("ink2" if reading is None else ink2))
        room = QRectF(0, y, width, theme.px(LINE * self._lines))
        text = self._why if reading is None else reading.sentence
        painter.drawText(room, Qt.TextFlag.TextWordWrap, text)
        painter.end()

    def _paint_word(self, painter: QPainter, row: QRectF, word: str) -> None:
        """The band word at the right, with its shape."""
        theme = self._theme
        font = theme.font(self.font(), 13, bold=True)
        painter.setFont(font)
        painter.setPen(theme.color("ink3" if self._waiting else "ink"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row, middle | Qt.AlignmentFlag.AlignRight, word)
        half = theme.px(5.5)
        x = row.right() - QFontMetricsF(font).horizontalAdvance(word) - theme.px(7) - half
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("ink3" if self._waiting else STATUS[word]))
        paint_shape(painter, QPointF(x, row.center().y() + theme.px(1)), half, word)

    def _paint_groove(self, painter: QPainter, groove: QRectF) -> None:
        """The bar, the whisker of its band and the tick of the baseline."""
        theme, reading = self._theme, self._reading
        radius = theme.px(4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("chip"))
        painter.drawRoundedRect(groove, radius, radius)
        if reading is None:
            return
        end, width = self._ticks[-1], groove.width()
        share = min(max(reading.value / end, 0.0), 1.0)
        painter.setBrush(theme.color("line" if self._waiting else STATUS[reading.word]))
        filled = QRectF(groove)
        filled.setWidth(max(share * width, 3.0))
        painter.drawRoundedRect(filled, radius, radius)
        if reading.baseline is not None:
            x = min(max(reading.baseline / end, 0.0), 1.0) * (width - 6) + 3
            painter.setBrush(theme.color("panel"))
            painter.drawRect(QRectF(x - 3, groove.top() - 1, 6, groove.height() + 2))
            painter.setBrush(theme.color("ink"))
            tick = max(2.0, theme.lines)
            painter.drawRect(QRectF(x - tick / 2, groove.top() - 3, tick, groove.height() + 6))
        self._paint_whisker(painter, groove, reading)
        if reading.people is not None:
            self._paint_people(painter, groove, reading.people)

    def _paint_people(self, painter: QPainter, groove: QRectF, people: tuple[float, float]) -> None:
        """The band of sampled bodies: a stripe along the lower edge of the bar."""
        left, right = (min(max(end / self._ticks[-1], 0.0), 1.0) * groove.width() for end in people)
        high = self._theme.px(4)
        stripe = QRectF(left, groove.bottom() - high / 2, max(right - left, 2.0), high)
        painter.setPen(self._theme.pen("panel", 1))
        painter.setBrush(self._theme.color("ink3" if self._waiting else "curvature"))
        painter.drawRect(stripe)

    def _paint_whisker(self, painter: QPainter, groove: QRectF, reading: Reading) -> None:
        """The band as a line with ends; an end beyond the scale is an arrow."""
        theme, top = self._theme, self._ticks[-1]
        y, cap = groove.center().y(), groove.height() * 0.28
        low, high = (
            min(max(value / top, 0.0), 1.0) * (groove.width() - 4) + 2
            for value in (reading.low, reading.high)
        )
        path = [(QPointF(low, y), QPointF(high, y)), (QPointF(low, y - cap), QPointF(low, y + cap))]
        if reading.high > top:
            tip = QPointF(high, y)
            path += [(QPointF(high - cap, y - cap), tip), (QPointF(high - cap, y + cap), tip)]
        else:
            path.append((QPointF(high, y - cap), QPointF(high, y + cap)))
        for token, wide in (("panel", 3.6), ("ink3" if self._waiting else "ink", 1.4)):
            pen = QPen(theme.color(token), wide * max(1.0, theme.lines / 2))
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            for a, b in path:
                painter.drawLine(a, b)

    def _paint_ticks(self, painter: QPainter, row: QRectF, ink: str, ink2: str) -> None:
        """Numbers of the scale, and the words of the baseline, which push numbers aside."""
        theme, reading, end = self._theme, self._reading, self._ticks[-1]
        middle = Qt.AlignmentFlag.AlignCenter
        taken: list[QRectF] = []
        if reading is not None and reading.baseline is not None:
            font = theme.font(self.font(), 12, bold=True)
            painter.setFont(font)
            painter.setPen(theme.color(ink))
            width = QFontMetricsF(font).horizontalAdvance(reading.baseline_text) + 2
            x = min(max(reading.baseline / end, 0.0), 1.0) * (row.width() - 6) + 3
            left = min(max(x - width / 2, 0.0), row.width() - width)
            taken.append(QRectF(left, row.top(), width, row.height()))
            painter.drawText(taken[0], middle, reading.baseline_text)
        font = theme.font(self.font(), 12)
        painter.setFont(font)
        painter.setPen(theme.color(ink2))
        for tick in (0.0, end, *self._ticks[1:-1]):
            text = f"{tick:g}{self._tick_unit}"
            width = QFontMetricsF(font).horizontalAdvance(text) + 2
            left = min(max(tick / end * row.width() - width / 2, 0.0), row.width() - width)
            box = QRectF(left, row.top(), width, row.height())
            if not any(box.adjusted(-4, 0, 4, 0).intersects(other) for other in taken):
                taken.append(box)
                painter.drawText(box, middle, text)


def paint_shape(painter: QPainter, centre: QPointF, half: float, word: str) -> None:
    """The shape of a band word: circle, triangle or square, so that no colour is needed."""
    corners = CORNERS.get(word)
    if corners is None:
        painter.drawEllipse(centre, half, half)
    elif corners == 3:
        x, y = centre.x(), centre.y()
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(x, y - half),
                    QPointF(x + 1.1 * half, y + 0.9 * half),
                    QPointF(x - 1.1 * half, y + 0.9 * half),
                ]
            )
        )
    else:
        painter.drawRect(
            QRectF(centre.x() - 0.9 * half, centre.y() - 0.9 * half, 1.8 * half, 1.8 * half)
        )
