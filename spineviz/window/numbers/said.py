"""What is said of a condition or of a guarding back: the outcome's own sentences."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from spineviz.outcome import Balanced
from spineviz.window.controls.editors import words
from spineviz.window.paint.theme import Theme
from spineviz.words.language import say


class Said(QLabel):
    """Sentences with their numbers; the tool tip names the sources. Hidden when there are none."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(say("said.name"))
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take the size of type of a theme; its colour comes with the palette."""
        self.setFont(theme.font(self.font(), 12))

    def show_outcome(self, outcome: Balanced | None) -> None:
        """Show what an outcome says of the condition that is set, and of guarding."""
        scene = None if outcome is None else outcome.scene
        if outcome is None or scene is None or (scene.condition == "none" and not scene.guarding):
            self.clear()
            self.hide()
            return
        title = say("choice.guarding") if scene.condition == "none" else words(scene.condition)
        lines = [f"<b>{escape(title)}</b>"]
        lines += [escape(say(reading.saying)) for reading in outcome.readings]
        self.setText("<br>".join(lines))
        sources = dict.fromkeys(reading.source for reading in outcome.readings)
        self.setToolTip("<br><br>".join(escape(source) for source in sources))
        self.show()
