"""Answers: the text of a card with the numbers of solved scenes in it, and whether the model shows
what the talk or a viewer expects."""

from __future__ import annotations

import re

from msgspec import Struct

from spineviz.outcome import Balanced, Outcome
from spineviz.tables.saying import Saying
from spineviz.teaching.cards import Card
from spineviz.values import Value, find, written

PLACE = re.compile(r"\{(\w+)\.([\w@-]+)\}")
"""A place for a number: whose it is, and which."""

TURNS = {1: "rises", -1: "falls", 0: "stays the same"}
KINDS = {1: "rises", -1: "falls", 0: "same"}
"""The same as ends of kinds of sayings."""

NO_POSE = Saying("card.no_pose")


class Verdict(Struct, frozen=True):
    """Whether one expectation is what the model computes."""

    agrees: bool
    text: str


def read(outcome: Balanced, name: str) -> tuple[Value, float]:
    """A value and its number in an outcome; 0 of a roller that is not there, which presses nothing.

    Args:
        name: as in a text, with its place: `peak`, `bent@L4-L5`.

    Raises:
        KeyError: there is no such value, or no such place.
    """
    value, place = find(name)
    return value, value.of(outcome, place) or 0.0


def turn(value: Value, before: float, now: float) -> int:
    """Direction of a difference, 0 where the shown numbers are the same."""
    step = value.step(before, now)
    return (step > 0) - (step < 0)


def fill(text: str, first: Balanced, second: Balanced | None) -> str:
    """A text with its places filled.

    Args:
        text: with places `{a.peak}`, `{b.peak}`, `{change.peak}` (B less A, with its sign),
            `{times.peak}` (B over A) and `{turn.peak}` (rises, falls or stays the same).
        first, second: outcomes of scenes A and B.

    Raises:
        KeyError: a place that cannot be filled.
    """

    def put(found: re.Match[str]) -> str:
        whose, name = found.groups()
        if whose == "a":
            value, before = read(first, name)
            return value.text(before)
        if second is None:
            raise KeyError(f"{found.group()}: there is no scene B")
        value, after = read(second, name)
        if whose == "b":
            return value.text(after)
        before = read(first, name)[1]
        if whose == "change":
            return value.change(before, after)
        if whose == "turn":
            return TURNS[turn(value, before, after)]
        if whose == "times":
            return written(after / before, 1) if before else "–"
        raise KeyError(found.group())

    return PLACE.sub(put, text)


def answer(card: Card, first: Outcome | None, second: Outcome | None) -> str:
    """The answer of a card, or why there is none."""
    if card.first is None:
        return card.answer
    if first is None or not first.converged:
        return str(NO_POSE)
    if card.second is None:
        return fill(card.answer, first, None)
    if second is None or not second.converged:
        return str(NO_POSE)
    return fill(card.answer, first, second)


def verdicts(card: Card, first: Balanced, second: Balanced) -> tuple[Verdict, ...]:
    """What the talk, or the viewer who asks, expects from A to B, each against what the model
    computes."""
    found = []
    for expectation in card.expects:
        value, before = read(first, expectation.number)
        after = read(second, expectation.number)[1]
        sign = turn(value, before, after)
        agrees = sign == expectation.sign
        place = expectation.number.partition("@")[2]
        what = f"the {value.name} {place}".strip()
        numbers = f"{value.text(before)} to {value.text(after)}"
        given = {"numbers": numbers}
        if agrees:
            said = Saying(f"card.{card.kind}.{KINDS[sign]}", {"what": what, **given})
        else:
            model = Saying(f"card.model.{KINDS[sign]}", given)
            kind = f"card.{card.kind}.not.{KINDS[expectation.sign]}"
            said = Saying(kind, {"what": what, "model": model})
        found.append(Verdict(agrees, str(said)))
    return tuple(found)
