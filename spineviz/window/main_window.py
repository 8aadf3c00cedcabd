"""The main window: strip, picture, curve, numbers, and the sentence under them."""

from __future__ import annotations

import logging
import os
import tempfile
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QActionGroup,
    QGuiApplication,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from spineviz.scene import Scene, SceneError, dump_scene, load_scene
from spineviz.session.idle import Idle
from spineviz.session.session import Session, State, View
from spineviz.window import pages, sentence
from spineviz.window.body_view import BodyView
from spineviz.window.controls import Strip
from spineviz.window.pressure_plot import PressurePlot
from spineviz.window.readout_panel import ReadoutPanel
from spineviz.window.sentence_line import SentenceLine
from spineviz.window.shortcuts import KEYS
from spineviz.window.side_panel import SidePanel
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
        self.more = SidePanel(session)
        self.sentence = SentenceLine("What is happening", opens=True)
        self.idle = Idle(session, self)
        for follower in (self.plot, self.readout, self.more):
            follower.follow(self.idle)
        self.theme_choice = ThemeChoice.SYSTEM
        self.theme: Theme = theme_of(self.theme_choice)
        self._announce = False
        self._page: pages.Page | None = None
        self._lay_out()
        self._add_menus()
        self.strip.more.toggled.connect(self.more.setVisible)
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
        for part in (self.body, self.plot, self.readout, self.more, self.sentence):
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
        """Open the panel with every quantity, and put the focus into it."""
        self.strip.more.setChecked(True)
        self.more.setFocus()

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
        column.addWidget(self.body, 5)
        column.addWidget(self.plot, 2)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.more)
        self.more.hide()
        middle.addWidget(views, 1)
        middle.addWidget(self.readout)
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.strip)
        rows.addLayout(middle, 1)
        rows.addWidget(status)
        self.setCentralWidget(whole)
        self.body.setFocus()

    def _add_menus(self) -> None:
        bar = self.menuBar()
        file, edit = bar.addMenu("&File"), bar.addMenu("&Edit")
        view, help_menu = bar.addMenu("&View"), bar.addMenu("&Help")
        self._add(file, "open", "&Open …", self._ask_open)
        self._add(file, "save", "&Save as …", self._ask_save)
        file.addSeparator()
        self._add(file, "quit", "&Quit", self.close)
        self.undo = self._add(edit, "undo", "Undo", self.session.undo)
        self.redo = self._add(edit, "redo", "Redo", self.session.redo)
        themes = QActionGroup(self)
        for choice in ThemeChoice:
            action = view.addAction(choice.value)
            action.setCheckable(True)
            action.setChecked(choice is self.theme_choice)
            action.triggered.connect(lambda _=False, choice=choice: self.set_theme(choice))
            themes.addAction(action)
        view.addSeparator()
        self._add(view, "more", "&Person and model …", self.show_more)
        self._add(help_menu, "keys", "&Keys", lambda: self._open("Keys", pages.keys_page()))
        self._add(help_menu, "", "What this model &leaves out", self._open_limits)
        self._add(help_menu, "", "&Model", lambda: self._open("Model", pages.model_page()))
        self._add(help_menu, "", "&About", lambda: self._open("About", pages.about_page()))
        self._label_history()

    def _add(self, menu: QMenu, name: str, text: str, slot: object) -> QAction:
        action = menu.addAction(text)
        if name:
            action.setShortcut(QKeySequence(KEYS[name]))
        action.triggered.connect(lambda _=False: slot())  # type: ignore[operator]
        return action

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
