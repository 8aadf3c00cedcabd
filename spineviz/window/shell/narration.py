"""What the window says in words: the sentence under the picture, and what a screen reader hears."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from spineviz.session.session import Session
from spineviz.session.view import View
from spineviz.window.figure import accessible_body
from spineviz.window.figure.body_view import BodyView
from spineviz.window.paint.plain import shown_plainly
from spineviz.window.shell.sentence_line import SentenceLine
from spineviz.words.language import say
from spineviz.words.status_line import status

SETTLING_MS = 150  # of waiting before the words say so; shorter than that is only flicker


class Narration(QObject):
    """Puts the scene in words, and announces a change once it is finished.

    Args:
        session: what is said.
        line: where it is read.
        body: of which it is heard.
    """

    def __init__(self, session: Session, line: SentenceLine, body: BodyView) -> None:
        super().__init__(line)
        self._session, self._line, self._body = session, line, body
        self._announce = False
        self._kept = ""
        self._heard = session.scene
        self.late = QTimer(self)
        self.late.setSingleShot(True)
        self.late.setInterval(SETTLING_MS)
        self.late.timeout.connect(self._say_settling)
        session.settling.connect(self._settling)
        session.changed.connect(self._show_view)
        session.committed.connect(self._finished)
        session.stepped.connect(self._finished)

    def tell(self, text: str) -> None:
        """Say something in words where the sentence about the scene stands; the sentence of a scene
        that is being solved still does not take its place."""
        self._kept = text if self._session.view.scene != self._session.scene else ""
        self._line.set_text(shown_plainly(text))

    def _show_view(self, view: View) -> None:
        self.late.stop()
        text = view.message if view.outcome is None else status(view.outcome, view.before)
        self._line.set_text(shown_plainly(self._kept or text))
        self._kept = ""
        self._body.setAccessibleDescription(text)
        if self._announce:
            self._speak()

    def _finished(self, _: str = "") -> None:
        taught = (
            self._session.lesson.run is not None
        )  # a lesson says for itself what is to be heard
        if taught or self._session.scene == self._heard:  # or another look at what was said already
            return
        self._announce = True
        if self._session.view.scene == self._session.scene:  # its outcome is there already
            self._speak()

    def _speak(self) -> None:
        self._announce = False
        self._heard = self._session.view.scene
        accessible_body.announce(self._body, self._body.accessibleDescription())

    def _settling(self, view: View) -> None:
        if not self.late.isActive():
            self.late.start()

    def _say_settling(self) -> None:
        self._line.set_text(say("window.settling"), quiet=True)
