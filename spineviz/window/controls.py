"""The strip of controls over the picture, and the panel that holds the rest of the quantities."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from spineviz.scene import BY_KEY, QUANTITIES
from spineviz.session.session import Session
from spineviz.window.editors import ChoiceEditor, KeepEditor, LevelEditor, NumberEditor

ON_STRIP = ("roller.level", "roller.kind", "hips", "arms")
CHECKS_ON_STRIP = ("ribs", "blades")


class Strip(QWidget):
    """The controls that are used all the time."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(6)
        self.level = LevelEditor(session)
        self.choices = {key: ChoiceEditor(session, BY_KEY[key]) for key in ON_STRIP[1:]}
        row.addWidget(self.level)
        for key, editor in self.choices.items():
            row.addSpacing(8)
            label = QLabel(BY_KEY[key].label)
            label.setObjectName("quiet")
            label.setBuddy(editor)
            row.addWidget(label)
            row.addWidget(editor)
        row.addSpacing(8)
        self.checks = {name: KeepEditor(session, name) for name in CHECKS_ON_STRIP}
        for check in self.checks.values():
            row.addWidget(check)
        row.addStretch(1)
        self.more = QPushButton("More …")
        self.more.setAccessibleName("More: person and model")
        row.addWidget(self.more)


class MorePanel(QDialog):
    """Everything else that can be set: person, diameter, model, what is taken away."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Person and model")
        column = QVBoxLayout(self)
        form = QFormLayout()
        column.addLayout(form)
        self.numbers: dict[str, NumberEditor] = {}
        self.choices: dict[str, ChoiceEditor] = {}
        self.checks: dict[str, KeepEditor] = {}
        for quantity in QUANTITIES:
            # the place of the roller is set in the picture
            if quantity.key in (*ON_STRIP, "roller.position_mm"):
                continue
            if quantity.many:
                for name in quantity.choices:
                    if name not in CHECKS_ON_STRIP:
                        self.checks[name] = KeepEditor(session, name)
                        form.addRow("", self.checks[name])
            elif quantity.choices:
                self.choices[quantity.key] = ChoiceEditor(session, quantity)
                form.addRow(quantity.label, self.choices[quantity.key])
            else:
                self.numbers[quantity.key] = NumberEditor(session, quantity)
                form.addRow(quantity.label, self.numbers[quantity.key])
        close = QPushButton("Close")
        close.setAccessibleName("Close")
        close.clicked.connect(self.close)
        column.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(430)
