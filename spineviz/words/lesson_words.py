"""What lessons say beside their own texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spineviz.scene import BY_KEY, Scene
from spineviz.teaching.cards import Card, Evidence, cards
from spineviz.teaching.expressions import ReadOut
from spineviz.teaching.lesson_answers import LESS, MORE, SAME, Numbers, happened
from spineviz.teaching.lessons import KINDS, LETTERS, UNSEEN, Lesson, Step
from spineviz.teaching.scene_code import settings_of
from spineviz.values import written

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


HIDDEN = "The numbers are hidden until the vote is locked and the answer is shown."
"""In place of everything that has numbers."""

NOT_TOLD = "hidden until locked"
LOCKED_ONLY = "hidden until shown"
FIRST_LOCK = "Choose first."
WRONG_AGAIN = "Press R to see it again."
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
            parts.append(f"{quantity.label.lower()} {number}{unit}")
    return ", ".join(parts)


def lock_words(hands: int, alone: bool) -> str:
    """On the button that locks, e.g. "Lock 30 votes"."""
    if alone:
        return "Lock my answer"
    if not hands:
        return "Lock without counts"
    return "Lock 1 vote" if hands == 1 else f"Lock {hands} votes"


def locked_words(hands: Sequence[int], choice: int | None, guess: float | None) -> str:
    """Once, when a vote is locked."""
    if hands:
        counts = ", ".join(f"{LETTERS[row]} {count}" for row, count in enumerate(hands))
        return f"Locked. {counts}."
    if choice is not None:
        return f"Locked. {LETTERS[choice]}."
    return "Locked." if guess is None else f"Locked. {guess:.0f} percent onto the spine."


def shown_words(choice: int | None, reveal: str) -> str:
    """Once, when the answer is shown."""
    given = "" if choice is None else f"The model gives {LETTERS[choice]}. "
    return f"{given}{reveal}".strip()


def missed_words(rows: Sequence[str], moves: bool) -> str:
    """What was not seen, by its names; or that everything was."""
    if not rows:
        return "That is what happened."
    named = "; ".join(rows)
    return f"Look again: {named}." + (f" {WRONG_AGAIN}" if moves else "")


def ended_words(seconds: float) -> str:
    """Once, on the last page."""
    minutes = max(round(seconds / 60), 1)
    return f"Lesson finished in {minutes} minute{'s' if minutes > 1 else ''}."


def stopped_words(step: int, mistake: str) -> str:
    """Why a lesson does not go on."""
    return f"The lesson stops before step {step}: {mistake}."


def expectation_words(gives: int | None, expects: int) -> str:
    """What is wrong with a step, or nothing."""
    if gives is None:
        return "not exactly one choice holds in the model"
    if gives + 1 != expects:
        return f"the model now gives {LETTERS[gives]}, the lesson expects {LETTERS[expects - 1]}"
    return ""


def left_words(title: str, step: int, steps: int) -> str:
    """A lesson that was left, e.g. "Where does the force go?, step 3 of 8"."""
    return f"{title}, step {min(step, steps)} of {steps}"
