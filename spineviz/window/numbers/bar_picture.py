"""One read-out as a value that paints itself: name, big value, and a bar on a fixed scale with its
band and a hollow mark for what was before. A calm one has no word that judges it."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPolygonF

from spineviz.window.paint.picture import base, painted
from spineviz.window.paint.theme import Theme
from spineviz.window.paint.typeface import metrics_of

NO_VALUE = "–"
NAME, VALUE, GROOVE, TICKS, LINE = 17.0, 29.0, 12.0, 17.0, 15.0
"""Heights in px at 100 %: of the name, the big value, the bar, the words under it, and of one line
of the sentence."""

SIZES = (25, 22, 18)  # px at 100 % that the number can have
APART = 12.0  # px at 100 % between the name and the number after it

STATUS = {"low": "status_low", "raised": "status_raised", "high": "status_high"}
"""Token of the colour of each band word; the shape says the same."""

CORNERS = {"raised": 3, "high": 4}
"""Corners of the shape beside a band word; without any it is a circle."""


class Reading(Struct, frozen=True):
    """What a bar shows; numbers are on the scale of its ticks.

    Attributes:
        value: length of the bar.
        text, note: the big number, and what is written small after it.
        word: low, raised or high; empty where the bar is calm.
        low, high: ends of the whisker; band: both in words.
        sentence: what the number means here.
        before: where the hollow mark of what was before stands, or None.
        before_text: words under that mark.
        more: another sentence, for where there is a second line.
        people: ends of the band of sampled bodies, or None while it is not shown.
    """

    value: float
    text: str
    note: str
    word: str
    low: float
    high: float
    band: str
    sentence: str
    before: float | None = None
    before_text: str = ""
    more: str = ""
    people: tuple[float, float] | None = None


class BarPicture(Struct, frozen=True):
    """A read-out; grey and without a number while there is none.

    Attributes:
        name: what is measured.
        ticks: values under the bar; the last one is its end. tick_unit: written after them.
        fill: token of the bar's colour where it is calm; empty where the word gives it.
        theme: see there; whoever puts several beside each other shrinks its type for all.
        reading: what it shows, or None; then `why` says in words why there is none.
        lines: of the sentence that there is room for.
        scaled: whether there is room for the numbers under the bar.
        waiting: grey while another scene is being solved.
    """

    name: str
    ticks: tuple[float, ...]
    tick_unit: str
    fill: str
    theme: Theme
    reading: Reading | None = None
    why: str = ""
    lines: int = 1
    scaled: bool = True
    waiting: bool = False

    @property
    def text(self) -> str:
        """The number as it is shown, or a dash."""
        return NO_VALUE if self.reading is None else self.reading.text

    @property
    def height(self) -> float:
        """px that it takes."""
        name = 0.0 if self.fill else NAME  # a calm one has name and value in one row
        ticks = TICKS if self.scaled else 0.0
        return self.theme.px(name + VALUE + GROOVE + ticks + LINE * self.lines)

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint into a box that is `height` px high."""
        with painted(painter, box) as local:
            self._paint(painter, local)

    def _paint(self, painter: QPainter, box: QRectF) -> None:
        theme, reading = self.theme, self.reading
        painter.fillRect(box, theme.color("panel"))
        quiet = reading is None or self.waiting
        ink, ink2 = ("ink3", "ink3") if quiet else ("ink", "ink2")
        width, y = box.width(), 0.0
        middle, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        bold, small = theme.font(base(), 13, bold=True), theme.font(base(), 12)
        painter.setFont(bold)
        painter.setPen(theme.color("ink"))
        name = QRectF(0, y, width, theme.px(VALUE if self.fill else NAME))
        painter.drawText(name, middle, self.name)
        y += 0.0 if self.fill else name.height()
        beside = metrics_of(bold).horizontalAdvance(self.name) + theme.px(APART)
        big = self._big(width - beside if self.fill else width)
        painter.setFont(big)
        painter.setPen(theme.color(ink))
        row = QRectF(0, y, width, theme.px(VALUE))
        if self.fill:
            painter.drawText(row, middle | right, self.text)
        else:
            painter.drawText(row, middle, self.text)
        if reading is not None and not self.fill:
            after = metrics_of(big).horizontalAdvance(reading.text) + theme.px(6)
            note = theme.font(base(), 14)
            word = metrics_of(bold).horizontalAdvance(reading.word) + theme.px(18)
            if after + metrics_of(note).horizontalAdvance(reading.note) + word <= width:
                painter.setFont(note)
                painter.setPen(theme.color(ink2))
                painter.drawText(row.adjusted(after, theme.px(4), 0, 0), middle, reading.note)
            self._paint_word(painter, row, reading.word)
        y += theme.px(VALUE)
        self._paint_groove(painter, QRectF(0, y, width, theme.px(GROOVE)))
        y += theme.px(GROOVE)
        if self.scaled:
            self._paint_ticks(painter, QRectF(0, y, width, theme.px(TICKS)), ink, ink2)
            y += theme.px(TICKS)
        painter.setFont(small)
        painter.setPen(theme.color("ink2" if reading is None else ink2))
        room = QRectF(0, y, width, theme.px(LINE * self.lines))
        text = self.why if reading is None else reading.sentence
        if reading is not None and self.lines > 1:
            longer = f"{text} {reading.more}"
            if self._fits(longer, small, room):  # whole or not at all
                text = longer
        if self.lines:
            painter.drawText(room, Qt.TextFlag.TextWordWrap, text)

    def _big(self, width: float) -> QFont:
        """The type of the number, smaller where its usual size has no room, px."""
        fonts = [self.theme.font(base(), size, bold=True) for size in SIZES]
        fitting = (f for f in fonts if metrics_of(f).horizontalAdvance(self.text) <= width)
        return next(fitting, fonts[-1])

    def _fits(self, text: str, font: QFont, room: QRectF) -> bool:
        wrapped = metrics_of(font).boundingRect(room, Qt.TextFlag.TextWordWrap, text)
        return bool(
            wrapped.height() <= room.height() + 2.0
        )  # a line is a little higher than its letters

    def _paint_word(self, painter: QPainter, row: QRectF, word: str) -> None:
        """The band word at the right, with its shape."""
        theme = self.theme
        font = theme.font(base(), 13, bold=True)
        painter.setFont(font)
        painter.setPen(theme.color("ink3" if self.waiting else "ink"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row, middle | Qt.AlignmentFlag.AlignRight, word)
        half = theme.px(5.5)
        x = row.right() - metrics_of(font).horizontalAdvance(word) - theme.px(7) - half
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("ink3" if self.waiting else STATUS[word]))
        paint_shape(painter, QPointF(x, row.center().y() + theme.px(1)), half, word)

    def _paint_groove(self, painter: QPainter, groove: QRectF) -> None:
        """The bar, the whisker of its band and the hollow mark of what was before."""
        theme, reading = self.theme, self.reading
        radius = theme.px(4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("chip"))
        painter.drawRoundedRect(groove, radius, radius)
        if reading is None:
            return
        end, width = self.ticks[-1], groove.width()
        share = min(max(reading.value / end, 0.0), 1.0)
        token = self.fill or STATUS[reading.word]
        painter.setBrush(theme.color("line" if self.waiting else token))
        filled = QRectF(groove)
        filled.setWidth(max(share * width, 3.0))
        painter.drawRoundedRect(filled, radius, radius)
        if reading.value > end:
            self._paint_break(painter, groove)
        if reading.before is not None:
            x = min(max(reading.before / end, 0.0), 1.0) * (width - 8) + 4
            painter.setPen(theme.pen("ink", 1.6))
            painter.setBrush(theme.color("panel"))
            painter.drawRect(QRectF(x - 3, groove.top() - 3, 6, groove.height() + 6))
        self._paint_whisker(painter, groove, reading)
        if reading.people is not None:
            self._paint_people(painter, groove, reading.people)

    def _paint_break(self, painter: QPainter, groove: QRectF) -> None:
        """Two slanted cuts near the end of a bar that goes on beyond its scale."""
        painter.setPen(self.theme.pen("panel", 2.5))
        for back in (12.0, 18.0):
            x = groove.right() - self.theme.px(back)
            painter.drawLine(QPointF(x, groove.bottom()), QPointF(x + 5, groove.top()))

    def _paint_people(self, painter: QPainter, groove: QRectF, people: tuple[float, float]) -> None:
        """The band of sampled bodies: a stripe along the lower edge of the bar."""
        left, right = (min(max(end / self.ticks[-1], 0.0), 1.0) * groove.width() for end in people)
        high = self.theme.px(4)
        stripe = QRectF(left, groove.bottom() - high / 2, max(right - left, 2.0), high)
        painter.setPen(self.theme.pen("panel", 1))
        painter.setBrush(self.theme.color("ink3" if self.waiting else "curvature"))
        painter.drawRect(stripe)

    def _paint_whisker(self, painter: QPainter, groove: QRectF, reading: Reading) -> None:
        """The band as a line with ends; an end beyond the scale is an arrow."""
        theme, top = self.theme, self.ticks[-1]
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
        for token, wide in (("panel", 3.6), ("ink3" if self.waiting else "ink", 1.4)):
            pen = QPen(theme.color(token), wide * max(1.0, theme.lines / 2))
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            for a, b in path:
                painter.drawLine(a, b)

    def _paint_ticks(self, painter: QPainter, row: QRectF, ink: str, ink2: str) -> None:
        """Numbers of the scale, and the words of what was before, which push numbers aside."""
        theme, reading, end = self.theme, self.reading, self.ticks[-1]
        middle = Qt.AlignmentFlag.AlignCenter
        taken: list[QRectF] = []
        if reading is not None and reading.before is not None:
            font = theme.font(base(), 12, bold=True)
            painter.setFont(font)
            painter.setPen(theme.color(ink))
            width = metrics_of(font).horizontalAdvance(reading.before_text) + 2
            x = min(max(reading.before / end, 0.0), 1.0) * (row.width() - 6) + 3
            left = min(max(x - width / 2, 0.0), row.width() - width)
            taken.append(QRectF(left, row.top(), width, row.height()))
            painter.drawText(taken[0], middle, reading.before_text)
        font = theme.font(base(), 12)
        painter.setFont(font)
        painter.setPen(theme.color(ink2))
        for tick in (0.0, end, *self.ticks[1:-1]):
            text = f"{tick:g}{self.tick_unit}"
            width = metrics_of(font).horizontalAdvance(text) + 2
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
