"""A plot of pyqtgraph painted with somebody else's painter."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPicture
from PySide6.QtWidgets import QGraphicsView


def play_scene(plot: QGraphicsView, painter: QPainter) -> None:
    """Paint the scene of a plot from the painter's own corner on, as large as the plot is."""
    # parts of pyqtgraph put the painter back to its own corner, which a recording bears
    kept = QPicture()
    recorder = QPainter(kept)
    recorder.setRenderHint(QPainter.RenderHint.Antialiasing)
    area = QRectF(0, 0, plot.width(), plot.height())
    plot.scene().render(recorder, area, area)
    recorder.end()
    kept.play(painter)
