"""Charts that paint themselves, by a plot of pyqtgraph that is loaded when the first one is."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from spineviz.lab.exploration import BODIES, Exploration, Job
from spineviz.scene import BY_KEY
from spineviz.values import Value
from spineviz.window.explore.chart import Chart
from spineviz.window.paint.picture import painted
from spineviz.window.paint.theme import Theme
from spineviz.words import exploring as words

SHARE = 0.62  # of the width for the curve, where the bodies stand beside it
NARROW = 760.0  # px at 100 % under which they stand below it


class ChartPicture(Chart, frozen=True, eq=False):
    """A chart that can be painted anywhere."""

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint into a box, in vectors only."""
        from spineviz.window.explore.chart_plot import unseen_chart

        with painted(painter, box) as local:
            painter.fillRect(local, self.theme.color("panel"))
            unseen_chart().paint(self, painter, local)


class Charts(Struct, frozen=True, eq=False):
    """Curve and bodies in one picture, side by side or one under the other."""

    curve: ChartPicture
    bodies: ChartPicture

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint into a box."""
        theme = self.curve.theme
        with painted(painter, box) as local:
            wide, high = local.width(), local.height()
            if wide >= theme.px(NARROW):
                left = round(SHARE * wide)
                parts = (QRectF(0, 0, left, high), QRectF(left, 0, wide - left, high))
            else:
                top = round(SHARE * high)
                parts = (QRectF(0, 0, wide, top), QRectF(0, top, wide, high - top))
            for chart, part in zip((self.curve, self.bodies), parts, strict=True):
                chart.paint(painter, part)


def charts_of(
    found: Exploration,
    value: Value,
    sampled: str,
    theme: Theme,
    cursor: int | None = None,
    beside: str = "",
) -> Charts:
    """The two charts of an exploration.

    Args:
        value: up. sampled: key of the quantity of the bodies, across.
        theme: see there.
        cursor: which point is pointed at, or None.
        beside: what the scene beside is called.
    """
    bodies = sum(Job(len(found.points) - 1, number) in found.found for number in range(BODIES))
    ticks = tuple((float(row), p) for row, p in enumerate(found.points) if isinstance(p, str))
    cloud = found.cloud(value, sampled)
    curve = ChartPicture(
        words.headline(value, found.quantity),
        words.about_curve(bodies, beside if found.beside is not None else ""),
        value.unit,
        words.unit_of(found.quantity),
        theme,
        found.places,
        found.curve(value),
        found.band(value),
        None if found.beside is None else found.curve(value, beside=True),
        ticks=ticks,
        zones=words.zones(found.points),
        here=found.here,
        cursor=cursor,
        card=() if cursor is None else words.under_pointer(found, value, cursor),
    )
    own = BY_KEY[sampled]
    return Charts(
        curve,
        ChartPicture(
            words.headline(value, own),
            words.about_cloud(len(cloud), found.scene),
            value.unit,
            words.unit_of(own),
            theme,
            dots=cloud,
        ),
    )
