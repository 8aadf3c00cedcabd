"""Keeps the pixels of what does not move, so that a dragged picture paints only what does."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPaintEngine, QPainter
from PySide6.QtWidgets import QWidget

from spineviz.window.paint.guarded import painting

MOST = 4
"""Grounds that are kept: two pictures beside each other, and one size back."""


class Kept:
    """Grounds by what they were painted from."""

    def __init__(self) -> None:
        self._images: OrderedDict[Hashable, QImage] = OrderedDict()

    def paint(
        self, painter: QPainter, box: QRectF, key: Hashable, ground: Callable[[QPainter], None]
    ) -> None:
        """Paint a ground: on a widget from kept pixels, on anything else as it is.

        Args:
            box: that the ground fills, with its corner at 0, 0.
            key: equal for equal grounds; size and pixels need not be in it.
            ground: paints it, opaque.
        """
        device = painter.device()
        raster = painter.paintEngine().type() is QPaintEngine.Type.Raster
        if not isinstance(device, QWidget) or not raster:
            ground(painter)
            return
        ratio = device.devicePixelRatioF()
        size = QSize(round(box.width() * ratio), round(box.height() * ratio))
        whole = (key, size.width(), size.height(), ratio)
        image = self._images.get(whole)
        if image is None:
            image = QImage(size, QImage.Format.Format_RGB32)
            image.setDevicePixelRatio(ratio)
            # the box may end within a pixel of a screen of 125 %
            image.fill(device.palette().window().color())
            with painting(image) as inner:
                inner.setRenderHint(QPainter.RenderHint.Antialiasing)
                ground(inner)
            self._images[whole] = image
            while len(self._images) > MOST:
                self._images.popitem(last=False)
        else:
            self._images.move_to_end(whole)
        painter.drawImage(0, 0, image)
