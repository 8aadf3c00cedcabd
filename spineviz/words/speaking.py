"""What the speaker's card says of a lesson: pace, notes, the model's answer, what comes next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from spineviz.teaching.lesson_parts import LETTERS, Lesson, Step, Text
from spineviz.words.language import say
from spineviz.words.lesson_words import distance_text, kind_name, mark_words, rows_of, todo_words

FEW, MANY = 0.35, 0.70
"""Shares of right first votes between which talking with the neighbour gains most: with fewer
nobody can convince, with more hardly anybody is left. Crouch & Mazur 2001, Am J Phys 69:970."""

Filled = Callable[[Text], str]


def clock_text(seconds: float) -> str:
    """Minutes and seconds, e.g. "4:12"."""
    whole = int(max(seconds, 0.0))
    return f"{whole // 60}:{whole % 60:02d}"


def pace_words(lesson: Lesson, at: int, seconds: float) -> str:
    """How the lesson is in time: late once the step that is open should be over."""
    planned = sum(step.minutes for step in lesson.steps[: at + 1])
    late = int(seconds / 60 - planned)
    if late < 1:
        return say("speaker.on_time", minutes=lesson.minutes)
    return say("speaker.late", minutes=lesson.minutes, late=late)


def plan_words(lesson: Lesson, at: int) -> str:
    """The plan, as it is heard."""
    count = len(lesson.steps)
    if at >= count:
        return say("speaker.plan.end", steps=count)
    step = lesson.steps[at]
    return say("speaker.plan", step=at + 1, steps=count, kind=kind_name(step.kind),
               minutes=step.minutes)  # fmt: skip


def notes_html(step: Step, filled: Filled) -> str:
    """What to do in a step, what to listen for and what to say then, which rules to accept."""
    parts = [f"<p>{escape(filled(step.teacher))}</p>"] if step.teacher.words else []
    for each in step.misconceptions:
        parts.append(
            f"<p><b>{say('speaker.listen')}</b> “{escape(each.hear)}”<br>"
            f"<b>{say('speaker.answer_with')}</b> “{escape(filled(each.say))}”</p>"
        )
    if step.accept:
        parts.append(f"<p><b>{say('speaker.accept')}</b> {escape(step.accept)}</p>")
    return "".join(parts) or f"<p>{say('speaker.no_notes')}</p>"


def goal_html(lesson: Lesson) -> str:
    """The rule that a lesson ends in, once it has ended."""
    return f"<p><b>{say('speaker.goal')}</b> {escape(lesson.goal)}</p>"


def choice_words(given: int | None, reveal: str, distance: float, unit: str) -> str:
    """The choice that the model gives, and how far it is from another one."""
    if given is None:
        return reveal
    margin = say("speaker.margin", distance=distance_text(distance, unit))
    return f"{LETTERS[given]}. {reveal} {margin}"


def rows_words(step: Step, words: Sequence[str]) -> str:
    """What is right for every row of a step that is marked."""
    told = []
    for row, word in zip(rows_of(step), words, strict=True):
        told.append(mark_words(row.about, dict(row.options)[word]))
    return "\n".join(told)


def advice_words(hands: Sequence[int], given: int | None) -> str:
    """What to do with a first vote; empty where nobody was counted."""
    total = sum(hands)
    if not total or given is None:
        return ""
    share = hands[given] / total
    kind = "few" if share < FEW else "some" if share <= MANY else "many"
    return say(f"speaker.{kind}", letter=LETTERS[given], share=100 * share)


def next_words(todo: str, lock: str, ahead: int, step: Step, ask: str) -> str:
    """What comes next: what the blue button does, or the next step with its question.

    Args:
        todo: see `LessonRun.todo`. lock: what the button says that locks.
        ahead, step: the step that comes, from 0. ask: its question.
    """
    if todo == "next":
        kind = kind_name(step.kind)
        return say("speaker.next_step", step=ahead + 1, kind=kind, ask=ask)
    return say("speaker.next", what=todo_words(todo, lock).lower())
