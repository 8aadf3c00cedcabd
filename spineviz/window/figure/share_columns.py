"""Paints the answer of the rail: under each level one column of who carries the roller's force.

What ribs and blades carry stands over the line, what lands on the spine hangs under it, anything
else is grey on top. What is not known yet is hatched.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPainter, QPen

from spineviz.drawing.carried import Carried, carried
from spineviz.outcome import Balanced, Rolled
from spineviz.values import VALUE, Numbers, scalars_of
from spineviz.window.paint.theme import Theme, blend

UP, DOWN, REST = "carried by\nribs and blades", "onto\nthe spine", "pelvis, flanks"
"""What the parts of a column are called."""

CAGE, SPINE = VALUE["cage_share"], VALUE["spine_share"]

WIDEST = 19.0  # px at 100 %, of a column
SHARE_OF_GAP = 0.8  # of the way to the next column that one is wide
QUIET = 0.5  # how far the colours of columns away from the roller go to the ground
UNKNOWN = 0.5  # of the whole, to either side of the line: a column that is not known yet
LEAST_LABEL = 60.0  # px at 100 %, beside the columns that words need

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
    base: QFont,
) -> None:
    """Paint who carries the roller's force under each level, now and before, and its words.

    Args:
        area: px, see `paint_columns`. places: levels from the head down.
        outcome: of the scene, with a roller. sweep: what is known of the levels.
        before: the state before and what is known of its levels.
        numbers: whether the numbers belong to the scene.
        right: px, where words end.
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
    shares = CAGE.text(now[CAGE.key]), SPINE.text(now[SPINE.key])
    paint_labels(painter, theme, area, (4.0, right), shares, base)


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
        for share, token in ((part.cage, "cage_ink"), (part.rest, "ink3")):
            top -= share * whole
            _fill(painter, theme, QRectF(left, top, wide, share * whole), token, name == here)
        below = QRectF(left, line, wide, part.spine * whole)
        _fill(painter, theme, below, "spine_ink", name == here)
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


def labels_top(theme: Theme, area: QRectF, base: QFont) -> float:
    """px where the words beside the columns begin."""
    small, large = theme.font(base, 11), theme.font(base, 14, bold=True)
    above = 2 * QFontMetricsF(small).lineSpacing() + QFontMetricsF(large).height()
    return area.center().y() - above


def paint_labels(
    painter: QPainter,
    theme: Theme,
    area: QRectF,
    room: tuple[float, float],
    shares: tuple[str, str],
    base: QFont,
) -> None:
    """Write what is over and under the line, left of the columns, and what is grey right of them.

    Args:
        area: of the columns, px. room: px, left and right edge of what may be written on.
        shares: what is carried and what lands on the spine under the roller, as they are read.
    """
    small, large = theme.font(base, 11), theme.font(base, 14, bold=True)
    gap = theme.px(8)
    wide = area.left() - gap - room[0]
    rows, tall = QFontMetricsF(small), QFontMetricsF(large)
    right = Qt.AlignmentFlag.AlignRight
    longest = max(rows.horizontalAdvance(each) for each in f"{UP}\n{DOWN}".split("\n"))
    fine = QFont(small)
    fine.setPixelSize(max(int(small.pixelSize() * min(wide / longest, 1.0)), 1))
    if wide >= theme.px(LEAST_LABEL):
        y = labels_top(theme, area, base)
        for words, share, token in ((UP, shares[0], "cage_ink"), (DOWN, shares[1], "spine_ink")):
            painter.setPen(theme.color(token))
            for text, font, high in (
                *((each, fine, rows.lineSpacing()) for each in words.split("\n")),
                (share, large, tall.height()),
            ):
                painter.setFont(font)
                painter.drawText(QRectF(room[0], y, wide, high), right, text)
                y += high
    side = theme.px(9)
    start = area.right() + gap
    low = area.bottom() - rows.height() / 2  # over it the scales may stand
    if start + side + gap + rows.horizontalAdvance(REST) <= room[1]:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(blend(theme.ink3, theme.floor, QUIET))
        painter.drawRect(QRectF(start, low - side / 2, side, side))
        painter.setFont(small)
        painter.setPen(theme.color("ink2"))
        painter.drawText(QPointF(start + side + theme.px(5), low + rows.ascent() / 2 - 1), REST)


def _widths(theme: Theme, places: Named) -> list[float]:
    """px of each column: as wide as the nearer of its neighbours allows."""
    gaps = [b - a for (_, a), (_, b) in itertools.pairwise(places)]
    near = [min(pair) for pair in zip([gaps[0], *gaps], [*gaps, gaps[-1]], strict=True)]
    return [min(SHARE_OF_GAP * gap, theme.px(WIDEST)) for gap in near]


def _fill(painter: QPainter, theme: Theme, box: QRectF, token: str, here: bool) -> None:
    colour = theme.color(token)
    painter.setBrush(colour if here else blend(colour.name(), theme.floor, QUIET))
    painter.drawRect(box)
