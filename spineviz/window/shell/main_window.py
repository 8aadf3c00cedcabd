"""The main window: strip, picture, curve, numbers, and the sentence under them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QKeyCombination, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QStackedWidget, QWidget

from spineviz.scene import Scene
from spineviz.session.recovery import Recovery
from spineviz.session.session import Session
from spineviz.session.settings import Settings
from spineviz.session.shown import Shown
from spineviz.window.along.pressure_plot import PressurePlot
from spineviz.window.controls.controls import Strip
from spineviz.window.controls.play_bar import PlayBar
from spineviz.window.figure import accessible_body
from spineviz.window.figure.body_view import BodyView
from spineviz.window.figure.invitations import Invitations
from spineviz.window.lesson.card_place import Card
from spineviz.window.numbers.compare_view import Comparison
from spineviz.window.numbers.readout_panel import ReadoutPanel
from spineviz.window.paint.guarded import outlived
from spineviz.window.paint.plain import as_title
from spineviz.window.paint.theme import Theme, ThemeChoice
from spineviz.window.section.section_view import SectionView
from spineviz.window.shell.arrangement import Arrangement, Parts
from spineviz.window.shell.commands import COMMANDS
from spineviz.window.shell.files import Files, ask_name, dropped_file
from spineviz.window.shell.help_pages import HelpPages
from spineviz.window.shell.look import Look
from spineviz.window.shell.menus import Menus
from spineviz.window.shell.narration import Narration
from spineviz.window.shell.offer_line import OfferLine, Offers
from spineviz.window.shell.scene_codes import SceneCodes, dropped_code
from spineviz.window.shell.sentence_line import SentenceLine
from spineviz.window.shell.two_screens import most_type, rects, type_for, type_of_window
from spineviz.window.shell.window_place import put_in_place, remember_place
from spineviz.words.language import say

if TYPE_CHECKING:
    from spineviz.window.board.board_view import BoardView
    from spineviz.window.controls.side_panel import SidePanel
    from spineviz.window.handout.handout_menu import HandoutMenu
    from spineviz.window.lesson.author_panel import AuthorPanel
    from spineviz.window.lesson.lectern import Lectern
    from spineviz.window.lesson.lesson_stage import LessonStage
    from spineviz.window.lesson.lessons_panel import LessonsPanel
    from spineviz.window.lesson.questions_panel import QuestionsPanel
    from spineviz.window.paint.picture import Picture
    from spineviz.window.shell.classroom import Classroom
    from spineviz.window.shell.explore_window import ExploreWindow
    from spineviz.window.shell.export_menu import ExportMenu

    Panel = SidePanel | QuestionsPanel | LessonsPanel | AuthorPanel
    LateMade = Panel | Lectern | BoardView

Late = TypeVar("Late", bound="LateMade")

PANEL = "panel_more"  # whether the side panel is open, in the settings
BESIDE = 0.85  # of the window, for the size of type beside the speaker's card
MOVED = "roller_moved"  # whether anybody has ever moved the roller, there too

LEFT_BY_ESC = ("questions", "lessons", "more")
"""Panels that Esc closes; what somebody writes in the author's stays open."""


class MainWindow(QMainWindow):
    """Everything on screen. It reads what the session says and writes through the session only, so
    any number of windows may show one session, each in colours and type of its own. What the first
    picture does not show is made when it is asked for.

    Args:
        session: what it shows.
        settings: what is remembered; nothing without them.
        recovery: keeps what is not saved; without it a crash takes it along.
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
        self.look = Look(self.settings, self)
        self.theme: Theme = self.look.theme
        self.files = Files(session, self.settings, recovery, self)
        accessible_body.install()
        self._made_late: list[LateMade] = []
        self._make_parts()
        parts = Parts(
            self.strip, self.comparison, self.plot, self.section, self.readout, self.play_bar,
            self.sentence, self.offer,
        )  # fmt: skip
        self._arrangement = Arrangement(parts)
        self.screens = QStackedWidget()
        self.screens.addWidget(self._arrangement.content)
        self.setCentralWidget(self.screens)
        self.body.setFocus()
        self.narration = Narration(session, self.sentence, self.body)
        self.tell = self.narration.tell
        self.codes = SceneCodes(self, session, self.look.dress, self.tell)
        self.open_page = HelpPages(self, session, self.look).open
        self.offers = Offers(self.offer, self.files, recovery)
        self._add_menus()
        self._connect()
        self.setAcceptDrops(True)
        put_in_place(self, self.settings, self.look.theme.text)
        self._title()
        self.look.apply()

    @property
    def crowded(self) -> bool:
        """Whether the picture has so little room that the trunk alone is seen well."""
        return self.look.presenting or self._arrangement.crowded

    def set_theme(self, choice: ThemeChoice) -> None:
        """Show every part in the colours of a theme."""
        self.look.choose(choice)

    def toggle_panel(self, name: str) -> None:
        """Open a panel at the side with the focus in it, or close it; there is room for one."""
        shown = self.session.shown
        opened = "" if shown.panel == name else name
        self.session.show(replace(shown, panel=opened))
        panel = self._panel
        if panel is not None:
            panel.take_focus()

    def show_class(self, on: bool) -> None:
        """Give the class of a lesson a window of its own, or take it away."""
        (self.classroom.open if on else self.classroom.close)()

    def show_card(self, on: bool) -> None:
        """Slide the speaker's card over the lesson, or away; with a window for the class it always
        stands beside it."""
        if not self.classroom.is_open:
            self.lectern.put(Card.OVER if on else Card.AWAY)
            self.menus.refresh()

    def present(self, on: bool) -> None:
        """Leave the picture alone, large enough for the last row, or bring back the rest. A lesson
        is presented in the window of the class, or where there is one screen over all of it."""
        if self._teaching:
            if self.classroom.is_open or len(rects()) > 1:
                self.show_class(not self.classroom.is_open)
            else:
                self.fill_screen(not self.isFullScreen())
            return
        if on != self.look.presenting:
            self.look.present(on)
            self._switch()

    def fill_screen(self, on: bool) -> None:
        """Fill the screen, or no longer."""
        full = Qt.WindowState.WindowFullScreen
        self.setWindowState(self.windowState() | full if on else self.windowState() & ~full)

    def _make_parts(self) -> None:
        session = self.session
        self.strip = Strip(session)
        self.body = BodyView(session)
        self.plot = PressurePlot(session)
        self.section = SectionView(session)
        self.readout = ReadoutPanel(session)
        self.comparison = Comparison(session, self.body, self.plot, self.readout)
        self.sentence = SentenceLine(say("window.status"), opens=True)
        self.play_bar = PlayBar(session.play)
        self.offer = OfferLine()

    @cached_property
    def more(self) -> SidePanel:
        """Every quantity."""
        from spineviz.window.controls.side_panel import SidePanel

        return self._as_panel(SidePanel(self.session))

    @cached_property
    def questions(self) -> QuestionsPanel:
        """The cards."""
        from spineviz.window.lesson.questions_panel import QuestionsPanel

        return self._as_panel(QuestionsPanel(self.session))

    @cached_property
    def lessons(self) -> LessonsPanel:
        """What lessons there are."""
        from spineviz.window.lesson.lessons_panel import LessonsPanel

        lessons = self._as_panel(LessonsPanel(self.session))
        lessons.write.clicked.connect(self.commands["write_lesson"].trigger)
        return lessons

    @cached_property
    def author(self) -> AuthorPanel:
        """Where a lesson is written."""
        from spineviz.window.lesson.author_panel import AuthorPanel

        author = self._as_panel(AuthorPanel(self.session))
        author.save.clicked.connect(self.commands["save_lesson"].trigger)
        return author

    @cached_property
    def lectern(self) -> Lectern:
        """The lesson that runs, with the speaker's card."""
        from spineviz.window.lesson.lectern import Lectern

        lectern = self._as_screen(Lectern(self.session))
        lectern.stage.refreshed.connect(self._switch)
        lectern.stage.handout_wanted.connect(self._make_handout)
        lectern.stage.card_wanted.connect(self.commands["speaker_card"].trigger)
        lectern.card.closed.connect(lambda: self.show_card(False))
        return lectern

    @property
    def stage(self) -> LessonStage:
        """The lesson that runs."""
        return self.lectern.stage

    @cached_property
    def classroom(self) -> Classroom:
        """The window of the class."""
        from spineviz.window.shell.classroom import Classroom

        room = Classroom(self, self.session, self.look, self.stage, self.commands["presenter"])
        room.changed.connect(self._seat)
        return room

    @property
    def body_on_screen(self) -> BodyView:
        """The picture that follows the session: in a lesson the case that can be rolled."""
        live = self.stage.cases.live if self._teaching else None
        return self.body if live is None else live.body

    @property
    def class_shown(self) -> bool:
        """Whether the class has a window of its own."""
        return self._teaching and self.classroom.is_open

    @property
    def card_shown(self) -> bool:
        """Whether the speaker's card is to be seen."""
        return self._teaching and self.lectern.where is not Card.AWAY

    @property
    def _teaching(self) -> bool:
        return self.session.lesson.run is not None

    @cached_property
    def board(self) -> BoardView:
        """The presenter's board."""
        from spineviz.window.board.board_view import BoardView

        return self._as_screen(BoardView(self.session))

    @cached_property
    def exports(self) -> ExportMenu:
        """Writes pictures and values."""
        from spineviz.window.shell.export_menu import ExportMenu

        return ExportMenu(self, self.session, self.look, self.tell, self._picture)

    @cached_property
    def handouts(self) -> HandoutMenu:
        """Makes handouts."""
        from spineviz.window.handout.handout_menu import HandoutMenu

        return HandoutMenu(self, self.session, self.look.dress, ask_name, self.tell)

    @cached_property
    def _explored(self) -> ExploreWindow:
        from spineviz.window.shell.explore_window import ExploreWindow

        return ExploreWindow(self, self.session, self.look, self.exports)

    def explore(self) -> None:
        """Open the page Explore."""
        self._explored.open()

    @property
    def _panel(self) -> Panel | None:
        """The one that is open."""
        shown = self.session.shown.panel
        if not shown:
            return None
        if shown == "more":
            return self.more
        if shown == "author":
            return self.author
        return self.lessons if shown == "lessons" else self.questions

    def _as_panel(self, panel: Late) -> Late:
        self._arrangement.add_panel(self._dressed(panel))
        return panel

    def _as_screen(self, screen: Late) -> Late:
        self.screens.addWidget(self._dressed(screen))
        return screen

    def _dressed(self, part: Late) -> Late:
        self.look.dress(part)
        part.set_theme(self.theme)
        self._made_late.append(part)
        return part

    def _picture(self, name: str) -> tuple[Picture, QSize]:
        """A picture of what is shown now, and how large it is on the screen."""
        from spineviz.window.shell.frame import pictures_of

        session = self.session
        places: dict[str, QWidget] = {
            "body": self.comparison.pair,
            "section": self.section,
            "curve": self.plot,
            "back": self.comparison.pair,
            "numbers": self.readout,
            "board": self.screens,
        }
        shown = session.shown.zoomed(self.crowded)
        pictures = pictures_of(
            session.view, session.compare.view, session.idle.found, shown, self.look.theme
        )
        return pictures[name], places.get(name, self._arrangement.content).size()

    def _add_menus(self) -> None:
        self.menus = Menus(self, self)
        self.commands = self.menus.actions
        self.undo, self.redo = self.commands["undo"], self.commands["redo"]
        self.menus.refresh()
        for button, name in (
            (self.strip.compare, "compare"),
            (self.strip.more, "more"),
            (self.strip.questions, "questions"),
        ):
            self.menus.put_on(button, name)
        self.invitations = Invitations(self.session, self.body, self.commands)
        self.recent = QMenu(say("menu.recent"), self)
        self.recent.setToolTipsVisible(True)
        self.recent.aboutToShow.connect(lambda: self.files.fill_recent(self.recent))
        self.menus.menus["file"].insertMenu(self.commands["save"], self.recent)

    def _connect(self) -> None:
        session = self.session
        for told in (
            session.shown_changed,
            session.stepped,
            session.compare.changed,
            session.play.speed_changed,
            session.author.changed,
        ):
            told.connect(self.menus.refresh)
        for told in (session.shown_changed, session.compare.changed, self.offer.changed):
            told.connect(self._arrange)
        for told in (session.stepped, session.settling):
            told.connect(self._title)
        session.shown_changed.connect(self._remember_looks)
        session.lesson.changed.connect(self._switch)
        self.plot.hovered.connect(session.point_at)
        session.pointed.connect(self.plot.mark_level)
        session.changed.connect(self._offer_why)
        self.files.said.connect(self.tell)
        session.refused.connect(self.tell)
        self.look.changed.connect(self._paint_in)

    def _offer_why(self, _: object) -> None:
        able = self.session.asked is not None
        if self.commands["why"].isEnabled() != able:
            self.commands["why"].setEnabled(able)

    def _switch(self) -> None:
        """A lesson has the window to itself, and so has the board."""
        running, presenting = self._teaching, self.look.presenting
        own: QWidget = self.board if presenting else self._arrangement.content
        wanted: QWidget = self.lectern if running else own
        self.menuBar().setVisible(not presenting)
        if self.screens.currentWidget() is not wanted:
            self.screens.setCurrentWidget(wanted)
            self._grow()
            if running:
                self._begin_class()
                self.stage.refresh()
                self.stage.take_focus()
            else:
                (self.board if presenting else self.body).setFocus()
        self.menus.refresh()

    def _make_handout(self) -> None:
        """Put the lesson on paper, and come back to it."""
        self.handouts.ask()
        self.activateWindow()
        self.stage.handout.setFocus()

    def _begin_class(self) -> None:
        """A lesson begins: a class gets the second screen, if there is one."""
        run = self.session.lesson.run
        self.lectern.put(Card.AWAY)
        if run is not None and not run.alone and len(rects()) > 1:
            self.classroom.open()

    def _seat(self) -> None:
        """The class has got a window of its own, or has none any more."""
        self.lectern.put(Card.BESIDE if self.classroom.is_open else Card.AWAY)
        self._grow()
        self.menus.refresh()

    def _grow(self) -> None:
        """A lesson is written as large as its window allows, and no larger where larger type is
        chosen: its words would be cut. Beside the card there is less room.
        Everything else grows with a large window too, but by less."""
        room = self.size() * BESIDE if self.class_shown else self.size()
        chosen = max(self.look.chosen, 1.0)
        usual = QSizeF(self.size()) / chosen
        lesson = min(type_for(room), most_type(room) / chosen)
        self.look.grow(lesson if self._teaching else type_of_window(usual))

    def _remember_looks(self, shown: Shown) -> None:
        self.settings.set_flag(PANEL, shown.panel == "more")
        if not shown.hints:
            self.settings.set_flag(MOVED, True)

    def _arrange(self, _: object = None) -> None:
        self._arrangement.arrange(
            self.session.shown,
            self.theme,
            self.size(),
            panel=self._panel,
            comparing=self.session.compare.active,
        )

    def _paint_in(self, theme: Theme) -> None:
        self.theme = theme
        for part in (
            self.comparison,
            self.plot,
            self.section,
            self.sentence,
            self.play_bar,
            self.invitations,
            *self._made_late,
        ):
            part.set_theme(theme)
        self._arrange()
        self._switch()
        self._grow()  # type that is chosen larger leaves less to grow

    def _title(self, _: object = None) -> None:
        self.setWindowTitle(f"{as_title(self.session.document.title)}[*] – SpineViz")
        if self.isWindowModified() != self.session.modified:  # which tells all its children
            self.setWindowModified(self.session.modified)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that nothing else has taken: those of plain commands, and Esc."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        pressed = QKeySequence(QKeyCombination(plain, Qt.Key(event.key())))
        held = event.isAutoRepeat()
        if event.key() == Qt.Key.Key_Escape:
            if held:
                return
            if self.look.presenting:
                self.present(False)
            elif self.isFullScreen():
                self.fill_screen(False)
            elif self.session.shown.panel in LEFT_BY_ESC:
                self.toggle_panel(self.session.shown.panel)
                self.body.setFocus()
            return
        for command in COMMANDS:
            able = self.commands[command.id].isEnabled()
            if command.plain and able and pressed in command.sequences:
                if command.repeats or not held:
                    self.commands[command.id].trigger()
                return
        super().keyPressEvent(event)

    @outlived
    def changeEvent(self, event: QEvent) -> None:
        """The menu shows whether the screen is full, whoever filled it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.menus.refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file of this machine may be dropped, or the code of a scene."""
        data = event.mimeData()
        if dropped_file(data) is not None or dropped_code(data) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what is dropped."""
        path, code = dropped_file(event.mimeData()), dropped_code(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.files.open(path)
        elif code is not None:
            event.acceptProposedAction()
            self.codes.take(code)

    @outlived
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide what there is room for."""
        self._grow()
        self._arrange()
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave nothing running that no other window shows, and remember what is to be."""
        others = (each for each in QApplication.topLevelWidgets() if each is not self)
        if not any(
            isinstance(each, MainWindow) and each.session is self.session and each.isVisible()
            for each in others
        ):
            self.session.finish()
        if self._teaching:
            self.classroom.close()
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
    panel = settings is not None and settings.flag(PANEL, False)
    hints = settings is None or not settings.flag(MOVED, False)
    session = Session(scene, shown=Shown(panel="more" if panel else "", hints=hints))
    window = MainWindow(session, settings, recovery)
    session.setParent(window)
    return window
