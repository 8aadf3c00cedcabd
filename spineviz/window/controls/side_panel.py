"""The panel beside the picture with every quantity of the scene, built from the one table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from spineviz.outcome import Rolled
from spineviz.scene import BY_KEY, QUANTITIES, Quantity
from spineviz.session.idle import Found, Work
from spineviz.session.session import Session
from spineviz.session.view import View
from spineviz.values import scalars_of
from spineviz.window.controls.editors import (
    ChoiceEditor,
    KeepEditor,
    LevelEditor,
    NumberEditor,
    PlaceEditor,
    words,
)
from spineviz.window.paint.guarded import outlived
from spineviz.window.paint.theme import LIGHT, Theme
from spineviz.words.language import say
from spineviz.words.sentences import what_if
from spineviz.words.tips import tip

WIDTH = 290  # px at 100 %
INDENT = 26  # px of the words under a check box

ROLLER, PERSON, MODEL = say("panel.roller"), say("panel.person"), say("panel.model")
GROUPS = {"roller": ROLLER, "person": PERSON, "condition": PERSON, "mechanics": MODEL}
"""Title of the group of each first word of a key; keys without one of these tell how the body is
held."""
BODY = say("panel.body")
WHAT_IFS = say("panel.what_ifs")
ORDER = (ROLLER, BODY, WHAT_IFS, PERSON, MODEL)
STANDS_FOR = {"roller.position_mm": "roller.level"}
"""Quantities that are set back by setting another one, because one of the two holds."""


def group_of(quantity: Quantity) -> str:
    """Title of the group in which a quantity stands."""
    if quantity.many:
        return WHAT_IFS
    return GROUPS.get(quantity.key.partition(".")[0], BODY)


def _in_words(quantity: Quantity) -> str:
    """The default as it is written on screen."""
    value = quantity.default
    if isinstance(value, tuple):
        return say("panel.all_there") if not value else ", ".join(map(words, value))
    number = value if value is None or isinstance(value, str) else f"{value:g}"
    return f"{words(str(number))} {quantity.unit}".strip()


class SidePanel(QScrollArea):
    """Slider, exact number, unit, way back and source of every quantity.

    Attributes:
        numbers, choices: editors by key.
        checks: check boxes by structure, with what each would change beside them in `changes`.
        resets: by key, the button that sets the default again.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._idle = session.idle
        self._theme = LIGHT
        self.setObjectName("side")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(say("panel.name"))
        self.level = LevelEditor(session)
        self.numbers: dict[str, NumberEditor] = {}
        self.choices: dict[str, QWidget] = {}
        self.checks: dict[str, KeepEditor] = {}
        self.changes: dict[str, QLabel] = {}
        self.resets: dict[str, QToolButton] = {}
        self._titles: list[QLabel] = []
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(14, 10, 10, 10)
        for title in ORDER:
            self._add_group(title, [each for each in QUANTITIES if group_of(each) == title])
        self._column.addStretch(1)
        for widget in inside.findChildren(QWidget):
            if widget.accessibleName():  # the strip has some of the same controls
                widget.setAccessibleName(say("panel.in_it", name=widget.accessibleName()))
        self.setWidget(inside)
        # Tab scrolls to what it reaches, so the panel itself needs no focus
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        session.settling.connect(self._show_scene)
        session.changed.connect(self._show_changes)
        session.idle.ready.connect(self._show_found)
        self.set_theme(LIGHT)

    def take_focus(self) -> None:
        """Put the focus into the first editor."""
        self.level.box.setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Take the size of type of a theme; colours come with the palette."""
        self._theme = theme
        self.setFixedWidth(round(theme.px(WIDTH)))
        for title in self._titles:
            title.setFont(theme.font(self.font(), 15, bold=True))
        for label in self.changes.values():
            label.setFont(theme.font(self.font(), 12))

    def _add_group(self, title: str, quantities: list[Quantity]) -> None:
        if not quantities:
            return
        label = QLabel(title)
        self._titles.append(label)
        head = QHBoxLayout()
        head.addWidget(label, 1)
        self._column.addLayout(head)
        for quantity in quantities:
            if quantity.many:
                self._add_checks(quantity)
                head.addWidget(self._reset(quantity))
            else:
                self._add(quantity)
        self._column.addSpacing(12)

    def _add(self, quantity: Quantity) -> None:
        editor = self._editor(quantity)
        head = QHBoxLayout()
        name = QLabel(quantity.label)
        name.setToolTip(tip(quantity.key, quantity.about))
        name.setBuddy(editor)
        head.addWidget(name, 1)
        head.addWidget(self._reset(quantity))
        self._column.addLayout(head)
        self._column.addWidget(editor)

    def _editor(self, quantity: Quantity) -> QWidget:
        if quantity.key == "roller.level":
            self.choices[quantity.key] = self.level
            return self.level
        if quantity.choices:
            self.choices[quantity.key] = ChoiceEditor(self._session, quantity)
            return self.choices[quantity.key]
        kind = PlaceEditor if quantity.key == "roller.position_mm" else NumberEditor
        self.numbers[quantity.key] = kind(self._session, quantity)
        return self.numbers[quantity.key]

    def _add_checks(self, quantity: Quantity) -> None:
        for name in quantity.choices:
            check = KeepEditor(self._session, name)
            change = QLabel()
            change.setObjectName("quiet")
            change.setWordWrap(True)
            change.setIndent(INDENT)
            self.checks[name], self.changes[name] = check, change
            self._column.addWidget(check)
            self._column.addWidget(change)

    def _reset(self, quantity: Quantity) -> QToolButton:
        button = QToolButton()
        button.setText("↺")
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        target = BY_KEY[STANDS_FOR.get(quantity.key, quantity.key)]
        to = _in_words(target)
        button.setAccessibleName(say("panel.reset.name", name=quantity.label, default=to))
        button.setToolTip(say("panel.reset", default=to))
        button.clicked.connect(lambda: self._session.set(target.key, target.default))
        self.resets[quantity.key] = button
        return button

    def _show_scene(self, view: View) -> None:
        if not self.isVisible():
            return
        for key, button in self.resets.items():
            button.setEnabled(view.scene.get(key) != BY_KEY[key].default)
        self._blank()

    def _blank(self) -> None:
        for label in self.changes.values():
            label.setText("")

    def _show_changes(self, view: View) -> None:
        if not isinstance(view.outcome, Rolled):
            self._blank()
        elif self.isVisible():
            self._show_found(self._idle.found)

    def _show_found(self, found: Found) -> None:
        outcome = self._session.view.outcome
        if not isinstance(outcome, Rolled):  # pressure and share are of a roller
            return
        if not self.isVisible() or outcome.scene != found.scene:
            return
        now = scalars_of(outcome)
        for name, label in self.changes.items():
            if name in found.what_ifs:
                there = name not in found.scene.without
                text = what_if(words(name), there, now, found.what_ifs[name])
            else:
                text = "…"
            label.setText(text)
            self.checks[name].setAccessibleDescription(text)

    # Qt overrides

    @outlived
    def showEvent(self, event: QShowEvent) -> None:
        """What-ifs are worked on while they can be seen."""
        super().showEvent(event)
        self._show_scene(self._session.view)
        self._idle.want(Work.WHAT_IFS, True, self)
        self._show_found(self._idle.found)

    @outlived
    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees the what-ifs."""
        super().hideEvent(event)
        self._idle.want(Work.WHAT_IFS, False, self)
