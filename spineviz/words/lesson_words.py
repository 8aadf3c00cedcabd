"""What lessons say beside their own texts."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Protocol

from msgspec import Struct

from spineviz.outcome import Balanced
from spineviz.scene import BY_KEY, Scene
from spineviz.teaching.cards import Card, Evidence, cards
from spineviz.teaching.expressions import ReadOut
from spineviz.teaching.lesson_answers import LESS, MORE, SAME, Numbers, happened
from spineviz.teaching.lesson_parts import LETTERS, UNSEEN, Choice, Lesson, Step
from spineviz.teaching.scene_code import settings_of
from spineviz.values import VALUE, typed, written
from spineviz.words.language import say


def kind_name(kind: str) -> str:
    """What a kind of step is called, e.g. "Predict"."""
    return say(f"lesson.kind.{kind}")


def step_title(row: int, step: Step) -> str:
    """E.g. "2. Predict, 5 min"."""
    return say("lesson.title", step=row, kind=kind_name(step.kind), minutes=step.minutes)


def distance_text(distance: float, unit: str) -> str:
    """How far an answer is from its border, e.g. "12 points"."""
    named = say("lesson.points") if unit == "%" else unit
    return written(distance, 0 if abs(distance) >= 10 else 1, named)


HIDDEN = say("lesson.hidden")
"""In place of everything that has numbers."""

ANSWERS = (LESS, SAME, MORE)
SORTED = ("trials", "opinion", "unknown")
CAN, CANNOT = "can", "cannot"


def hidden_words(locked: bool) -> str:
    """In place of an answer, until a vote is locked and then until it is shown."""
    return say("lesson.locked_only" if locked else "lesson.not_told")


class Row(Struct, frozen=True):
    """One thing that is marked before anybody explains it.

    Attributes:
        about: what.
        options: word and label of each answer.
    """

    about: str
    options: tuple[tuple[str, str], ...]


def rows_of(step: Step) -> tuple[Row, ...]:
    """What is marked in a step; nothing in other kinds of steps."""
    if step.kind == "observe":
        return tuple(Row(_about(each), _options(ANSWERS)) for each in step.rows)
    if step.kind == "sort":
        return tuple(Row(each.text, _options(SORTED)) for each in _statements(step))
    if step.kind == "scope":
        return tuple(Row(card.asks, _options((CAN, CANNOT))) for card in _cards(step))
    return ()


def _options(words: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((word, say(f"lesson.answer.{word}")) for word in words)


def row_answers(step: Step, numbers: Numbers) -> tuple[str, ...]:
    """The word that is right for each row of `rows_of`: from the outcomes, or from the cards.

    Raises:
        NoAnswerError: a number is missing.
    """
    if step.kind == "observe":
        return tuple(happened(step, numbers).values())
    if step.kind == "sort":
        return tuple(each.kind for each in _statements(step))
    return tuple(CAN if card.first is not None else CANNOT for card in _cards(step))


def _about(asked: ReadOut) -> str:
    return asked.value.name + (f" {asked.place}" if asked.place else "")


def _cards(step: Step) -> tuple[Card, ...]:
    known = {card.key: card for card in cards()}
    return tuple(known[key] for key in step.cards)


def _statements(step: Step) -> tuple[Evidence, ...]:
    """What the drawers say, in an order that tells nothing."""
    found = [each for card in _cards(step) for each in card.evidence if each.kind in SORTED]
    return tuple(sorted(found, key=lambda each: each.text))


def case_name(run_case: str, lesson: Lesson, drawn: Scene | None) -> str:
    """A case as its picture is headed; of a drawn one, what the lot has set."""
    if run_case != UNSEEN or drawn is None:
        return lesson.case(run_case).name
    return scene_title(drawn)


def scene_title(scene: Scene) -> str:
    """What a scene sets, e.g. "Roller under T12, arms crossed"."""
    place = scene.roller_level or say("lesson.scene.place", position=scene.roller_position_mm)
    parts = [say("lesson.scene", place=place)]
    for key, value in settings_of(scene).items():
        if key not in ("roller.level", "roller.position_mm") and value is not None:
            quantity = BY_KEY[key]
            said = typed(value, unit=quantity.unit) if isinstance(value, float) else value
            parts.append(say("lesson.scene.part", quantity=quantity.label.lower(), value=said))
    return ", ".join(parts)


def lock_words(hands: int, alone: bool) -> str:
    """On the button that locks, e.g. "Lock 30 votes"."""
    if alone:
        return say("lesson.lock.alone")
    if not hands:
        return say("lesson.lock.none")
    return say("lesson.lock.one") if hands == 1 else say("lesson.lock.many", hands=hands)


def locked_words(hands: Sequence[int], choice: int | None, guess: float | None) -> str:
    """Once, when a vote is locked."""
    if hands:
        counts = ", ".join(f"{LETTERS[row]} {count}" for row, count in enumerate(hands))
        return say("lesson.locked.what", what=counts)
    if choice is not None:
        return say("lesson.locked.what", what=LETTERS[choice])
    return say("lesson.locked") if guess is None else say("lesson.locked.guess", guess=guess)


def shown_words(choice: int | None, reveal: str) -> str:
    """Once, when the answer is shown."""
    if choice is None:
        return reveal.strip()
    return say("lesson.gives", letter=LETTERS[choice], reveal=reveal).strip()


def missed_words(rows: Sequence[str], moves: bool) -> str:
    """What was not seen, by its names; or that everything was."""
    if not rows:
        return say("lesson.nothing_missed")
    named = "; ".join(rows)
    if not moves:
        return say("lesson.missed", rows=named)
    return say("lesson.missed.moves", rows=named, again=say("lesson.wrong_again"))


def ended_words(seconds: float) -> str:
    """Once, on the last page."""
    minutes = max(round(seconds / 60), 1)
    if minutes == 1:
        return say("lesson.ended.one")
    return say("lesson.ended.many", minutes=minutes)


def stopped_words(step: int, mistake: str) -> str:
    """Why a lesson does not go on."""
    return say("lesson.stopped", step=step, mistake=mistake)


def expectation_words(gives: int | None, expects: int) -> str:
    """What is wrong with a step, or nothing."""
    if gives is None:
        return say("lesson.no_choice")
    if gives + 1 != expects:
        return say("lesson.expects", gives=LETTERS[gives], expects=LETTERS[expects - 1])
    return ""


def left_words(title: str, step: int, steps: int) -> str:
    """A lesson that was left, e.g. "Where does the force go?, step 3 of 8"."""
    return say("lesson.left", title=title, place=place_words(step, steps))


def place_words(step: int, steps: int) -> str:
    """Where it was left, e.g. "step 3 of 8"."""
    return say("lesson.place", step=min(step, steps), steps=steps)


def go_on_words(step: int, steps: int) -> str:
    """On the button that goes on there."""
    return say("lesson.go_on.at", place=place_words(step, steps))


def todo_words(todo: str, lock: str) -> str:
    """On the blue button.

    Args:
        todo: see `LessonRun.todo`. lock: what it says where a vote is to be locked.
    """
    return lock if todo == "lock" else say(f"lesson.do.{todo}")


def vote_name(number: int) -> str:
    """What the first or second vote is called; from 0."""
    return say("lesson.vote.second" if number else "lesson.vote.first")


def guess_words(percent: float) -> str:
    """A drawn guess, as it is heard."""
    return say("lesson.guess", percent=percent)


def hands_said(row: int, choice: Choice) -> str:
    """What a count of hands is called."""
    return say("lesson.hands_for", letter=LETTERS[row], say=choice.say)


def choice_said(row: int, choice: Choice) -> str:
    """A choice with its little column, as it is heard."""
    words = say("lesson.choice", letter=LETTERS[row], say=choice.say)
    if choice.draw is None:
        return words
    column = column_said(100.0 - choice.draw, choice.draw)
    return say("lesson.choice.drawn", choice=words, column=column)


def column_said(shared: float, spine: float) -> str:
    """A column of shares, per cent, as it is heard."""
    return say("lesson.column", shared=shared, spine=spine)


def tally_said(bars: Sequence[tuple[str, int, int]]) -> str:
    """Votes for one choice, as they are heard."""
    return ", ".join(f"{word} {count}" for word, count, _ in bars)


def case_said(name: str, outcome: Balanced | None) -> str:
    """A case, as it is heard; empty where nothing of it is told."""
    if outcome is None:
        return ""
    spine, cage, force = (
        VALUE[key].of(outcome) for key in ("spine_share", "cage_share", "force_N")
    )
    if spine is None or cage is None or force is None:
        return name
    return say("lesson.case", shared=100 * cage, spine=100 * spine, force=force)


def asked_words(choices: int, locked: bool) -> str:
    """After a question, for people who hear it."""
    return say("lesson.choices", choices=choices, hidden=hidden_words(locked))


def vote_words(ballots: Sequence[Voted], alone: bool, shown: bool) -> str:
    """Under a question: what to do now."""
    if shown:
        return say("lesson.computed.both" if len(ballots) > 1 else "lesson.computed")
    if ballots[-1].locked:
        if alone:
            return say("lesson.say_why")
        return say("lesson.neighbour")
    if alone:
        return say("lesson.decide")
    if len(ballots) > 1:
        return say("lesson.second")
    return say("lesson.everybody")


def counted_words(ballot: Voted, alone: bool) -> str:
    """How many votes there are."""
    if alone or not ballot.hands:
        return "" if alone else say("lesson.nothing_sent")
    total = sum(ballot.hands)
    return say("lesson.counted.one") if total == 1 else say("lesson.counted.many", votes=total)


def drawn_words(guesses: Sequence[float]) -> str:
    """Guesses that were drawn."""
    drawn = [say("lesson.drawn", percent=each) for each in guesses]
    if len(drawn) < 2:
        return "".join(drawn)
    return say("lesson.drawn.twice", first=drawn[0], second=drawn[1])


def talk_words(seconds: int) -> str:
    """How long there is to talk."""
    return say("lesson.talk", time=f"{seconds // 60}:{seconds % 60:02d}")


def mark_words(about: str, label: str) -> str:
    """An answer to a row, as it is heard."""
    return say("lesson.row", about=about, answer=label)


def row_told(step: Step, row: int, numbers: Numbers, missed: bool) -> str:
    """After a row that was marked: what it was."""
    if missed:
        return say("lesson.row.missed")
    if step.kind != "observe":
        return say("lesson.row.seen")
    before, after = step.show
    asked = step.rows[row]
    ends = [numbers.text(ReadOut(case, asked.value, asked.place)) for case in (before, after)]
    return say("lesson.row.moved", before=ends[0], after=ends[1])


def fits_html(lines: Sequence[str]) -> str:
    """What has to fit a rule."""
    rows = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f"<p><b>{say('lesson.fits')}</b></p>{rows}"


def predictions_html(
    steps: Sequence[Step],
    asks: Sequence[str],
    ballots: Sequence[Sequence[Voted]],
    given: Sequence[int | None],
) -> str:
    """Every question with what was predicted, beside what the model gives."""
    rows = []
    for step, ask, votes, model in zip(steps, asks, ballots, given, strict=True):
        if step.kind not in ("predict", "unseen"):
            continue
        own = " / ".join(_voted(vote, step) for vote in votes if vote.locked)
        own = own or say("lesson.no_vote")
        said = say("lesson.not_shown") if model is None else _choice(model, step)
        rows.append(f"<tr><td>{escape(ask)}</td><td>{escape(own)}</td>"
                    f"<td><b>{escape(said)}</b></td></tr>")  # fmt: skip
    heads = "".join(
        f"<th align='left'>{escape(say(kind))}</th>"
        for kind in ("lesson.asked", "lesson.predicted", "lesson.model_gives")
    )
    return f"<table cellpadding='5'><tr>{heads}</tr>{''.join(rows)}</table>"


def _voted(vote: Voted, step: Step) -> str:
    if vote.hands:
        return ", ".join(f"{LETTERS[row]} {count}" for row, count in enumerate(vote.hands))
    if vote.choice is not None:
        return _choice(vote.choice, step)
    if vote.guess is None:
        return say("lesson.no_counts")
    return say("lesson.voted.guess", percent=vote.guess)


def _choice(row: int, step: Step) -> str:
    return say("lesson.choice", letter=LETTERS[row], say=step.choices[row].say)


class Voted(Protocol):
    """A vote, as far as it is put in words."""

    @property
    def hands(self) -> tuple[int, ...]:
        """Counted for each choice."""

    @property
    def choice(self) -> int | None:
        """Of one learner."""

    @property
    def guess(self) -> float | None:
        """Drawn."""

    @property
    def locked(self) -> bool:
        """Whether it is locked."""


def where_words(lesson: Lesson, at: int) -> str:
    """Where in a lesson, e.g. "Step 2 of 8 · Predict"."""
    count = len(lesson.steps)
    if at >= count:
        return say("lesson.finished")
    return say("lesson.step", step=at + 1, steps=count, kind=kind_name(lesson.steps[at].kind))


def path_html(lesson: Lesson, at: int) -> str:
    """The way through a lesson: what is done, what is open, what comes."""
    parts = []
    for row, step in enumerate(lesson.steps):
        name = kind_name(step.kind)
        done = f"✓ {name}" if row < at else name
        parts.append(f"<b>{name}</b>" if row == at else done)
    return " &nbsp;·&nbsp; ".join(parts)


def lesson_words(lesson: Lesson) -> str:
    """A lesson in the list of lessons, e.g. "20 minutes, 8 steps"."""
    return say("lesson.length", minutes=lesson.minutes, steps=len(lesson.steps))
