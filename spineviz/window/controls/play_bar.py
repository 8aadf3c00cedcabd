"""The buttons of play: step back, play or pause, step forward, and the speed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from spineviz.session.play import Play, Speed
from spineviz.window.controls.fields import ChoiceBox
from spineviz.window.paint.guarded import painting
from spineviz.window.paint.theme import LIGHT, Theme
from spineviz.words.language import say

SPEED_WORDS = {Speed.HALF: "½×", Speed.NORMAL: "1×", Speed.DOUBLE: "2×"}
GRID = 16  # the signs are drawn on a square of so many units

PLAY = (((4, 2), (13, 8), (4, 14)),)
PAUSE = (((3, 2), (7, 2), (7, 14), (3, 14)), ((9, 2), (13, 2), (13, 14), (9, 14)))
FORWARD = (((4, 3), (10, 8), (4, 13)), ((11, 3), (13, 3), (13, 13), (11, 13)))
BACK = (((12, 3), (6, 8), (12, 13)), ((5, 3), (3, 3), (3, 13), (5, 13)))
Sign = tuple[tuple[tuple[int, int], ...], ...]


class PlayBar(QWidget):
    """Shows what play does and tells it what to do; it holds no state of its own."""

    def __init__(self, play: Play) -> None:
        super().__init__()
        self._play = play
        self._theme: Theme = LIGHT
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        self.back, self.toggle, self.forward = QToolButton(), QToolButton(), QToolButton()
        for button, name in ((self.back, say("play.back")), (self.forward, say("play.forward"))):
            _name(button, name)
        self.back.clicked.connect(lambda: play.step(-1))
        self.forward.clicked.connect(lambda: play.step(1))
        self.toggle.clicked.connect(play.toggle)
        self.speed = ChoiceBox()
        for speed, words in SPEED_WORDS.items():
            self.speed.addItem(words, speed)
        self.speed.setAccessibleName(say("play.speed"))
        self.speed.setToolTip(say("play.speed"))
        self.speed.currentIndexChanged.connect(lambda row: play.set_speed(self.speed.itemData(row)))
        for widget in (self.back, self.toggle, self.forward, self.speed):
            widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            row.addWidget(widget)
        play.running.connect(self._show)
        play.speed_changed.connect(self._show)
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self._theme = theme
        self._show()

    def _show(self, _: object = None) -> None:
        running = self._play.is_running
        _name(self.toggle, say("play.pause" if running else "play.play"))
        for button, sign in (
            (self.back, BACK),
            (self.toggle, PAUSE if running else PLAY),
            (self.forward, FORWARD),
        ):
            size = round(self._theme.px(GRID))
            button.setIconSize(QSize(size, size))
            button.setIcon(_icon(sign, self._theme, self.devicePixelRatioF()))
        with QSignalBlocker(self.speed):
            self.speed.setCurrentIndex(self.speed.findData(self._play.speed))


def _name(button: QToolButton, name: str) -> None:
    button.setAccessibleName(name)
    button.setToolTip(name)


def _icon(sign: Sign, theme: Theme, ratio: float) -> QIcon:
    """A sign of filled polygons in the colour of the text."""
    size = round(theme.px(GRID) * ratio)
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    with painting(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(size / GRID, size / GRID)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("ink"))
        for corners in sign:
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    return QIcon(pixmap)
