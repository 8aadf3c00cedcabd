"""Editors made from the table of quantities: a box of words, check boxes, a slider with its number.

Each tells the session what was set and shows what the session says; it holds no value of its own.
"""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPointF, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QToolButton,
    QWidget,
)

from spineviz.scene import BY_KEY, Quantity, Scene, SceneError
from spineviz.session.session import Session
from spineviz.session.shown import Shown
from spineviz.session.view import View
from spineviz.simulation.place import nearest_level, roller_mm, roller_track
from spineviz.window.controls.fields import MOST_DECIMALS, ChoiceBox, NumberBox, Slider, copied
from spineviz.words.language import TEMPLATES, say
from spineviz.words.tips import tip


def words(choice: str) -> str:
    """A choice as it is written on screen; one without a name shows its own word."""
    return say(f"choice.{choice}") if f"choice.{choice}" in TEMPLATES else choice


class ChoiceEditor(ChoiceBox):
    """One of several words."""

    def __init__(self, session: Session, quantity: Quantity) -> None:
        super().__init__()
        self._session, self._quantity = session, quantity
        for choice in quantity.choices:
            self.addItem(words(choice), choice)
        self.setAccessibleName(quantity.label)
        self.setToolTip(tip(quantity.key, quantity.about))
        self.activated.connect(self._set)
        self.currentIndexChanged.connect(self._set)  # a screen reader does not activate
        session.settling.connect(self._show)
        session.shown_changed.connect(self._follow_lock)
        self._follow_lock(session.shown)  # the scene that is set now, solved or not

    def _set(self, row: int) -> None:
        if self._session.scene.get(self._quantity.key) != self.itemData(row):
            self._session.set(self._quantity.key, self.itemData(row))

    def _show(self, view: View) -> None:
        self.setEnabled(self._quantity.key not in self._session.shown.locked)
        with QSignalBlocker(self):
            self.setCurrentIndex(self.findData(self._value(view.scene)))

    def _follow_lock(self, shown: Shown) -> None:
        self._show(replace(self._session.view, scene=self._session.scene))

    def _value(self, scene: Scene) -> object:
        return scene.get(self._quantity.key)


class LevelEditor(QWidget):
    """The level of the roller, with a step up and down beside it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        self.box = _LevelBox(session, BY_KEY["roller.level"])
        self.up, self.down = QToolButton(), QToolButton()
        for button, arrow, name, steps in (
            (self.up, Qt.ArrowType.LeftArrow, say("controls.level_up"), -1),
            (self.down, Qt.ArrowType.RightArrow, say("controls.level_down"), 1),
        ):
            button.setArrowType(arrow)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.setAutoRepeat(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda _=False, steps=steps: self._step(steps))
        for widget in (self.up, self.box, self.down):
            row.addWidget(widget)

    def _step(self, steps: int) -> None:
        self._session.set("roller.level", self._session.next_level(steps))


class _LevelBox(ChoiceEditor):
    """Shows the nearest level where the roller stands between two."""

    def _value(self, scene: Scene) -> object:
        return scene.roller_level or nearest_level(scene)


class KeepEditor(QCheckBox):
    """A structure that is there, or taken away: the table lists what is without, a person ticks
    what is there."""

    def __init__(self, session: Session, structure: str) -> None:
        super().__init__(words(structure))
        self._session, self._structure = session, structure
        self.setAccessibleName(words(structure))
        self.setToolTip(say("controls.untick", structure=words(structure)))
        self.toggled.connect(self._set)  # by a click, a key or a screen reader
        session.settling.connect(self._show)
        session.shown_changed.connect(self._follow_lock)
        self._follow_lock(session.shown)  # the scene that is set now, solved or not

    def _set(self, there: bool) -> None:
        without = set(self._session.scene.without)
        if there:
            without.discard(self._structure)
        else:
            without.add(self._structure)
        # as words, so that the table puts them in its own order
        self._session.change("without", ",".join(without))
        kind = "step.back" if there else "step.away"
        self._session.commit(say(kind, structure=words(self._structure)))

    def _show(self, view: View) -> None:
        self.setEnabled("without" not in self._session.shown.locked)
        with QSignalBlocker(self):
            self.setChecked(self._structure not in view.scene.without)

    def _follow_lock(self, shown: Shown) -> None:
        self._show(replace(self._session.view, scene=self._session.scene))


class NumberEditor(QWidget):
    """A slider and the exact number beside it."""

    _most_decimals = MOST_DECIMALS

    def __init__(self, session: Session, quantity: Quantity) -> None:
        super().__init__()
        assert quantity.low is not None
        assert quantity.high is not None
        assert quantity.step is not None
        self._session, self._quantity, self._step = session, quantity, quantity.step
        self._low = quantity.low
        self.slider = Slider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, round((quantity.high - quantity.low) / quantity.step))
        self.slider.setMinimumWidth(70)
        decimals = len(f"{quantity.step:.6f}".rstrip("0").partition(".")[2])
        self.spin = NumberBox(decimals, self._most_decimals)
        self.spin.setRange(quantity.low, quantity.high)
        self.spin.setSingleStep(quantity.step)
        if quantity.unit:
            self.spin.setSuffix(f" {quantity.unit}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.slider, 1)
        row.addWidget(self.spin)
        for widget, kind in ((self.slider, "slider"), (self.spin, "number")):
            widget.setAccessibleName(f"{quantity.label}, {kind}")
            widget.setToolTip(tip(quantity.key, quantity.about))
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderReleased.connect(self._finish)
        self.spin.valueChanged.connect(self._typed)
        self.spin.editingFinished.connect(self._finish)
        self.spin.refused.connect(self._refuse)
        session.settling.connect(self._show)
        session.shown_changed.connect(self._follow_lock)
        session.let_go.connect(self._let_go)
        self._follow_lock(session.shown)  # the scene that is set now, solved or not

    def _slid(self, notch: int) -> None:
        self._change(self._low + notch * self._step)
        if not self.slider.isSliderDown():  # moved by key or wheel
            self._finish()

    def _typed(self, value: float) -> None:
        self._change(value)
        if not self.spin.typing:  # stepped, or set by a screen reader
            self._finish()

    def _change(self, value: float) -> None:
        """Hold a value, if it is another one as far as the field shows it."""
        value = round(value, 6)
        if value != round(self._value(self._session.scene), self.spin.decimals()):
            self._session.change(self._quantity.key, value)

    def _finish(self) -> None:
        self._session.commit(self._quantity.label)

    def _refuse(self, text: str) -> None:
        """Say why a text cannot be taken, in the words of the command line."""
        try:
            self._quantity.read(text)
        except SceneError as error:
            self._session.refuse(error)
        else:  # in the range of the table, and beyond the end of this back
            beyond = replace(self._quantity, high=self.spin.maximum())
            self._session.refuse(beyond.refusal(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C on the slider copies the number."""
        if not copied(event, self.spin.cleanText()):
            super().keyPressEvent(event)

    def _let_go(self) -> None:
        """Somebody else has changed the scene: a slider that is held is held no more."""
        if not self.slider.isSliderDown():
            return
        at, none = QPointF(self.slider.rect().center()), Qt.MouseButton.NoButton
        release = QMouseEvent(
            QEvent.Type.MouseButtonRelease, at, self.slider.mapToGlobal(at),
            Qt.MouseButton.LeftButton, none, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        with QSignalBlocker(self.slider):  # Qt has no other way to take the handle from the mouse
            QApplication.sendEvent(self.slider, release)

    def _follow_lock(self, shown: Shown) -> None:
        self._show(replace(self._session.view, scene=self._session.scene))

    def _value(self, scene: Scene) -> float:
        value = scene.get(self._quantity.key)
        assert isinstance(value, float)
        return value

    def _show(self, view: View) -> None:
        value = self._value(view.scene)
        self.setEnabled(self._quantity.key not in self._session.shown.locked)
        with QSignalBlocker(self.slider), QSignalBlocker(self.spin):
            self.slider.setValue(round((value - self._low) / self._step))
            if not (self.spin.value() == value and (self.spin.hasFocus() or self.spin.tidy)):
                self.spin.setValue(value)  # which paints it anew, whatever it shows


class PlaceEditor(NumberEditor):
    """The place of the roller in mm, as far as the back of this person reaches; it holds a number
    also where the scene names a level."""

    _most_decimals = 2  # as fine as a pointer sets it

    def _value(self, scene: Scene) -> float:
        end = float(np.floor(roller_track(scene).position_mm[-1]))
        with QSignalBlocker(self.slider), QSignalBlocker(self.spin):
            self.slider.setMaximum(round((end - self._low) / self._step))
            self.spin.setMaximum(end)
        return min(roller_mm(scene), end)
