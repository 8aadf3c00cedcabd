"""Where the plot along the back lies in its widget: scales, margins, and room for its head."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPolygonF

from spineviz.drawing.profile import Profile
from spineviz.session.idle import BASELINE_LEVEL
from spineviz.values import VALUE
from spineviz.window.paint.theme import PRESSURE_TOP_KPA, Theme

TICKS = (0, 80, 40, 20, 10)  # kPa; where there is little room the last ones have no number
SHARES = (0, 50, 100)  # percent, on the right
HEADROOM = 1.2  # over the end of the scale there is room for what passes it, hatched
BEFORE, AFTER = 30.0, 60.0  # mm that the axis runs on beyond T1 and L5
LEFT, RIGHT = 40.0, 46.0  # px at 100 % beside the plot, for the numbers of its scales
SAMPLE, LEGEND_GAP = 22.0, 14.0  # px at 100 %: of a line in the legend, and after its words
PEAK, SPINE = VALUE["peak_kPa"], VALUE["spine_share"]
"""Values swept over the levels: on the left scale, and on the right one."""
TITLE, UNIT = "Pressure along the back", f"highest across it, {PEAK.unit}"
FULL_WORDS = (f"same roller at {BASELINE_LEVEL}", "peak by level", f"{SPINE.short}, {SPINE.unit}")
SHORT_WORDS = (BASELINE_LEVEL, PEAK.word, f"to {SPINE.word}, {SPINE.unit}")
"""Words of the legend: baseline, peaks, shares."""


@dataclass(frozen=True, slots=True)
class Axes:
    """Where the plot lies in the widget, and how mm and kPa become pixels."""

    box: QRectF
    left_mm: float
    right_mm: float

    def x(self, along_mm: float) -> float:
        """Column of a place down the spine."""
        share = (along_mm - self.left_mm) / (self.right_mm - self.left_mm)
        return self.box.left() + share * self.box.width()

    def y(self, kilopascal: float) -> float:
        """Row of a pressure; the fixed scale ends below the top of the box."""
        return self.box.bottom() - kilopascal / (PRESSURE_TOP_KPA * HEADROOM) * self.box.height()

    def y_share(self, share: float) -> float:
        """Row of a share: the whole stands at the end of the scale of pressure."""
        return self.y(share * PRESSURE_TOP_KPA)


class Head(Enum):
    """How the title and the legend stand over the plot."""

    FULL = "one row"
    SHORT = "one row with short words"
    TWO_ROWS = "the legend under the title"


def head_of(theme: Theme, base: QFont, width: float) -> Head:
    """How title and legend fit over a plot, whatever of the legend is shown just now."""
    room = width - theme.px(LEFT + RIGHT)
    title = QFontMetricsF(theme.font(base, 15, bold=True)).horizontalAdvance(TITLE)
    small = QFontMetricsF(theme.font(base, 12))
    title += theme.px(10) + small.horizontalAdvance(UNIT)
    for head, words in ((Head.FULL, FULL_WORDS), (Head.SHORT, SHORT_WORDS)):
        samples = sum(
            small.horizontalAdvance(text) + theme.px(SAMPLE + LEGEND_GAP) + 5 for text in words
        )
        if title + samples + small.horizontalAdvance(": 000") <= room:
            return head
    return Head.TWO_ROWS


def axes_of(theme: Theme, head: Head, box: QRectF, end_mm: float) -> Axes:
    """The axes in a widget's box; the back ends at `end_mm`."""
    px = theme.px
    top = px(44) if head is Head.TWO_ROWS else px(28)
    return Axes(box.adjusted(px(LEFT), top, -px(RIGHT), -px(24)), -BEFORE, end_mm + AFTER)


def over(top: float) -> float:
    """Where in the hatched room something beyond the scale is drawn."""
    return top * (1 + (HEADROOM - 1) * 0.6)


def outline(axes: Axes, found: Profile) -> list[QPointF]:
    """The loaded part of a profile in pixels, from the axis and back to it."""
    loaded = np.flatnonzero(found.pressure_kPa > 0)
    shown = slice(max(loaded[0] - 1, 0), loaded[-1] + 2)
    # what passes the end of the scale runs on to the edge of the hatched room
    return [
        QPointF(axes.x(x), axes.y(min(p, PRESSURE_TOP_KPA * HEADROOM)))
        for x, p in zip(
            found.along_mm[shown].tolist(), found.pressure_kPa[shown].tolist(), strict=True
        )
    ]


def up(at: QPointF, half: float) -> QPolygonF:
    """A triangle that points up."""
    return QPolygonF(
        [
            QPointF(at.x(), at.y() - half),
            QPointF(at.x() + half, at.y() + 0.8 * half),
            QPointF(at.x() - half, at.y() + 0.8 * half),
        ]
    )
