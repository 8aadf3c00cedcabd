"""A lesson on two screens: the window of the class beside that of whoever leads it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QApplication, QMainWindow

from spineviz.session.session import Session
from spineviz.session.settings import Settings, clamped
from spineviz.window.lesson.audience_window import AudienceWindow
from spineviz.window.lesson.lesson_stage import LessonStage
from spineviz.window.paint.plain import as_title
from spineviz.window.paint.theme import Theme, ThemeChoice
from spineviz.window.shell.look import Look
from spineviz.window.shell.two_screens import LEAST, audience_stands, rects, type_for
from spineviz.window.shell.window_place import FRAME
from spineviz.words.language import say

SEATED_MS = 300  # until a system has put a new window in its place and given it the focus


class Classroom(QObject):
    """Opens the window of the class, and keeps both windows on screens that there are.

    Args:
        window: of whoever leads. session: whose lesson it is. look: of that window.
        stage: in that window; it gets the keys that are pressed in the class's window.
        presenting: the action that a clicker starts and ends a show with.

    Signals:
        changed(): there is a window for the class, or none any more.
    """

    changed = Signal()

    def __init__(
        self,
        window: QMainWindow,
        session: Session,
        look: Look,
        stage: LessonStage,
        presenting: QAction,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._look = window, session, look
        self._stage, self._presenting = stage, presenting
        self.audience: AudienceWindow | None = None
        self._own: Look | None = None
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        # a screen that goes is still there while Qt tells so
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(lambda: self.stand(rects()))
        for told in (application.screenAdded, application.screenRemoved):
            told.connect(self._soon)
        session.lesson.changed.connect(self._follow)
        look.changed.connect(self._dress)

    def _soon(self, _: QScreen) -> None:
        self._later.start()

    @property
    def is_open(self) -> bool:
        """Whether the class has a window of its own."""
        return self.audience is not None

    def open(self) -> None:
        """Give the class a window of its own."""
        if self.audience is not None or self._session.lesson.run is None:
            return
        made = self.audience = AudienceWindow(self._session, self._pass_on)
        made.addAction(self._presenting)
        self._own = Look(Settings(), made)
        self._own.changed.connect(made.stage.set_theme)
        made.resized.connect(self._grow)
        made.closed.connect(self.close)
        self._session.lesson.speakers += 1
        self._dress(self._look.theme)
        self.stand(rects())
        QTimer.singleShot(SEATED_MS, self, self._window.activateWindow)
        self.changed.emit()

    def close(self) -> None:
        """Take it away."""
        made, self.audience, self._own = self.audience, None, None
        if made is None:
            return
        self._session.lesson.speakers -= 1
        made.closed.disconnect(self.close)
        made.close()
        made.deleteLater()
        self.changed.emit()

    def stand(self, screens: Sequence[QRect]) -> None:
        """Put both windows on screens that there are."""
        made, window = self.audience, self._window
        if made is None or not screens:
            return
        place = window.geometry()
        if not any(screen.contains(place.center()) for screen in screens):
            window.setGeometry(clamped(place, screens, FRAME))
        stands = audience_stands(screens, window.geometry().center())
        made.setWindowState(Qt.WindowState.WindowNoState)
        screen = QGuiApplication.screenAt(stands.rect.center())
        if screen is not None:  # a window fills the screen that it belongs to
            made.setScreen(screen)
        made.setGeometry(stands.rect)
        if stands.fills:  # `showFullScreen` would ask for the keys, too
            made.setWindowState(Qt.WindowState.WindowFullScreen)
        made.show()
        if not stands.fills:
            made.raise_()

    def _pass_on(self, event: QKeyEvent) -> None:
        """A key that the class's window got is one of the lesson."""
        focus = self._window.focusWidget()
        inside = focus is not None and self._stage.isAncestorOf(focus)
        QApplication.sendEvent(focus if inside and focus else self._stage, event)

    def _follow(self) -> None:
        """Without a lesson there is no class."""
        run = self._session.lesson.run
        if run is None:
            self.close()
        elif self.audience is not None:
            title = say("speaker.window", title=run.lesson.title)
            self.audience.setWindowTitle(as_title(title))

    def _dress(self, _: Theme) -> None:
        """The class sees the colours of the speaker's window, light ones as a projector needs
        them."""
        own = self._own
        if own is not None:
            dark = self._look.theme.name == "dark"
            own.choose(ThemeChoice.DARK if dark else ThemeChoice.PROJECTOR)
            self._follow()

    def _grow(self) -> None:
        """The class's type follows its window alone, whatever type the speaker's system has."""
        if self._own is not None and self.audience is not None:
            self._own.grow(type_for(self.audience.size(), LEAST) / self._own.chosen)
