"""Cards beside the picture: a question opens its scenes, its answer follows what is on screen."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from spineviz.outcome import Balanced
from spineviz.session.document import Document
from spineviz.session.history import Step
from spineviz.session.session import Session
from spineviz.session.shown import Shown
from spineviz.session.view import State, View
from spineviz.teaching.answers import answer, verdicts
from spineviz.teaching.cards import Card, cards
from spineviz.window.lesson.card_page import card_html
from spineviz.window.paint.guarded import outlived
from spineviz.window.paint.theme import Theme
from spineviz.words.language import say

ROLE = Qt.ItemDataRole.UserRole
TROUBLE = "trouble"  # name of the overlay that a card may ask for
WIDTH = 300  # px at 100 %


PAUSE = 250  # ms that a key rests on a question until its card opens


class _Cards(QListWidget):
    """A list that tells when a key has led to another row."""

    walked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, and tell."""
        row = self.currentRow()
        super().keyPressEvent(event)
        if self.currentRow() != row:
            self.walked.emit()


class QuestionsPanel(QWidget):
    """The list of cards, and the page of the one that is open."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.card: Card | None = None
        self.setObjectName("questions")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        title = QLabel(say("controls.questions.name"))
        title.setObjectName("heading")
        self.list = _Cards()
        self.list.setAccessibleName(say("controls.questions"))
        self.list.setWordWrap(True)
        self.list.setSpacing(3)  # px, that one is told from the next
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page = QTextBrowser()
        self.page.setAccessibleName(say("card.answer"))
        self.page.setOpenExternalLinks(True)
        self.again = QPushButton(say("card.again"))
        self.again.setAccessibleName(say("card.again"))
        self.drawer = QPushButton(say("card.evidence"))
        self.drawer.setAccessibleName(say("card.evidence.name"))
        self.drawer.setCheckable(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.drawer)
        buttons.addWidget(self.again)
        buttons.addStretch(1)
        below = QWidget()
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.addWidget(self.page, 1)
        lower.addLayout(buttons)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.list)
        parts.addWidget(below)
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.addWidget(title)
        column.addWidget(parts, 1)
        self.setFixedWidth(WIDTH)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._follow_key)
        self.list.walked.connect(self._pause.start)
        self.list.itemActivated.connect(self._chosen)
        self.list.itemClicked.connect(self._chosen)
        self.again.clicked.connect(self._reopen)
        self.drawer.toggled.connect(self._show_page)
        session.changed.connect(self._follow)
        session.compare.changed.connect(self._show_page)
        session.shown_changed.connect(self._close_card)
        self._show_page()

    def set_theme(self, theme: Theme) -> None:
        """Be as wide as the type needs."""
        self.setFixedWidth(round(theme.px(WIDTH)))

    def open(self, card: Card) -> None:
        """Show a card and open its scenes."""
        self.card = card
        for row in range(self.list.count()):
            if self.list.item(row).data(ROLE) == card:
                self.list.setCurrentRow(row)
        scenes = [scene for scene in (card.first, card.second) if scene is not None]
        session = self._session
        if scenes:  # the last one goes on, as a document of its own
            document = Document(None, scenes[-1])
            pinned = scenes[0] if len(scenes) > 1 else None
            shown = session.shown.of_lesson(Shown())
            session.take(Step(f"Card {card.key}", scenes[-1], pinned, shown, document))
        session.show(replace(session.shown, trouble=card.overlay == TROUBLE))
        self._show_page()

    def take_focus(self) -> None:
        """Put the focus into the list."""
        self.list.setFocus()

    def _close_card(self, shown: Shown) -> None:
        """Without the panel no card is open, and no overlay of it is shown; the scenes stay."""
        if shown.panel != "questions" and self.card is not None:
            self.card = None
            self._session.show(replace(self._session.shown, trouble=False))
            self._show_page()

    def _chosen(self, item: QListWidgetItem) -> None:
        self.open(item.data(ROLE))

    def _follow_key(self) -> None:
        """Open the card on which a key has come to rest."""
        item = self.list.currentItem()
        if self.isVisible() and item is not None and item.data(ROLE) != self.card:
            self._chosen(item)

    def _reopen(self) -> None:
        if self.card is not None:
            self.open(self.card)

    def _follow(self, view: View) -> None:
        if view.state is not State.SETTLING:
            self._show_page()

    def _outcomes(self) -> tuple[Balanced | None, Balanced | None]:
        """Outcomes of A and B as they are on screen."""
        live = self._session.view.outcome
        if self.card is not None and self.card.second is not None:
            return self._session.compare.outcome, live
        return live, None

    @property
    def changed(self) -> bool:
        """Whether what is on screen is no longer what the card opened."""
        if self.card is None or self.card.first is None:
            return False
        if self.card.second is None:
            return self._session.scene != self.card.first
        pinned = self._session.compare.view
        return pinned is None or (pinned.scene, self._session.scene) != self.card.scenes

    def _show_page(self) -> None:
        if not self.isVisible():
            return
        self.again.setEnabled(self.changed)
        self.drawer.setEnabled(self.card is not None)
        if self.card is None:
            self.page.setHtml("<p>Choose a question: it opens its scenes.</p>")
            return
        first, second = self._outcomes()
        lines = [answer(self.card, first, second)]
        if first is not None and second is not None and not self.changed:
            lines += [each.text for each in verdicts(self.card, first, second)]
        place = self.page.verticalScrollBar().value()
        self.page.setHtml(card_html(self.card, lines, self.changed, self.drawer.isChecked()))
        self.page.verticalScrollBar().setValue(place)

    # Qt overrides

    @outlived
    def showEvent(self, event: QShowEvent) -> None:
        """Read the cards when they are asked for first, and catch up with what happened."""
        for card in () if self.list.count() else cards():
            item = QListWidgetItem(card.asks)
            item.setData(ROLE, card)
            self.list.addItem(item)
        self._show_page()
