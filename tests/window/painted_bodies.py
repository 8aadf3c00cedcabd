"""A body that another window has painted is shown again: painting it is what windows do longest.

A picture of a body is a value, and what it paints hangs on nothing else; `test_kept` and
`test_painting` ask for that with pictures that are painted each time, as do all modules about how a
body looks. In the others one picture is painted truly, and what is equal to it has its pixels.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from spineviz.window.figure.body_picture import BodyPicture
from spineviz.window.paint.guarded import painting

TRULY = frozenset({
    "test_back_picture", "test_board", "test_body_picture", "test_body_pointer", "test_export",
    "test_face_down_view", "test_first_minute", "test_first_picture", "test_identity", "test_kept",
    "test_nothing_cut", "test_painting", "test_typeface",
})  # fmt: skip
"""Modules that look at how a body is painted."""

MOST = 40  # images of 2 MB

_images: OrderedDict[Hashable, tuple[BodyPicture, QImage]] = OrderedDict()


def _key(picture: BodyPicture) -> Hashable:
    """Equal for equal pictures; of outcomes and numbers only itself is equal to one."""
    found: list[Hashable] = []
    for name in picture.__struct_fields__:
        value = getattr(picture, name)
        if name in ("outcome", "before"):
            found.append(id(value))
        elif name in ("sweep", "sweep_before"):
            found.append(tuple((level, id(numbers)) for level, numbers in value.items()))
        elif isinstance(value, QRectF):
            found.append(value.getRect())
        else:
            found.append(value)
    return tuple(found)


def once(paint: Callable[[BodyPicture, QPainter, QRectF], None]) -> Callable[..., None]:
    """The painting of a body, done once for equal pictures on a widget."""

    def painted(picture: BodyPicture, painter: QPainter, box: QRectF) -> None:
        widget = painter.device()
        if not isinstance(widget, QWidget) or not box.topLeft().isNull():
            paint(picture, painter, box)
            return
        ratio = widget.devicePixelRatioF()
        key = _key(picture), box.width(), box.height(), ratio
        if key not in _images:
            image = QImage((box.size() * ratio).toSize(), QImage.Format.Format_RGB32)
            image.setDevicePixelRatio(ratio)
            with painting(image) as inner:
                paint(picture, inner, box)
            _images[key] = picture, image  # with what has to live as long as its name
            if len(_images) > MOST:
                _images.popitem(last=False)
        _images.move_to_end(key)
        painter.drawImage(0, 0, _images[key][1])

    return painted
