"""The main window: strip, picture, curve, numbers, and the sentence under them."""

from __future__ import annotations

import logging
import os
import tempfile
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from spineviz.scene import BY_KEY, Scene, SceneError, dump_scene, load_scene
from spineviz.session.session import Session, State, View
from spineviz.window import pages, sentence
from spineviz.window.body_view import BodyView
from spineviz.window.compare_view import Comparison
from spineviz.window.controls import MorePanel, Strip
from spineviz.window.menus import Menus, Slot
from spineviz.window.pressure_plot import PressurePlot
from spineviz.window.readout_panel import ReadoutPanel
from spineviz.window.sentence_line import SentenceLine
from spineviz.window.theme import Theme, ThemeChoice, palette, style_sheet, theme_of

log = logging.getLogger(__name__)

FILTER = "Scenes (*.json)"


class MainWindow(QMainWindow):
    """Everything on screen. It reads what the session says and writes through the session only."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setWindowTitle("Back rolling – SpineViz")
        self.setMinimumSize(1024, 600)
        self.resize(1280, 760)
        self.strip = Strip(session)
        self.body = BodyView(session)
        self.plot = PressurePlot(session)
        self.readout = ReadoutPanel(session)
        self.comparison = Comparison(session, self.body, self.plot, self.readout)
        self.more: MorePanel | None = None
        self.sentence = SentenceLine("What is happening")
        self.theme_choice = ThemeChoice.SYSTEM
        self.theme: Theme = theme_of(self.theme_choice)
        self._announce = False
        self._page: pages.Page | None = None
        self._lay_out()
        self._add_menus()
        self.strip.more.clicked.connect(self.show_more)
        session.changed.connect(self._show_view)
        session.committed.connect(self._committed)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._scheme_changed)
        self.set_theme(self.theme_choice)

    def set_theme(self, choice: ThemeChoice) -> None:
        """Show every part in the colours of a theme."""
        self.theme_choice, self.theme = choice, theme_of(choice)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setPalette(palette(self.theme))
        self.setStyleSheet(style_sheet(self.theme))
        self.commands[f"theme_{choice.name.lower()}"].setChecked(True)
        for part in (self.comparison, self.plot, self.readout):
            part.set_theme(self.theme)

    def tell(self, text: str) -> None:
        """Say something in words where the sentence about the scene stands."""
        self.sentence.set_text(text)

    def open_scene(self, path: Path) -> None:
        """Take the scene of a file; what is wrong with it is said in words."""
        try:
            scene = load_scene(path)
        except SceneError as error:
            self.tell(f"Not opened: {error}.")
            return
        self.session.load(scene, f"Open {path.name}")

    def save_scene(self, path: Path) -> None:
        """Write the scene to a file, whole or not at all."""
        try:
            _write_whole(path, dump_scene(self.session.scene))
        except OSError as error:
            self.tell(f"Not saved: {path}: {error.strerror}.")
            return
        self.tell(f"Saved as {path.name}.")

    def show_more(self) -> None:
        """Open the panel with the rest of the quantities."""
        if self.more is None:
            self.more = MorePanel(self.session, self)
        self.more.show()
        self.more.raise_()

    def _lay_out(self) -> None:
        status = QWidget()
        status.setObjectName("status")
        status.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(status)
        line.setContentsMargins(14, 6, 14, 6)
        corner = QLabel(pages.DISCLAIMER)
        corner.setObjectName("quiet")
        line.addWidget(self.sentence, 1)
        line.addWidget(corner)
        views = QWidget()
        column = QVBoxLayout(views)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.comparison.pair, 5)
        column.addWidget(self.plot, 2)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(views, 1)
        middle.addWidget(self.readout)
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.strip)
        rows.addWidget(self.comparison.strip)
        rows.addLayout(middle, 1)
        rows.addWidget(status)
        self.setCentralWidget(whole)
        self.body.setFocus()

    def _add_menus(self) -> None:
        self.menus = Menus(self, self._slots())
        self.commands = self.menus.actions
        self.undo, self.redo = self.commands["undo"], self.commands["redo"]
        self.session.compare.changed.connect(self._show_compare)
        self._show_compare()
        self._label_history()

    def _slots(self) -> dict[str, Slot]:
        """What each command of the table does."""
        slots: dict[str, Slot] = {
            "open": self._ask_open,
            "save_as": self._ask_save,
            "quit": self.close,
            "undo": self.session.undo,
            "redo": self.session.redo,
            "level_up": lambda: self._step_level(-1),
            "level_down": lambda: self._step_level(1),
            "compare": self._compare,
            "swap": self.session.compare.swap,
            "reset": lambda: self.session.load(Scene(), "Reset"),
            "more": self.show_more,
            "keys": lambda: self._open("Keys", pages.keys_page()),
            "limits": self._open_limits,
            "model": lambda: self._open("Model", pages.model_page()),
            "about": lambda: self._open("About", pages.about_page()),
        }
        for choice in ThemeChoice:
            slots[f"theme_{choice.name.lower()}"] = partial(self._choose_theme, choice)
        return slots

    def _choose_theme(self, choice: ThemeChoice, on: bool) -> None:
        if on:
            self.set_theme(choice)

    def _compare(self, on: bool) -> None:
        compare = self.session.compare
        (compare.pin if on else compare.leave)()

    def _show_compare(self) -> None:
        active = self.session.compare.active
        self.commands["compare"].setChecked(active)
        self.commands["swap"].setEnabled(active)

    def _step_level(self, steps: int) -> None:
        self.session.step_level(steps)
        self.session.commit(BY_KEY["roller.level"].label)

    def _open(self, title: str, html: str) -> None:
        self._page = pages.Page(title, html, self)
        self._page.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._page.show()

    def _open_limits(self) -> None:
        self._open("What this model leaves out", pages.limits_page(self.session.view.outcome))

    def _ask_open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Open a scene", "", FILTER)
        if name:
            self.open_scene(Path(name))

    def _ask_save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Save the scene", "scene.json", FILTER)
        if name:
            self.save_scene(Path(name))

    def _show_view(self, view: View) -> None:
        text = view.message if view.outcome is None else sentence.status(view.outcome)
        self.tell(text)
        self.body.setAccessibleDescription(text)
        self._label_history()
        if self._announce and view.state is not State.SETTLING:
            self._announce = False
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.body, text))

    def _committed(self, label: str) -> None:
        self._announce = True
        self._label_history()

    def _label_history(self) -> None:
        history = self.session.history
        for action, name, label in (
            (self.undo, "Undo", history.undo_label),
            (self.redo, "Redo", history.redo_label),
        ):
            action.setText(f"{name}: {label}" if label else name)
            action.setEnabled(label is not None)

    def _scheme_changed(self) -> None:
        if self.theme_choice is ThemeChoice.SYSTEM:
            self.set_theme(ThemeChoice.SYSTEM)


def _write_whole(path: Path, text: str) -> None:
    """Write beside the file and put it into its place, so that no half of a file is ever there."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def default_window(scene: Scene | None = None) -> MainWindow:
    """A window with a session of its own, not solved and not shown yet."""
    session = Session(scene)
    window = MainWindow(session)
    session.setParent(window)
    return window
