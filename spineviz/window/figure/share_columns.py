"""Paints the answer of the rail: under each level one column of who carries the roller's force.

What ribs and blades carry stands over the line, what lands on the spine hangs under it, anything
else is grey on top. What is not known yet is hatched.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen

from spineviz.drawing.carried import Carried, carried
from spineviz.drawing.whole_numbers import whole_percent
from spineviz.outcome import Balanced, Rolled
from spineviz.values import Numbers, scalars_of, written
from spineviz.window.paint.picture import base
from spineviz.window.paint.theme import Theme, blend
from spineviz.window.paint.typeface import metrics_of
from spineviz.words.language import say

REST_SIZES = (12, 11, 10)  # px at 100 % of the words of what is grey
REST_ROW = 15.0  # px at 100 % of their row at the most
UP, DOWN, REST = say("columns.cage"), say("columns.spine"), say("columns.rest")
UP_IN_FRONT = say("columns.cage.down")
"""What the parts of a column are called; over the line another part where the front is pressed."""

WIDEST = 19.0  # px at 100 %, of a column
SHARE_OF_GAP = 0.8  # of the way to the next column that one is wide
QUIET, QUIET_DARK = 0.5, 0.3
"""How far the colours of columns away from the roller go to the ground, and to a dark one, on which
they are lost sooner."""
DARK_GROUND = 0.5  # lightness under which a ground is dark
UNKNOWN = 0.5  # of the whole, to either side of the line: a column that is not known yet
LEAST_LABEL, LEAST_WORDS = 40.0, 60.0  # px at 100 % left of the columns: for numbers, for words
LABELS = ((15, 26), (14, 24), (13, 22), (12, 20), (11, 18))
"""px at 100 % of words and of the number beside them, the largest first."""
OVER = (11, 14)  # the same where there is room for a number only under its words
MOST = "100\u202f%"  # the widest number
EDGE, GAP = 10.0, 8.0  # px left of the words; at 100 % beside them

Named = Sequence[tuple[str, float]]
"""Levels and where they are, px."""


def paint_answer(
    painter: QPainter,
    theme: Theme,
    area: QRectF,
    places: Named,
    outcome: Balanced,
    sweep: Mapping[str, Numbers | None],
    before: tuple[Balanced | None, Mapping[str, Numbers | None]],
    numbers: bool,
    right: float,
    under: float,
) -> None:
    """Paint who carries the roller's force under each level, now and before, and its words.

    Args:
        area: px, see `paint_columns`. places: levels from the head down.
        outcome: of the scene, with a roller. sweep: what is known of the levels.
        before: the state before and what is known of its levels.
        numbers: whether the numbers belong to the scene.
        right: px, where words end. under: px down to which scales stand right of the columns.
    """
    if outcome.place is None:
        return
    here = outcome.place.nearest
    now = scalars_of(outcome) if numbers else {}
    known = {**sweep, here: now} if now else {}
    paint_columns(painter, theme, area, places, carried(known), here)
    if not now:
        return
    then, swept = before
    if isinstance(then, Rolled):
        there = {**swept, then.roller.place.nearest: scalars_of(then)}
        paint_before(painter, theme, area, places, carried(there))
    if isinstance(outcome, Rolled):
        behind = whole_percent(outcome).behind
        cage, spine = behind["cage"], behind["spine"]
        shares = (cage, spine, 100 - cage - spine)
        up = up_name(outcome.person.face_down)
        paint_labels(painter, theme, area, right, under, shares, up)


def paint_columns(
    painter: QPainter,
    theme: Theme,
    area: QRectF,
    places: Named,
    parts: Mapping[str, Carried],
    here: str,
) -> None:
    """Paint the columns and their line.

    Args:
        area: px, half of its height is the whole of the force.
        places: levels from the head down.
        parts: of those that are known.
        here: level that the roller is under.
    """
    whole, line = area.height() / 2, area.center().y()
    for (name, x), wide in zip(places, _widths(theme, places), strict=True):
        left = x - wide / 2
        part = parts.get(name)
        if part is None:
            painter.setPen(theme.pen("field_line", 1))
            painter.setBrush(QBrush(theme.color("field_line"), Qt.BrushStyle.BDiagPattern))
            painter.drawRect(QRectF(left, line - UNKNOWN * whole, wide, 2 * UNKNOWN * whole))
            continue
        painter.setPen(Qt.PenStyle.NoPen)
        top = line
        for share, token in ((part.cage, "path_ribs"), (part.rest, "ink3")):
            top -= share * whole
            _fill(painter, theme, QRectF(left, top, wide, share * whole), token, name == here)
        below = QRectF(left, line, wide, part.spine * whole)
        _fill(painter, theme, below, "path_spine", name == here)
        if name == here:
            painter.setPen(theme.pen("ink", 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(left, top, wide, below.bottom() - top))
    painter.setPen(theme.pen("ink", 1.5))
    painter.drawLine(QPointF(area.left(), line), QPointF(area.right(), line))


def paint_before(
    painter: QPainter, theme: Theme, area: QRectF, places: Named, parts: Mapping[str, Carried]
) -> None:
    """Paint the outlines of what the columns were before, dashed."""
    whole, line = area.height() / 2, area.center().y()
    pen = QPen(theme.color("ink"), max(1.2, theme.lines))
    pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for (name, x), wide in zip(places, _widths(theme, places), strict=True):
        part = parts.get(name)
        if part is not None:
            up = part.cage * whole
            painter.drawRect(QRectF(x - wide / 2, line - up, wide, up + part.spine * whole))


class _Labels(Struct, frozen=True):
    """How there is room for words beside the columns: their type, if any, and that of the numbers,
    and whether these stand beside the words or under them."""

    words: QFont | None
    number: QFont
    beside: bool

    @property
    def high(self) -> float:
        """px of one of the two."""
        number = metrics_of(self.number).height()
        if self.beside or self.words is None:
            return number
        return number + metrics_of(self.words).height()


@lru_cache(maxsize=8)
def _labels(theme: Theme, left: float, up: str) -> _Labels | None:
    """The largest words for which there is room left of columns that begin there (px), or None."""
    wide = left - theme.px(GAP) - EDGE
    if wide < theme.px(LEAST_LABEL):
        return None
    for small, large in LABELS:
        words, number = theme.font(base(), small), theme.font(base(), large, bold=True)
        used = _widest(words, up) + theme.px(GAP) + metrics_of(number).horizontalAdvance(MOST)
        if used <= wide:
            return _Labels(words, number, True)
    words, number = theme.font(base(), OVER[0]), theme.font(base(), OVER[1], bold=True)
    if wide < theme.px(LEAST_WORDS):
        return _Labels(None, number, True)
    shrunk = words.pixelSize() * min(wide / _widest(words, up), 1.0)
    words.setPixelSize(max(int(shrunk), 1))
    return _Labels(words, number, False)


def up_name(face_down: bool) -> str:
    """What stands over the line."""
    return UP_IN_FRONT if face_down else UP


def _widest(font: QFont, up: str) -> float:
    return max(metrics_of(font).horizontalAdvance(each) for each in (up, DOWN))


def labels_top(theme: Theme, area: QRectF, up: str) -> float:
    """px where the words beside the columns begin; `up` is what stands over the line."""
    labels = _labels(theme, area.left(), up)
    return area.center().y() - (0.0 if labels is None else labels.high)


def rest_foot(area: QRectF, under: float, high: float) -> float:
    """px down to which the grey part's row of a height is written: at the foot of the columns, or
    right under scales that reach as far."""
    return max(area.bottom() - 0.2 * high, under + high)


def paint_labels(
    painter: QPainter,
    theme: Theme,
    area: QRectF,
    right: float,
    under: float,
    shares: tuple[int, int, int],
    up: str,
) -> None:
    """Write what is over and under the line, left of the columns, and what is grey right of them.

    Args:
        area: of the columns, px. right: px, edge of what may be written on.
        under: px down to which scales stand right of the columns.
        shares: % of what ribs and blades carry, what lands on the spine, and the rest.
        up: what is over the line.
    """
    labels = _labels(theme, area.left(), up)
    texts = [written(each, 0, "%") for each in shares]
    gap = theme.px(GAP)
    if labels is not None:
        y, end = area.center().y() - labels.high, area.left() - gap
        middle = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        after = metrics_of(labels.number).horizontalAdvance(MOST) + gap
        for words, share, token in ((up, texts[0], "cage_ink"), (DOWN, texts[1], "spine_ink")):
            painter.setPen(theme.color(token))
            row = QRectF(EDGE, y, end - EDGE, labels.high)
            second = row
            if labels.words is not None:
                fine = metrics_of(labels.words).height()
                first = row.adjusted(0, 0, -after, 0)
                if not labels.beside:
                    first, second = (
                        row.adjusted(0, 0, 0, fine - labels.high),
                        row.adjusted(0, fine, 0, 0),
                    )
                painter.setFont(labels.words)
                painter.drawText(first, middle, words)
            painter.setFont(labels.number)
            painter.drawText(second, middle, share)
            y += labels.high
    side, rest = theme.px(10), f"{REST} {texts[2]}"
    start = area.right() + gap
    for pixels in REST_SIZES:  # the same for every number
        small = theme.font(base(), pixels)
        rows = metrics_of(small)
        if start + side + gap + rows.horizontalAdvance(f"{REST} {MOST}") <= right:
            break
    low = rest_foot(area, under, rows.height()) - rows.height() / 2
    if start + side + gap + rows.horizontalAdvance(rest) <= right:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_colour(theme, "ink3", False))
        painter.drawRect(QRectF(start, low - side / 2, side, side))
        painter.setFont(small)
        painter.setPen(theme.color("ink2"))
        painter.drawText(QPointF(start + side + theme.px(5), low + rows.ascent() / 2 - 1), rest)


def _widths(theme: Theme, places: Named) -> list[float]:
    """px of each column: as wide as the nearer of its neighbours allows."""
    gaps = [b - a for (_, a), (_, b) in itertools.pairwise(places)]
    near = [min(pair) for pair in zip([gaps[0], *gaps], [*gaps, gaps[-1]], strict=True)]
    return [min(SHARE_OF_GAP * gap, theme.px(WIDEST)) for gap in near]


def _fill(painter: QPainter, theme: Theme, box: QRectF, token: str, here: bool) -> None:
    painter.setBrush(_colour(theme, token, here))
    painter.drawRect(box)


@lru_cache(maxsize=16)
def _colour(theme: Theme, token: str, here: bool) -> QColor:
    colour = theme.color(token)
    dark = QColor(theme.floor).lightnessF() < DARK_GROUND
    quiet = QUIET_DARK if dark else QUIET
    return colour if here else blend(colour.name(), theme.floor, quiet)
