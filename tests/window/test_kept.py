"""What is kept from one picture to the next is never seen: the picture without it is the same."""

from __future__ import annotations

import sys
from functools import _lru_cache_wrapper

import pytest
from hands import drag_roller, press, settle, show
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from spineviz.window.figure import body_picture
from spineviz.window.paint.guarded import painting
from spineviz.window.paint.kept import Kept
from spineviz.window.paint.theme import DARK, LIGHT, ThemeChoice


def forget(window) -> int:
    """Drop everything that any module of the pictures keeps; how many things keep something."""
    caches = {
        each
        for name, module in list(sys.modules.items())
        if name.startswith(("spineviz.drawing.", "spineviz.window.", "spineviz.words."))
        for each in vars(module).values()
        if isinstance(each, _lru_cache_wrapper)
    }
    for cache in caches:
        cache.cache_clear()
    body_picture._grounds = Kept()
    if window.plot.plot is not None:
        window.plot.plot._made.clear()
        window.plot._show()
    settle()
    return len(caches)


def seen(window) -> QImage:
    settle()
    image: QImage = window.grab().toImage()
    return image


@pytest.fixture
def window(window):
    """A window with every view and a curve, in which nothing happens by itself."""
    for timer in (window.session.idle._quiet, window.body._fading):
        timer.setInterval(10**8)
    while window.plot.plot is None:
        QTest.qWait(20)
    window.resize(1280, 720)
    settle()
    return window


def test_no_picture_is_a_kept_one_of_another_state(window):
    session, body = window.session, window.body
    steps = (
        lambda: drag_roller(window, "T4"),  # another state before, and its ghost
        lambda: drag_roller(window, "L3"),
        lambda: session.set("person.mass_kg", 90.0),
        lambda: session.set("without", ("ribs",)),
        lambda: session.idle.finish(),
        lambda: drag_roller(window, "T10"),
        lambda: session.set("without", ()),
        lambda: session.set("face", "down"),
        lambda: window.set_theme(ThemeChoice.DARK),
        lambda: session.undo(),
        lambda: show(window, zoom=True),
        lambda: window.resize(1100, 660),
        lambda: press(body, body.roller_centre() + QPointF(6, 4)),
    )
    before = seen(window)
    for number, step in enumerate(steps):
        step()
        kept = seen(window)
        assert kept != before, f"step {number} changes nothing that is seen"
        assert forget(window) > 20
        assert seen(window) == kept, f"something of another state is seen after step {number}"
        before = kept


class Fine(QWidget):
    """A widget on a screen of 125 %, that keeps a ground of one colour."""

    def __init__(self) -> None:
        super().__init__()
        self.kept, self.colour = Kept(), self.palette().window().color()

    def devicePixelRatioF(self) -> float:
        return 1.25

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(0, 0, 80.5, 60.5)  # 100.6 × 75.6 pixels
        with painting(self) as painter:
            self.kept.paint(painter, box, "a", lambda inner: inner.fillRect(box, self.colour))


def test_a_kept_ground_that_ends_within_a_pixel_has_nothing_else_in_it(application):
    widget = Fine()
    widget.resize(90, 70)
    widget.grab()
    (image,) = widget.kept._images.values()
    assert (image.width(), image.height()) == (101, 76)
    edges = [(100, row) for row in range(76)] + [(column, 75) for column in range(101)]
    for each in edges:
        found, wanted = image.pixelColor(*each).getRgb(), widget.colour.getRgb()
        assert found == pytest.approx(wanted, abs=2)  # of 255: two layers of one colour


def test_equal_themes_are_one_key_and_any_other_colour_is_another():
    assert hash(replace(LIGHT)) == hash(LIGHT)
    for token in ("bone", "ink", "canvas"):
        other = replace(LIGHT, **{token: "#123456"})
        assert len({LIGHT: 0, other: 1, replace(LIGHT): 2, DARK: 3}) == 3
