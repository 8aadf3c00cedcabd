"""The main window: strip, picture, curve, numbers, and the sentence under them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QMenu, QVBoxLayout, QWidget

from spineviz.scene import BY_KEY, Scene
from spineviz.session.idle import Idle
from spineviz.session.play import Play, Speed
from spineviz.session.recovery import Left, Recovery
from spineviz.session.session import Session
from spineviz.session.settings import Settings
from spineviz.session.shown import Shown
from spineviz.session.view import View
from spineviz.window.along.along_tabs import AlongTabs
from spineviz.window.along.pressure_plot import PressurePlot
from spineviz.window.controls.controls import Strip
from spineviz.window.controls.play_bar import PlayBar
from spineviz.window.controls.side_panel import SidePanel
from spineviz.window.figure import accessible_body
from spineviz.window.figure.body_view import BodyView
from spineviz.window.lesson.questions_panel import QuestionsPanel
from spineviz.window.numbers.compare_view import Comparison
from spineviz.window.numbers.readout_panel import ReadoutPanel
from spineviz.window.paint.picture import Picture
from spineviz.window.paint.theme import Theme, ThemeChoice, style_sheet
from spineviz.window.section.section_view import SectionView
from spineviz.window.shell import pages
from spineviz.window.shell.commands import COMMANDS
from spineviz.window.shell.export_menu import ExportMenu
from spineviz.window.shell.files import Files, dropped_file
from spineviz.window.shell.frame import pictures_of
from spineviz.window.shell.look import Look
from spineviz.window.shell.menus import Menus, Slot
from spineviz.window.shell.offer_line import OfferLine
from spineviz.window.shell.presenter import Presenter
from spineviz.window.shell.sentence_line import SentenceLine
from spineviz.window.shell.window_place import put_in_place, remember_place
from spineviz.words import sentences as sentence

ROOMY = 1500  # px at 100 % of width from which numbers and questions stand side by side
BESIDE = 600  # px at 100 % of width from which the cross-section stands beside the curve
SETTLING_MS = 150  # of waiting before the words say so; shorter than that is only flicker
PANEL = "panel_more"  # whether the side panel is open, in the settings


class MainWindow(QMainWindow):
    """Everything on screen. It reads what the session says and writes through the session only.

    Args:
        session: what it shows.
        settings: what is remembered; nothing without them.
        recovery: keeps the unsaved scene; without it a crash takes it along.
    """

    def __init__(
        self,
        session: Session,
        settings: Settings | None = None,
        recovery: Recovery | None = None,
    ) -> None:
        super().__init__()
        self.session = session
        self.settings = settings or Settings()
        self._recovery = recovery
        self.look = Look(self.settings, self)
        self.theme: Theme = self.look.theme
        self.files = Files(session, self.settings, recovery, self)
        self.play = Play(session, self)
        self.setMinimumSize(1024, 600)
        self.strip = Strip(session)
        accessible_body.install()
        self.body = BodyView(session)
        self.plot = PressurePlot(session)
        self.along = AlongTabs(session, self.plot)
        self.section = SectionView(session)
        self.readout = ReadoutPanel(session)
        self.comparison = Comparison(session, self.body, self.plot, self.readout)
        self.more = SidePanel(session)
        self.questions = QuestionsPanel(session)
        self.sentence = SentenceLine("What is happening", opens=True)
        self.idle = Idle(session, self)
        for follower in (self.plot, self.readout, self.more):
            follower.follow(self.idle)
        self.play_bar = PlayBar(self.play)
        self.offer = OfferLine()
        self._left: list[Left] = []
        self._announce = False
        self._page: pages.Page | None = None
        self._lay_out()
        self.exports = ExportMenu(self, session, self.look, self.tell, self._picture)
        self.presenter = Presenter(
            self.look,
            self._zoom,
            (
                self.menuBar(),
                self.strip,
                self._under,
                self.readout,
                self.more,
                self.questions,
                self.play_bar,
                self.offer,
            ),
        )
        self._add_menus()
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(SETTLING_MS)
        self._late.timeout.connect(self._say_settling)
        self.strip.more.toggled.connect(partial(self._show_panel, self.more))
        self.strip.questions.toggled.connect(partial(self._show_panel, self.questions))
        self.questions.overlaid.connect(self.body.show_overlay)
        self.plot.hovered.connect(session.point_at)
        session.pointed.connect(self.plot.mark_level)
        self.offer.answered.connect(self._answered)
        self.files.said.connect(self.tell)
        self.files.changed.connect(self._title)
        self.play.speed_changed.connect(self._check_choices)
        self.body.zoomed.connect(self._check_choices)
        session.settling.connect(self._settling)
        session.changed.connect(self._show_view)
        session.committed.connect(self._committed)
        self.look.changed.connect(self._paint_in)
        self.setAcceptDrops(True)
        put_in_place(self, self.settings)
        self.strip.more.setChecked(self.settings.flag(PANEL, False))
        self._title()
        self.look.apply()

    def set_theme(self, choice: ThemeChoice) -> None:
        """Show every part in the colours of a theme."""
        self.look.choose(choice)

    def tell(self, text: str) -> None:
        """Say something in words where the sentence about the scene stands."""
        self.sentence.set_text(text)

    def offer_left(self) -> None:
        """Offer the scenes that a crash has left, one after the other."""
        if self._recovery is not None:
            self._left = self._recovery.left()
        self._next_offer()

    def show_more(self) -> None:
        """Open the panel with every quantity, and put the focus into it."""
        self.strip.more.setChecked(True)
        self.more.take_focus()

    def _show_panel(self, panel: QWidget, on: bool) -> None:
        """Open one of the panels at the side, or close it; there is room for one of them."""
        other = self.strip.more if panel is self.questions else self.strip.questions
        if on and other.isChecked():
            other.setChecked(False)
        panel.setVisible(on)
        if panel is self.more:
            self.settings.set_flag(PANEL, on)
        elif on:
            self.questions.list.setFocus()
        else:
            self.questions.close_card()
        self._make_room()
        self._check_choices()

    def _make_room(self) -> None:
        """A narrow window has room for the panel of questions or for the numbers: an answer has
        numbers of its own, so the pictures keep their place. The cross-section leaves first."""
        if self.look.presenting:
            return
        asking = self.strip.questions.isChecked()
        self.readout.setVisible(not asking or self.width() >= self.theme.px(ROOMY))
        panels = ((self.questions, asking), (self.more, self.strip.more.isChecked()))
        taken = sum(panel.sizeHint().width() for panel, open_ in panels if open_)
        taken += 0 if self.readout.isHidden() else self.readout.width()
        self.section.setVisible(self.width() - taken >= self.theme.px(BESIDE))

    def _lay_out(self) -> None:
        status = QWidget()
        status.setObjectName("status")
        status.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(status)
        line.setContentsMargins(14, 2, 14, 2)
        corner = QLabel(pages.DISCLAIMER)
        corner.setObjectName("quiet")
        line.setSpacing(12)
        line.addWidget(self.play_bar)
        line.addWidget(self.sentence, 1)
        line.addWidget(corner)
        views = QWidget()
        column = QVBoxLayout(views)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.comparison.pair, 5)
        self._under = QWidget()  # a layout of hidden parts would keep its place in the presenter
        under = QHBoxLayout(self._under)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(0)
        under.addWidget(self.along, 7)
        under.addWidget(self.section, 4)
        column.addWidget(self._under, 3)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        for panel in (self.questions, self.more):
            middle.addWidget(panel)
            panel.hide()
        middle.addWidget(views, 1)
        middle.addWidget(self.readout)
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.strip)
        rows.addWidget(self.comparison.strip)
        rows.addLayout(middle, 1)
        rows.addWidget(self.offer)
        rows.addWidget(status)
        self.setCentralWidget(whole)
        self.body.setFocus()

    def _picture(self, name: str) -> tuple[Picture, QSize]:
        """A picture of what is shown now, and how large it is on the screen."""
        session = self.session
        content = self.centralWidget()
        assert content is not None
        places: dict[str, QWidget] = {
            "window": content,
            "body": self.comparison.pair,
            "section": self.section,
            "curve": self.along,
            "back": self.along,
            "numbers": self.readout,
        }
        pictures = pictures_of(
            session.view, session.compare.view, self.idle.found, self.shown, self.look.theme
        )
        return pictures[name], places[name].size()

    @property
    def shown(self) -> Shown:
        """What of the scene is shown."""
        return replace(self.body.shown, people=self.readout.shows_people)

    def _add_menus(self) -> None:
        self.menus = Menus(self, self._slots())
        self.commands = self.menus.actions
        self.undo, self.redo = self.commands["undo"], self.commands["redo"]
        self.session.compare.changed.connect(self._show_compare)
        self.strip.compare.clicked.connect(self._compare)
        self._show_compare()
        recent = QMenu("Open &recent", self)
        recent.setToolTipsVisible(True)
        recent.aboutToShow.connect(lambda: self.files.fill_recent(recent))
        self.menus.menus["file"].insertMenu(self.commands["save"], recent)
        self.recent = recent
        self._label_history()
        self._check_choices()

    def _slots(self) -> dict[str, Slot]:
        """What each command of the table does."""
        slots: dict[str, Slot] = {
            "new": self.files.new,
            "open": self.files.ask_open,
            "save": self.files.save,
            "save_as": self.files.ask_save_as,
            "export_picture": self.exports.ask_picture,
            "export_values": self.exports.ask_values,
            "copy_picture": self.exports.copy_picture,
            "quit": self.close,
            "undo": self._undo,
            "redo": self._redo,
            "colour_vision": self.look.set_colour_vision,
            "show_flow": self.comparison.pair.set_show_flow,
            "show_cobb": self.comparison.pair.set_show_cobb,
            "zoom_trunk": self.body.zoom_trunk,
            "people": self.readout.show_people,
            "text_larger": lambda: self.look.resize_text(1),
            "text_smaller": lambda: self.look.resize_text(-1),
            "text_usual": lambda: self.look.resize_text(0),
            "presenter": self.presenter.set,
            "full_screen": self._fill_screen,
            "level_up": lambda: self._step_level(-1),
            "level_down": lambda: self._step_level(1),
            "compare": self._compare,
            "swap": self.session.compare.swap,
            "questions": self.strip.questions.setChecked,
            "more": lambda on: self.show_more() if on else self.strip.more.setChecked(False),
            "reset": lambda: self.session.load(Scene(), "Reset"),
            "play": self.play.toggle,
            "step_back": lambda: self.play.step(-1),
            "step_forward": lambda: self.play.step(1),
            "keys": lambda: self._open("Keys", pages.keys_page()),
            "limits": self._open_limits,
            "model": lambda: self._open("Model", pages.model_page()),
            "about": lambda: self._open("About", pages.about_page()),
        }
        for choice in ThemeChoice:
            slots[f"theme_{choice.name.lower()}"] = partial(self._choose_theme, choice)
        for speed in Speed:
            slots[f"speed_{speed.name.lower()}"] = partial(self._choose_speed, speed)
        return slots

    def _check_choices(self, _: object = None) -> None:
        """Tick in the menus what is on."""
        on = {
            f"theme_{self.look.choice.name.lower()}",
            f"speed_{self.play.speed.name.lower()}",
            "colour_vision" if self.look.colour_vision else "",
            "more" if self.strip.more.isChecked() else "",
            "questions" if self.strip.questions.isChecked() else "",
            "show_flow" if self.body.show_flow else "",
            "show_cobb" if self.body.show_cobb else "",
            "zoom_trunk" if self.body.is_zoomed else "",
            "people" if self.readout.shows_people else "",
            "presenter" if self.presenter.on else "",
            "full_screen" if self.isFullScreen() else "",
            "compare" if self.session.compare.active else "",
        }
        for command in COMMANDS:
            if command.checkable:
                self.commands[command.id].setChecked(command.id in on)

    def _choose_speed(self, speed: Speed, on: bool) -> None:
        if on:
            self.play.set_speed(speed)

    def _undo(self) -> None:
        self.play.pause()  # what was rolled is a step of its own
        self.session.undo()
        self._announce = True

    def _redo(self) -> None:
        self.play.pause()
        self.session.redo()
        self._announce = True

    def _fill_screen(self, on: bool) -> None:
        self.setWindowState(
            self.windowState() | Qt.WindowState.WindowFullScreen
            if on
            else self.windowState() & ~Qt.WindowState.WindowFullScreen
        )

    def _zoom(self, on: bool) -> None:
        self.body.zoom_trunk(on)
        self.body.setFocus()

    def _choose_theme(self, choice: ThemeChoice, on: bool) -> None:
        if on:
            self.set_theme(choice)

    def _compare(self, on: bool) -> None:
        compare = self.session.compare
        (compare.pin if on else compare.leave)()

    def _show_compare(self) -> None:
        active = self.session.compare.active
        for action in (self.commands["compare"], self.strip.compare):
            action.setChecked(active)
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

    def _show_view(self, view: View) -> None:
        self._late.stop()
        text = view.message if view.outcome is None else sentence.status(view.outcome)
        self.tell(text)
        self.body.setAccessibleDescription(text)
        self._label_history()
        if self._announce:
            self._speak()

    def _committed(self, label: str) -> None:
        self._announce = True
        if self.session.view.scene == self.session.scene:  # its outcome is there already
            self._speak()
        self._label_history()

    def _speak(self) -> None:
        self._announce = False
        accessible_body.announce(self.body, self.body.accessibleDescription())

    def _label_history(self) -> None:
        history = self.session.history
        for action, name, label in (
            (self.undo, "Undo", history.undo_label),
            (self.redo, "Redo", history.redo_label),
        ):
            action.setText(f"{name}: {label}" if label else name)
            action.setEnabled(label is not None)

    def _settling(self, view: View) -> None:
        if not self._late.isActive():
            self._late.start()

    def _say_settling(self) -> None:
        self.sentence.set_text("Settling …", quiet=True)

    def _paint_in(self, theme: Theme) -> None:
        self.theme = theme
        self.setStyleSheet(style_sheet(theme))
        for part in (
            self.comparison,
            self.plot,
            self.along,
            self.section,
            self.readout,
            self.more,
            self.questions,
            self.sentence,
            self.play_bar,
        ):
            part.set_theme(theme)
        self._check_choices()

    def _title(self) -> None:
        self.setWindowTitle(f"{self.files.title}[*] – SpineViz")
        self.setWindowModified(self.files.modified)

    def _next_offer(self) -> None:
        self.offer.hide()
        if self._left:
            self.offer.offer(self._left[0].scene)

    def _answered(self, wanted: bool) -> None:
        left = self._left.pop(0)
        if wanted:
            self.files.restore(left.scene)
        if self._recovery is not None:
            self._recovery.settle(left)
        self._next_offer()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that nothing else has taken: those of plain commands, and Esc."""
        pressed = QKeySequence(event.keyCombination())
        if event.key() == Qt.Key.Key_Escape:
            if self.presenter.on:
                self.presenter.set(False)
            elif self.isFullScreen():
                self._fill_screen(False)
            return
        for command in COMMANDS:
            if command.plain and pressed in command.sequences:
                self.commands[command.id].trigger()
                return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """The menu shows whether the screen is full, whoever filled it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._check_choices()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file of this machine may be dropped."""
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what is dropped."""
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.files.open(path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide what there is room for."""
        if not self.presenter.on:
            self._make_room()
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave nothing running, and remember what is to be remembered."""
        self.play.pause()
        self.presenter.set(False)
        remember_place(self, self.settings)
        self.settings.save()
        self.files.close()
        super().closeEvent(event)


def default_window(
    scene: Scene | None = None,
    settings: Settings | None = None,
    recovery: Recovery | None = None,
) -> MainWindow:
    """A window with a session of its own, not solved and not shown yet."""
    session = Session(scene)
    window = MainWindow(session, settings, recovery)
    session.setParent(window)
    return window
