"""Five forms of questions with blanks, each turned into a step of a lesson.

A form takes what its author chose (cases, a value, handles on a number line) and writes the
conditions; the texts it puts in can be edited afterwards.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from spineviz.tables.saying import Refusal, Saying
from spineviz.teaching.expressions import ReadOut

Raw = dict[str, Any]
"""A step as it stands in a file."""

MINUTES = 2.0
SMALL = 0.05
"""Share of a number within which `more_or_less` calls it about the same. ASSUMED."""


def _said(kind: str, **slots: object) -> str:
    """A text of a new lesson, which its author can edit."""
    return str(Saying(kind, slots))


def more_or_less(asked: ReadOut, other: str, same: float) -> Raw:
    """Does a number rise or fall from one case to another?

    Args:
        asked: the number in the case that is seen.
        other: the case that is hidden.
        same: change, in the shown unit, up to which it counts as about the same.
    """
    before, after = str(asked), str(ReadOut(other, asked.value, asked.place))
    return _predict(
        [asked.case, other],
        [other],
        _said("form.turn", name=asked.value.name),
        [
            (_said("form.falls"), f"{after} < {before} - {same:g}"),
            (_said("form.same"), f"abs({after} - {before}) <= {same:g}"),
            (_said("form.rises"), f"{after} > {before} + {same:g}"),
        ],
        _said("form.before_now", before=f"{{{before}}}", now=f"{{{after}}}"),
    )


def how_much(asked: ReadOut, handles: Sequence[float], seen: Sequence[str] = ()) -> Raw:
    """How large is a number? The handles on a number line are the borders of the choices.

    Args:
        asked: the number, hidden until the vote is locked.
        handles: two or three, increasing, in the shown unit.
        seen: cases that are shown beside it.

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
    return _predict([*seen, asked.case], [asked.case], ask, choices, f"{{{word}}}.")


def which_of_these(asked: Sequence[ReadOut], names: Sequence[str]) -> Raw:
    """In which case is a number largest?"""
    return _largest(asked, names, _said("form.where", name=asked[0].value.name))


def who_takes_it(asked: Sequence[ReadOut]) -> Raw:
    """Which part of one case takes most?"""
    names = [each.value.short or each.value.name for each in asked]
    return _largest(asked, names, _said("form.part"))


def free_look(cases: Sequence[str]) -> Raw:
    """Look without a question to answer."""
    return {
        "kind": "see",
        "minutes": 1.0,
        "show": list(cases),
        "ask": _said("form.look"),
    }


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
