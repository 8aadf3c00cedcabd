"""The stage of a lesson with the speaker's card: over it, beside it, or away."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from spineviz.session.session import Session
from spineviz.window.lesson.card_place import Card
from spineviz.window.lesson.lesson_stage import LessonStage, Seen
from spineviz.window.lesson.speaker_card import SpeakerCard
from spineviz.window.paint.guarded import outlived
from spineviz.window.paint.theme import Theme

OVER, BESIDE = 0.42, 0.40  # share of the width that the card takes
SLIDE_MS = 160


class Lectern(QWidget):
    """Everything that the window of a lesson holds.

    Args:
        session: whose lesson it is.

    Attributes:
        stage: the lesson. card: of whoever leads it. where: the card is.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.stage, self.card = LessonStage(session), SpeakerCard(session)
        self.where = Card.AWAY
        self.stage.setParent(self)
        self.card.setParent(self)
        self.card.hide()
        self.card.next_wanted.connect(self.stage.next)
        self.stage.asked.connect(self._uncover)
        self._slide = QPropertyAnimation(self.card, b"geometry", self)
        self._slide.setDuration(SLIDE_MS)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)

    def set_theme(self, theme: Theme) -> None:
        """Be in other colours and type from now on."""
        self.stage.set_theme(theme)
        self.card.set_theme(theme)

    def put(self, where: Card) -> None:
        """Put the card somewhere."""
        if where is self.where:
            return
        self.where = where
        self.stage.be_seen(Seen.SPEAKER if where is Card.BESIDE else Seen.ALL)
        self.card.be_discreet(where is Card.OVER)
        self.card.setVisible(where is not Card.AWAY)
        self._place()
        if where is Card.OVER:
            self.card.raise_()
            place = self.card.geometry()
            self._slide.setStartValue(place.translated(place.width(), 0))
            self._slide.setEndValue(place)
            self._slide.start()
        elif where is Card.AWAY:
            self.stage.take_focus()

    def _uncover(self) -> None:
        if self.where is Card.OVER:
            self.put(Card.AWAY)

    def _place(self) -> None:
        width, height = self.width(), self.height()
        beside = self.where is Card.BESIDE
        card = round((BESIDE if beside else OVER) * width)
        self._slide.stop()
        self.stage.setGeometry(0, 0, width - card if beside else width, height)
        self.card.setGeometry(QRect(width - card, 0, card, height))

    # Qt overrides

    @outlived
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The card keeps its share."""
        self._place()
        super().resizeEvent(event)
