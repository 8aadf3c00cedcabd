"""What the author of a lesson reads: blanks, hints, and why something cannot be done yet."""

from __future__ import annotations

from collections.abc import Sequence

from spineviz.teaching.lesson_answers import SAME_STEP
from spineviz.teaching.lesson_check import Checked
from spineviz.teaching.lesson_parts import LETTERS
from spineviz.teaching.lessons import MOST_WORDS
from spineviz.teaching.toml_text import toml_of
from spineviz.words.language import say
from spineviz.words.lesson_words import distance_text

NEAR = 2.0
"""Distance from the border, in units of the screen, below which an answer is called near. ASSUMED:
two points of a share, two kPa."""


def hint_words(checked: Checked, asked: int) -> str:
    """What the model gives, e.g. "C, 12 points from the border; same for 10 of 10 bodies".

    Args:
        checked: the question against the model.
        asked: how many bodies are asked in the end.
    """
    distance = checked.distance or 0.0
    kind = "author.hint.near" if distance < max(NEAR, SAME_STEP) else "author.hint"
    letter = LETTERS[checked.gives - 1]
    said = say(kind, letter=letter, distance=distance_text(distance, checked.unit).strip())
    if checked.agree is None:
        return say("author.hint.asking", said=said)
    same = say("author.hint.bodies", said=said, agree=checked.agree, bodies=checked.bodies)
    return same if checked.bodies >= asked else say("author.hint.asking", said=same)


def left_of(text: str) -> str:
    """How many words of a question are left, e.g. "9 words left"."""
    left = MOST_WORDS - len(text.split())
    if left < 0:
        kind = "author.words.over.one" if left == -1 else "author.words.over"
        return say(kind, over=-left, most=MOST_WORDS)
    return say("author.words.one") if left == 1 else say("author.words.left", left=left)


def first_of(mistakes: Sequence[str]) -> str:
    """One sentence for some mistakes: the first, and how many others there are."""
    rest = len(mistakes) - 1
    return mistakes[0] if not rest else say("author.first_of", first=mistakes[0], rest=rest)


def draft_words(text: str) -> str:
    """What is offered where a lesson was being written.

    Args:
        text: of the lesson, as it was kept.
    """
    try:
        title = str(toml_of(text)["title"])
    except (ValueError, RecursionError, KeyError):
        return say("offer.draft.untitled")
    return say("offer.draft", title=title)
