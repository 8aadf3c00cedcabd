"""What lessons say beside their own texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Protocol

from spineviz.outcome import Balanced
from spineviz.scene import BY_KEY, Scene
from spineviz.teaching.cards import Card, Evidence, cards
from spineviz.teaching.expressions import ReadOut
from spineviz.teaching.lesson_answers import LESS, MORE, SAME, Numbers, happened
from spineviz.teaching.lessons import KINDS, LETTERS, UNSEEN, Choice, Lesson, Step
from spineviz.teaching.scene_code import settings_of
from spineviz.values import VALUE, written
from spineviz.words.language import say

BODIES = "bodies"

KIND_NAMES = {
    "see": "See",
    "predict": "Predict",
    "observe": "What happened?",
    "rule": "One rule",
    "unseen": "Unseen case",
    "sort": "Sort",
    "scope": "What it cannot answer",
    "evidence": "Evidence",
}
assert set(KIND_NAMES) == set(KINDS)

UNITS = {"%": "points"}
"""What a difference of a unit is called where that has a name of its own."""


def step_title(row: int, step: Step) -> str:
    """E.g. "2. Predict, 5 min"."""
    return f"{row}. {KIND_NAMES[step.kind]}, {step.minutes:g} min"


def distance_text(distance: float, unit: str) -> str:
    """How far an answer is from its border, e.g. "12 points"."""
    return written(distance, 0 if abs(distance) >= 10 else 1, UNITS.get(unit, unit))


HIDDEN = say("lesson.hidden")
"""In place of everything that has numbers."""

NOT_TOLD = "hidden until locked"
LOCKED_ONLY = "hidden until shown"
FIRST_LOCK = "Choose first."
ANSWERS = {LESS: "less", SAME: "the same", MORE: "more"}
SORTED = {"trials": "measured in a trial", "opinion": "clinicians’ opinion", "unknown": "not known"}
CAN, CANNOT = "can", "cannot"
SCOPES = {CAN: "it can", CANNOT: "it cannot"}


@dataclass(frozen=True, slots=True)
class Row:
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
        return tuple(Row(_about(each), tuple(ANSWERS.items())) for each in step.rows)
    if step.kind == "sort":
        return tuple(Row(each.text, tuple(SORTED.items())) for each in _statements(step))
    if step.kind == "scope":
        return tuple(Row(card.asks, tuple(SCOPES.items())) for card in _cards(step))
    return ()


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
    settings = settings_of(scene)
    parts = [f"Roller under {scene.roller_level or scene.roller_position_mm}"]
    for key, value in settings.items():
        if key not in ("roller.level", "roller.position_mm") and value is not None:
            quantity = BY_KEY[key]
            words = ", ".join(value) if isinstance(value, tuple) else value
            number = f"{words:g}" if isinstance(words, float) else words
            unit = f" {quantity.unit}".rstrip()
            parts.append(f"{quantity.label.lower()}: {number}{unit}")
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
    return say("lesson.left", title=title, step=min(step, steps), steps=steps)


ONTO_SPINE, SHARED, SPINE_WORD = "onto the spine", "shared", "spine"
GUESS = "Your guess: percent onto the spine"
GIVEN = "the model gives this"
HANDS = "hands"
VOTES = ("first", "second")
LESSONS = "Lessons"


def guess_words(percent: float) -> str:
    """A drawn guess, as it is heard."""
    return say("lesson.guess", percent=percent)


def hands_said(row: int, choice: Choice) -> str:
    """What a count of hands is called."""
    return say("lesson.hands_for", letter=LETTERS[row], say=choice.say)


def choice_said(row: int, choice: Choice) -> str:
    """A choice with its little column, as it is heard."""
    words = f"{LETTERS[row]}, {choice.say}"
    if choice.draw is None:
        return words
    rest = 100.0 - choice.draw
    return f"{words}: {rest:.0f} percent {SHARED}, {choice.draw:.0f} percent {ONTO_SPINE}"


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
    return (
        f"{100 * cage:.0f} percent {SHARED} by ribs and blades, {100 * spine:.0f} percent"
        f" {ONTO_SPINE}, of {force:.0f} newtons."
    )


DRAWERS = "Evidence"
FITS = "Does it fit? Filled in from the outcomes"
RULE_FIELD = "One rule that fits all cases"


def asked_words(choices: int, locked: bool) -> str:
    """After a question, for people who hear it."""
    return say("lesson.choices", choices=choices, hidden=LOCKED_ONLY if locked else NOT_TOLD)


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
    return "; then ".join(f"Drawn: {each:.0f} % {ONTO_SPINE}" for each in guesses)


def talk_words(seconds: int) -> str:
    """How long there is to talk."""
    return say("lesson.talk", time=f"{seconds // 60}:{seconds % 60:02d}")


def mark_words(about: str, label: str) -> str:
    """An answer to a row, as it is heard."""
    return f"{about}: {label}"


def row_told(step: Step, row: int, numbers: Numbers, missed: bool) -> str:
    """After a row that was marked: what it was."""
    word = "look again" if missed else "seen"
    if step.kind != "observe":
        return word
    before, after = step.show
    asked = step.rows[row]
    ends = [numbers.text(ReadOut(case, asked.value, asked.place)) for case in (before, after)]
    return word if missed else f"{word}: {ends[0]} to {ends[1]}"


def fits_html(lines: Sequence[str]) -> str:
    """What has to fit a rule."""
    rows = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f"<p><b>{FITS}</b></p>{rows}"


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
        own = " / ".join(_voted(vote, step) for vote in votes if vote.locked) or "no vote"
        said = "not shown" if model is None else f"{LETTERS[model]}, {step.choices[model].say}"
        rows.append(f"<tr><td>{escape(ask)}</td><td>{escape(own)}</td>"
                    f"<td><b>{escape(said)}</b></td></tr>")  # fmt: skip
    return (
        "<table cellpadding='5'><tr><th align='left'>Asked</th><th align='left'>Predicted</th>"
        f"<th align='left'>The model gives</th></tr>{''.join(rows)}</table>"
    )


def _voted(vote: Voted, step: Step) -> str:
    if vote.hands:
        return ", ".join(f"{LETTERS[row]} {count}" for row, count in enumerate(vote.hands))
    if vote.choice is not None:
        return f"{LETTERS[vote.choice]}, {step.choices[vote.choice].say}"
    return "no counts" if vote.guess is None else f"drawn {vote.guess:.0f} % {ONTO_SPINE}"


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


LEAVE_ASKS = "Leave the lesson? It keeps its place."
LEAVE, STAY = "Leave", "Stay"
BUTTONS = {"show": "Show what the model gives", "tell": "Compare", "next": "Next",
           "end": "Leave the lesson"}  # fmt: skip
BACK, AGAIN, ANOTHER, DRAW_GUESS, CHOICES = (
    "Back", "Vote again", "Draw another case", "Draw a guess instead", "Show the choices"
)  # fmt: skip
HANDOUT = "Make handout…"
SEE_AGAIN, TO_HOME = "See it move again", "Back to the lesson’s scene"
YOUR_SCENE = "Your own scene. Home brings the lesson’s scene back."
WRONG_MODEL = "The wrong model: {name}"
BLANK = "Blank. Press B or the full stop to go on."
START_ALONE, START_CLASS, GO_ON = "Start alone", "Start with a class", "Go on"


def where_words(lesson: Lesson, at: int) -> str:
    """Where in a lesson, e.g. "Step 2 of 8 · Predict"."""
    count = len(lesson.steps)
    if at >= count:
        return say("lesson.finished")
    return say("lesson.step", step=at + 1, steps=count, kind=KIND_NAMES[lesson.steps[at].kind])


def path_html(lesson: Lesson, at: int) -> str:
    """The way through a lesson: what is done, what is open, what comes."""
    parts = []
    for row, step in enumerate(lesson.steps):
        name = KIND_NAMES[step.kind]
        done = f"✓ {name}" if row < at else name
        parts.append(f"<b>{name}</b>" if row == at else done)
    return " &nbsp;·&nbsp; ".join(parts)


def lesson_words(lesson: Lesson) -> str:
    """A lesson in the list of lessons, e.g. "20 minutes, 8 steps"."""
    return say("lesson.length", minutes=lesson.minutes, steps=len(lesson.steps))
