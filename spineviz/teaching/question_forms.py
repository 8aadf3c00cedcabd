"""Forms of steps with blanks: five of questions, and the two that every lesson ends with.

A form takes what its author chose (cases, values, handles on a number line) and writes the
conditions; the texts it puts in can be edited afterwards. The blanks stand in the step beside what
was made of them, so that a file can be taken up again.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from spineviz.tables.saying import Refusal, Saying
from spineviz.teaching.expressions import ExpressionError, ReadOut, read_out
from spineviz.teaching.lessons import MOST_WORDS

Raw = dict[str, Any]
"""A step as it stands in a file."""

MINUTES = 2.0
SMALL = 0.05
"""Share of a number within which `more_or_less` calls it about the same. ASSUMED."""

MADE = "made"
"""Entry of a step: the blanks that it was made from."""

MORE_OR_LESS, HOW_MUCH, WHICH, WHO, LOOK = "more_or_less", "how_much", "which", "who", "look"
HAPPENED, RULE = "happened", "rule"
QUESTIONS = (MORE_OR_LESS, HOW_MUCH, WHICH, WHO, LOOK)

SIZES: Mapping[str, tuple[tuple[int, int], tuple[int, int]]] = {
    MORE_OR_LESS: ((2, 2), (1, 1)),
    HOW_MUCH: ((1, 2), (1, 1)),
    WHICH: ((3, 4), (1, 1)),
    WHO: ((1, 1), (3, 4)),
    LOOK: ((1, 3), (0, 0)),
    HAPPENED: ((2, 2), (1, 8)),
    RULE: ((1, 20), (1, 8)),
}
"""How many cases and how many values a form takes, from and to."""

BORDERS: Mapping[str, tuple[float, ...]] = {
    "%": (33.0, 67.0), "kPa": (30.0, 60.0), "N": (300.0, 450.0), "cm²": (80.0, 140.0),
    "°": (5.0, 15.0),
}  # fmt: skip
SAME_UP_TO: Mapping[str, float] = {"%": 5.0, "kPa": 5.0, "N": 20.0, "cm²": 10.0, "°": 2.0}
"""Handles that a new question begins with, by the unit. ASSUMED: their author moves them."""

LARGEST = 1e6  # of a handle; no number of the screen comes near


class Blanks(Struct, frozen=True):
    """What an author has put into the blanks of a form.

    Attributes:
        form: key of `SIZES`.
        cases: short names. Of `HOW_MUCH` the last one is asked about, of `MORE_OR_LESS` too; the
            ones before are seen.
        values: as texts write them: `peak`, `bent@L4-L5`.
        handles: of `HOW_MUCH` the borders of the choices; of `MORE_OR_LESS` the change that still
            counts as about the same. In the shown unit.
    """

    form: str
    cases: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    handles: tuple[float, ...] = ()

    def asked(self) -> tuple[ReadOut, ...]:
        """Every value of every case.

        Raises:
            ExpressionError: there is no such value.
        """
        return tuple(read_out(case, *_split(word)) for case in self.cases for word in self.values)

    def to_raw(self) -> Raw:
        """As a step holds them."""
        return {"form": self.form, "cases": list(self.cases), "values": list(self.values),
                "handles": list(self.handles)}  # fmt: skip


def first_handles(form: str, word: str) -> tuple[float, ...]:
    """The handles of a new question about a value."""
    unit = read_out("any", *_split(word)).value.unit
    if form == MORE_OR_LESS:
        return (SAME_UP_TO.get(unit, 1.0),)
    return BORDERS.get(unit, (1.0, 2.0)) if form == HOW_MUCH else ()


def blanks_of(step: Raw) -> Blanks | None:
    """The blanks that a step was made from; None where it was written by hand."""
    made = step.get(MADE)
    try:
        if not isinstance(made, dict) or made["form"] not in SIZES:
            return None
        lists = [made[name] for name in ("cases", "values", "handles")]
        if not all(isinstance(each, list) for each in lists):
            return None
        cases, values = (tuple(map(str, each)) for each in lists[:2])
        return Blanks(made["form"], cases, values, tuple(map(float, lists[2])))
    except (KeyError, TypeError, ValueError):
        return None


def step_of(blanks: Blanks, names: Mapping[str, str]) -> Raw:
    """The step that a form makes of its blanks.

    Args:
        blanks: what was chosen.
        names: of the cases, by their short names.

    Raises:
        Refusal: too many or too few cases or values, or handles that make no choices.
    """
    if allowed := _not_allowed(blanks.cases, SIZES[blanks.form][0]):
        raise Refusal("form.cases", allowed=allowed, count=len(set(blanks.cases)))
    if allowed := _not_allowed(blanks.values, SIZES[blanks.form][1]):
        raise Refusal("form.values", allowed=allowed, count=len(set(blanks.values)))
    for case in blanks.cases:
        if case not in names:
            raise Refusal("form.no_case", case=case)
    said = {case: _plain(names[case]) for case in blanks.cases}
    step = _made(blanks, said)
    if len(step["ask"].split()) > MOST_WORDS:  # long names: the question without them
        step["ask"] = _said("form.short", name=_value_name(blanks))
    return {**step, MADE: blanks.to_raw()}


def _not_allowed(chosen: Sequence[str], size: tuple[int, int]) -> Saying | None:
    """How many different ones are allowed, where it is not as many."""
    low, high = size
    if low <= len(chosen) <= high and len(set(chosen)) == len(chosen):
        return None
    return Saying("form.range" if low < high else "form.just", {"low": low, "high": high})


def _made(blanks: Blanks, names: Mapping[str, str]) -> Raw:
    cases = blanks.cases
    try:
        asked = blanks.asked()
    except ExpressionError as error:
        raise Refusal("form.no_value", why=str(error)) from None
    if not all(math.isfinite(each) and abs(each) <= LARGEST for each in blanks.handles):
        raise Refusal("form.handles")
    if blanks.form == MORE_OR_LESS:
        if len(blanks.handles) != 1 or blanks.handles[0] < 0:
            raise Refusal("form.same_range")
        return more_or_less(asked[0], cases[1], blanks.handles[0], tuple(names.values()))
    if blanks.form == HOW_MUCH:
        return how_much(asked[-1], blanks.handles, cases[:-1], names[cases[-1]])
    if blanks.form == WHICH:
        return which_of_these(asked, [names[case] for case in cases])
    if blanks.form == WHO:
        return who_takes_it(asked, names[cases[0]])
    if blanks.form == LOOK:
        return free_look(cases)
    if blanks.form == HAPPENED:
        return what_happened(cases, blanks.values)
    return one_rule(asked, names)


def _split(word: str) -> tuple[str, str | None]:
    name, _, place = word.partition("@")
    return name, place or None


def _value_name(blanks: Blanks) -> str:
    return read_out("any", *_split(blanks.values[0])).value.name if blanks.values else ""


def _plain(name: str) -> str:
    """A name inside a text of a lesson, where braces would be a slot."""
    return name.replace("{", "(").replace("}", ")")


def _said(kind: str, **slots: object) -> str:
    """A text of a new lesson, which its author can edit."""
    return str(Saying(kind, slots))


def more_or_less(asked: ReadOut, other: str, same: float, names: Sequence[str] = ()) -> Raw:
    """Does a number rise or fall from one case to another?

    Args:
        asked: the number in the case that is seen.
        other: the case that is hidden.
        same: change, in the shown unit, up to which it counts as about the same.
        names: of the two cases, where the question is to say them.
    """
    name = asked.value.name
    ask = _said("form.turn", name=name)
    if names:
        ask = _said("form.turn_from", name=name, first=names[0], second=names[1])
    before, after = str(asked), str(ReadOut(other, asked.value, asked.place))
    return _predict(
        [asked.case, other],
        [other],
        ask,
        [
            (_said("form.falls"), f"{after} < {before} - {same:g}"),
            (_said("form.same"), f"abs({after} - {before}) <= {same:g}"),
            (_said("form.rises"), f"{after} > {before} + {same:g}"),
        ],
        _said("form.before_now", before=f"{{{before}}}", now=f"{{{after}}}"),
    )


def how_much(
    asked: ReadOut, handles: Sequence[float], seen: Sequence[str] = (), name: str = ""
) -> Raw:
    """How large is a number? The handles on a number line are the borders of the choices.

    Args:
        asked: the number, hidden until the vote is locked.
        handles: two or three, increasing, in the shown unit.
        seen: cases that are shown beside it.
        name: of the case that is asked about, where the question is to say it.

    Raises:
        Refusal: the handles are not two or three, or do not increase.
    """
    if len(handles) not in (2, 3) or any(a >= b for a, b in itertools.pairwise(handles)):
        raise Refusal("form.handles")
    word, unit = str(asked), asked.value.unit
    ends = [f"{each:g}" for each in handles]
    choices = [(_said("form.below", low=f"{ends[0]} {unit}".strip()), f"{word} < {ends[0]}")]
    for low, high in itertools.pairwise(ends):
        choices.append(
            (
                _said("form.between", low=low, high=f"{high} {unit}".strip()),
                f"{word} >= {low} and {word} < {high}",
            )
        )
    say = _said("form.above", high=f"{ends[-1]} {unit}".strip())
    choices.append((say, f"{word} >= {ends[-1]}"))
    ask = _said("form.how_large", name=asked.value.name)
    if name:
        ask = _said("form.how_large_at", name=asked.value.name, case=name)
    reveal = _said("form.it_is", name=asked.value.name, now=f"{{{word}}}")
    return _predict([*seen, asked.case], [asked.case], ask, choices, reveal)


def which_of_these(asked: Sequence[ReadOut], names: Sequence[str]) -> Raw:
    """In which case is a number largest?"""
    return _largest(asked, names, _said("form.where", name=asked[0].value.name))


def who_takes_it(asked: Sequence[ReadOut], name: str = "") -> Raw:
    """Which part of one case takes most?"""
    names = [each.value.short or each.value.name for each in asked]
    return _largest(asked, names, _said("form.part_at", case=name) if name else _said("form.part"))


def free_look(cases: Sequence[str]) -> Raw:
    """Look without a question to answer."""
    return {
        "kind": "see",
        "minutes": 1.0,
        "show": list(cases),
        "ask": _said("form.look"),
    }


def what_happened(cases: Sequence[str], values: Sequence[str]) -> Raw:
    """What became less, stayed the same, became more from one case to another?"""
    return {
        "kind": "observe",
        "minutes": 1.5,
        "from": cases[0],
        "to": cases[1],
        "ask": _said("form.observe"),
        "rows": list(values),
    }


def one_rule(asked: Sequence[ReadOut], names: Mapping[str, str]) -> Raw:
    """One rule that fits every case; each is written with its numbers.

    Args:
        asked: the same values of every case.
        names: of the cases.
    """
    fits = [
        f"{_plain(name)}: {', '.join(f'{{{each}}}' for each in asked if each.case == case)}."
        for case, name in names.items()
    ]
    return {"kind": "rule", "minutes": 3.0, "cases": list(names), "ask": _said("form.rule"),
            "fits": fits, "accept": _said("form.accept")}  # fmt: skip


def _largest(asked: Sequence[ReadOut], names: Sequence[str], ask: str) -> Raw:
    choices = []
    for row, (one, name) in enumerate(zip(asked, names, strict=True)):
        others = [str(each) for other, each in enumerate(asked) if other != row]
        rest = others[0] if len(others) == 1 else f"max({', '.join(others)})"
        choices.append((name, f"{one} > {rest}"))
    cases = list(dict.fromkeys(each.case for each in asked))
    said = "; ".join(f"{name} {{{one}}}" for one, name in zip(asked, names, strict=True))
    return _predict(cases, cases, ask, choices, f"{said}.")


def _predict(
    show: Sequence[str],
    hide: Sequence[str],
    ask: str,
    choices: Sequence[tuple[str, str]],
    reveal: str,
) -> Raw:
    return {
        "kind": "predict",
        "minutes": MINUTES,
        "show": list(dict.fromkeys(show)),
        "hide": list(hide),
        "ask": ask,
        "choices": [{"say": say, "when": when} for say, when in choices],
        "expect": 1,
        "reveal": reveal,
    }
