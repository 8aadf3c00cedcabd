"""The page Explore: any value against any quantity, with people; a window of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from spineviz.lab.exploration import ACROSS, SAMPLED_KEYS, exploration_rows
from spineviz.scene import BY_KEY
from spineviz.session.explorer import Explorer
from spineviz.session.session import Session
from spineviz.session.view import State, View
from spineviz.simulation.report import csv_text
from spineviz.values import SCALARS, VALUE
from spineviz.window.controls.fields import ChoiceBox
from spineviz.window.explore.chart_picture import NARROW, SHARE, Charts, charts_of
from spineviz.window.explore.chart_plot import ChartPlot
from spineviz.window.explore.value_table import ValueTable
from spineviz.window.paint.guarded import outlived
from spineviz.window.paint.picture import Picture
from spineviz.window.paint.theme import Theme
from spineviz.words import exploring as words
from spineviz.words.captions import held_against
from spineviz.words.language import say

USUAL = ("spine_share", "roller.level", "person.mass_kg")
"""Value, quantity, and what bodies are told apart by, at first."""

LOW = 520.0  # px at 100 % of height under which there is no table


class ExplorePage(QDialog):
    """Curve with band on the left, bodies on the right, below them the numbers of the curve, those
    under the pointer marked. It follows the scene of the session, and works on it only while it is
    seen.

    Args:
        session: whose scene it explores.
        theme: colours and type.
        parent: the window that it belongs to.
        write_picture: asks for a name and writes a picture. write_csv: the same for a text.
    """

    def __init__(
        self,
        session: Session,
        theme: Theme,
        parent: QWidget,
        write_picture: Callable[[Picture, QSize], None],
        write_csv: Callable[[str], None],
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(say("explore.title"))
        self.setObjectName("explore")
        self.setMinimumSize(480, 360)
        self._session, self._theme, self._cursor = session, theme, -1
        self._write_picture, self._write_csv = write_picture, write_csv
        self.explorer = Explorer(self)
        self.value, self.across, self.sampled = ChoiceBox(), ChoiceBox(), ChoiceBox()
        for value in SCALARS:
            self.value.addItem(f"{value.title}, {value.unit}" if value.unit else value.title,
                               value.key)  # fmt: skip
        for quantity in ACROSS:
            self.across.addItem(quantity.label, quantity.key)
        for key in SAMPLED_KEYS:
            self.sampled.addItem(BY_KEY[key].label, key)
        self.curve, self.bodies = ChartPlot(), ChartPlot()
        self.table = ValueTable()
        self.said, self.told = QLabel(), QLabel()
        self.bar = QProgressBar()
        self.stop = QPushButton(say("explore.cancel"))
        self.picture, self.csv = (
            QPushButton(say("explore.save_picture")),
            QPushButton(say("explore.save_csv")),
        )
        self._lay_out()
        for box, usual in zip((self.value, self.across, self.sampled), USUAL, strict=True):
            box.setCurrentIndex(box.findData(usual))
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.value.currentIndexChanged.connect(self._show)
        self.sampled.currentIndexChanged.connect(self._show)
        self.across.currentIndexChanged.connect(self._explore)
        self.stop.clicked.connect(self._stop_or_go_on)
        self.picture.clicked.connect(self._save_picture)
        self.csv.clicked.connect(self._save_csv)
        self.curve.pointed.connect(self._point)
        self.table.pointed.connect(self._point)
        self.explorer.progressed.connect(self._show)
        session.changed.connect(self._follow)
        session.shown_changed.connect(self._hide_with)
        self.set_theme(theme)

    def _lay_out(self) -> None:
        names = (
            (self.value, "explore.value", "explore.value.what"),
            (self.across, "explore.across", "explore.across.what"),
            (self.sampled, "explore.bodies", "explore.bodies.what"),
        )
        row = QHBoxLayout()
        for box, name, what in names:
            text = QLabel(say(name))
            text.setBuddy(box)
            box.setAccessibleName(say(what))
            box.setMaximumWidth(260)
            box.setMinimumWidth(90)
            row.addWidget(text)
            row.addWidget(box, 3)
        row.addStretch(1)
        self._room = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._room.addWidget(self.curve, round(100 * SHARE))
        self._room.addWidget(self.bodies, round(100 * (1 - SHARE)))
        self.curve.setAccessibleName(say("explore.curve"))
        self.bodies.setAccessibleName(say("explore.dots"))
        self.bodies.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.said.setWordWrap(True)
        self.said.setAccessibleName(say("explore.said"))
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(say("explore.progress"))
        self.bar.setMaximumWidth(140)
        foot = QLabel(say("explore.foot"))
        foot.setWordWrap(True)
        below = QGridLayout()
        below.addWidget(self.said, 0, 0)
        below.addWidget(foot, 1, 0)
        below.setColumnStretch(0, 1)
        work, saves = QHBoxLayout(), QHBoxLayout()
        for widget in (self.told, self.bar, self.stop):
            work.addWidget(widget)
        for widget in (self.picture, self.csv):
            saves.addWidget(widget)
        for button in (self.stop, self.picture, self.csv):
            button.setAccessibleName(button.text().replace(" …", ""))
            button.setAutoDefault(False)  # Enter in a field presses none
        below.addLayout(work, 0, 1)
        below.addLayout(saves, 1, 1, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.addLayout(row)
        column.addLayout(self._room, 1)
        column.addWidget(self.table)
        column.addLayout(below)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours and sizes from now on."""
        self._theme = theme
        self._show()

    @property
    def charts(self) -> Charts | None:
        """What is drawn now."""
        found = self.explorer.exploration
        if found is None:
            return None
        cursor = self._cursor if 0 <= self._cursor < len(found.points) else None
        value, sampled = VALUE[self.value.currentData()], self.sampled.currentData()
        now, before = self._session.view.outcome, self._session.view.before
        named = "" if now is None or before is None else held_against(before, now)
        return charts_of(found, value, sampled, self._theme, cursor, named)

    def _explore(self, _: int = 0) -> None:
        """Explore the scene as it is, if anybody looks."""
        if self.isVisible() and not self._session.shown.hidden:
            self._cursor = -1
            before = self._session.view.before
            beside = None if before is None else before.scene
            self.explorer.begin(self._session.scene, BY_KEY[self.across.currentData()], beside)

    def _follow(self, view: View) -> None:
        if view.state is State.SETTLED:
            self._explore()

    def _hide_with(self, _: object) -> None:
        """What a lesson hides is not to be found here."""
        if self._session.shown.hidden:
            self.close()

    def _stop_or_go_on(self) -> None:
        if self.explorer.busy:
            self.explorer.cancel()
        else:
            self._explore()

    def _point(self, row: int) -> None:
        if row != self._cursor:
            self._cursor = row
            self._show()

    def _show(self, _: int = 0) -> None:
        """Show what is known."""
        charts, found = self.charts, self.explorer.exploration
        if not self.isVisible() or charts is None or found is None:
            return
        self.curve.show_chart(charts.curve)
        self.bodies.show_chart(charts.bodies)
        value = VALUE[self.value.currentData()]
        self.table.show_rows(words.heads(found), words.rows(found, value), self._cursor)
        busy, done = self.explorer.busy, len(found.found)
        self.told.setText(words.progress(done, found.total, busy))
        self.bar.setRange(0, found.total)
        self.bar.setValue(done)
        self.bar.setVisible(busy)
        text = say("explore.cancel" if busy else "explore.go_on")
        self.stop.setText(text)
        self.stop.setAccessibleName(text)
        self.stop.setVisible(done < found.total)
        said = " · ".join(charts.curve.card) or say("explore.hint")
        self.said.setText(said)
        self.curve.setAccessibleDescription(said)

    def _save_picture(self) -> None:
        self._cursor = -1
        charts = self.charts
        if charts is not None:
            box = QRectF(self.curve.geometry()).united(QRectF(self.bodies.geometry()))
            self._write_picture(charts, box.size().toSize())

    def _save_csv(self) -> None:
        found = self.explorer.exploration
        if found is not None:
            value = VALUE[self.value.currentData()]
            self._write_csv(csv_text(exploration_rows(found, value)))

    # Qt overrides

    @outlived
    def resizeEvent(self, event: object) -> None:
        """Bodies stand below the curve where there is no room beside it."""
        beside = self.width() >= self._theme.px(NARROW)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._room.setDirection(way)
        self.table.setVisible(self.height() >= self._theme.px(LOW))

    @outlived
    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the scene as it is."""
        super().showEvent(event)
        self._explore()

    @outlived
    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        self.explorer.rest()
        super().hideEvent(event)
