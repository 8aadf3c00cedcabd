"""Pages of a lesson that are read: looking, the evidence, one rule, and the last page."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from spineviz.session.lesson_player import LessonPlayer
from spineviz.session.lesson_run import MOST_LETTERS, LessonRun
from spineviz.teaching.cards import cards
from spineviz.window.controls.fields import TextBox
from spineviz.window.lesson.card_page import card_html
from spineviz.window.lesson.lesson_page import TURNING, Page, Sentence, Text
from spineviz.window.paint.theme import Theme
from spineviz.words.language import say
from spineviz.words.lesson_words import ended_words, fits_html, predictions_html


class LookPage(Page):
    """The step `see`."""

    def __init__(self, player: LessonPlayer) -> None:
        super().__init__()
        self._player = player
        self.rows.addStretch(1)

    def show_run(self, run: LessonRun, theme: Theme) -> None:
        """Show what to look for."""
        self.heading.say(self._player.filled(run, run.step.ask))


class EvidencePage(Page):
    """The step `evidence`: the drawer of a card."""

    def __init__(self, player: LessonPlayer, run: LessonRun) -> None:
        super().__init__()
        self._player = player
        self.text = Text(say("lesson.drawers"))
        self.text.setHtml(drawers_html(run.step.cards))
        self.rows.addWidget(self.text, 1)

    def show_run(self, run: LessonRun, theme: Theme) -> None:
        """Show what is asked over the drawer."""
        self.heading.say(self._player.filled(run, run.step.ask))


class RuleField(TextBox):
    """The rule, in the class's own words; Shift+Enter begins another line."""

    def __init__(self) -> None:
        super().__init__(MOST_LETTERS)
        self.setAccessibleName(say("lesson.rule"))
        self.setPlaceholderText(say("lesson.rule"))
        self.setTabChangesFocus(True)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write, or let the lesson turn its pages."""
        if event.key() in TURNING and not event.modifiers() and event.text() != " ":
            event.ignore()
        else:
            super().keyPressEvent(event)


class RulePage(Page):
    """The step `rule`: what the class says, beside what has to fit it."""

    def __init__(self, player: LessonPlayer, run: LessonRun) -> None:
        super().__init__()
        self._player = player
        self.field = RuleField()
        self.field.setPlainText(run.now.rule)
        self.field.textChanged.connect(self._write)
        self.field.refused.connect(player.said)
        self.fits = Text(say("lesson.fits"))
        line = QHBoxLayout()
        line.addWidget(self.field, 1)
        line.addWidget(self.fits, 1)
        self.rows.addLayout(line, 1)

    def show_run(self, run: LessonRun, theme: Theme) -> None:
        """Show what has to fit, with today's numbers."""
        self.heading.say(self._player.filled(run, run.step.ask))
        if self.field.toPlainText() != run.now.rule:  # written in another window
            self.field.blockSignals(True)
            self.field.setPlainText(run.now.rule)
            self.field.blockSignals(False)
        self.fits.setHtml(fits_html([self._player.filled(run, each) for each in run.step.fits]))

    def answer_field(self, row: int) -> RuleField | None:
        """The text."""
        return self.field if row == 0 else None

    def _write(self) -> None:
        run = self._player.run
        if run is not None:
            self._player.put(run.write(self.field.toPlainText()))


class LastPage(Page):
    """What was predicted beside what the model gives, the rule, and the evidence drawers."""

    def __init__(self, player: LessonPlayer) -> None:
        super().__init__()
        self._player = player
        self.goal = Sentence("given")
        self.text = Text(say("lesson.drawers"))
        self.rows.addWidget(self.goal)
        self.rows.addWidget(self.text, 1)

    def show_run(self, run: LessonRun, theme: Theme) -> None:
        """Show all of it."""
        self.heading.say(ended_words(run.spent_s))
        self.goal.setText(run.rule)
        self.goal.setVisible(bool(run.rule))
        given, asks = [], []
        for row in range(len(run.lesson.steps)):
            there = run.at_step(row)
            given.append(self._player.given(there) if there.now.shown else None)
            asks.append(self._player.filled(there, there.step.ask))
        html = predictions_html(run.lesson.steps, asks, [each.ballots for each in run.done], given)
        self.text.setHtml(html + drawers_html(run.lesson.covers))


def drawers_html(keys: tuple[str, ...]) -> str:
    """The evidence drawers of cards."""
    known = {card.key: card for card in cards()}
    return "<hr>".join(card_html(known[key], (), False, True) for key in keys)
