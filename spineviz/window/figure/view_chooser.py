"""Two buttons that say from where the body is seen."""

from __future__ import annotations

from typing import Final, Literal

from msgspec.structs import replace
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from spineviz.session.session import Session
from spineviz.session.shown import Shown
from spineviz.window.paint.theme import Theme
from spineviz.words.language import say

Seen = Literal["body", "back"]
CHOICES: Final[tuple[tuple[Seen, str, str], ...]] = (
    ("body", "seen.side", "seen.side.what"),
    ("back", "seen.back", "seen.back.what"),
)
"""What is shown, and the kinds of what its button says and of what that means."""


class ViewChooser(QWidget):
    """Chooses between the views of the body; `Shown.view` holds which it is."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setAccessibleName(say("seen.name"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        self._group = QButtonGroup(self)
        self.buttons: dict[Seen, QPushButton] = {}
        for view, text, what in CHOICES:
            button = self.buttons[view] = QPushButton(say(text))
            button.setCheckable(True)
            button.setToolTip(say(what))
            button.setAccessibleName(say(what))
            self._group.addButton(button)
            row.addWidget(button)
            button.toggled.connect(lambda on, view=view: self._choose(view) if on else None)
        session.shown_changed.connect(self._show)
        self._show(session.shown)

    def set_theme(self, theme: Theme) -> None:
        """Take the type of a theme."""
        for button in self.buttons.values():
            button.setFont(theme.font(self.font(), 12))
        self.adjustSize()

    def _choose(self, view: Seen) -> None:
        self._session.show(replace(self._session.shown, view=view))

    def _show(self, shown: Shown) -> None:
        self.buttons[shown.view].setChecked(True)
