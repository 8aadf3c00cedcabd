"""One line that offers the scene a crash has left. It waits; nothing else waits for it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from spineviz.scene import Scene
from spineviz.simulation.place import nearest_level


class OfferLine(QWidget):
    """A sentence with two answers.

    Signals:
        answered(bool): the scene is wanted, or not.
    """

    answered = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("offer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 14, 4)
        self.words = QLabel()
        row.addWidget(self.words, 1)
        self.restore, self.discard = QPushButton("Restore"), QPushButton("Discard")
        for button, name, wanted in (
            (self.restore, "Restore the scene that was not saved", True),
            (self.discard, "Discard the scene that was not saved", False),
        ):
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(lambda _=False, wanted=wanted: self.answered.emit(wanted))
            row.addWidget(button)
        self.hide()

    def offer(self, scene: Scene) -> None:
        """Ask for one scene."""
        self.words.setText(
            f"A scene was not saved last time: roller under {nearest_level(scene)},"
            f" hips {scene.hips}."
        )
        self.show()
