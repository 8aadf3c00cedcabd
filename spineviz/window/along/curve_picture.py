"""Pressure along the back as a value that paints itself.

It does so by a plot of pyqtgraph, which is loaded when the first curve is painted.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from spineviz.window.along.curve import Curve
from spineviz.window.paint.picture import painted


class CurvePicture(Curve, frozen=True, eq=False):
    """A curve that can be painted anywhere."""

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint into a box, in vectors only."""
        from spineviz.window.along.curve_plot import unseen_plot

        with painted(painter, box) as local:
            painter.fillRect(local, self.theme.color("panel"))
            unseen_plot().paint(self, painter, local)
