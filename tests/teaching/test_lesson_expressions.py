"""Conditions of lessons: read-outs, numbers and comparisons are understood, nothing else is."""

from __future__ import annotations

import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spineviz.teaching.expressions import ExpressionError, ReadOut, parse


def judged(text: str, **numbers: float) -> bool:
    """Whether a condition holds where `l3_peak=84` is what `l3.peak` reads."""
    return parse(text).judge(lambda asked: numbers[str(asked).replace(".", "_")]).holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("l3.peak > 80", True),
        ("l3.peak >= 84 and l3.peak <= 84", True),
        ("not l3.peak > 80", False),
        ("l3.peak < 80 or t8.peak < 80", True),
        ("0 < t8.peak < l3.peak", True),
        ("abs(t8.peak - l3.peak) == 60", True),
        ("max(t8.peak, l3.peak) > 2 * min(t8.peak, l3.peak)", True),
        ("-l3.peak / 2 + 50 > 0", True),
    ],
)
def test_a_condition_is_what_it_says(text, holds):
    assert judged(text, l3_peak=84.0, t8_peak=24.0) is holds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "l3.peak",
        "1",
        "True",
        "l3.peak > '80'",
        "l3.peak > f'{80}'",
        "l3.peak > b'80'",
        "l3.peak > True",
        "l3.peak > 1j",
        "l3.peak > 1e999",
        "l3.peak > " + "9" * 400,
        "__import__('os').system('true') > 0",
        "open(0) > 0",
        "print(l3.peak) > 0",
        "abs(l3.peak, 2) > 0",
        "max(l3.peak) > 0",
        "max(*[1, 2]) > 0",
        "max(1, 2, key=abs) > 0",
        "l3.peak.real > 0",
        "l3.peak() > 0",
        "l3.peak ** 2 > 0",
        "l3.peak % 2 > 0",
        "l3.peak // 2 > 0",
        "l3.peak != 2",
        "l3.peak is 2",
        "l3.peak in (1, 2)",
        "(x := 2) > 1",
        "[1 for x in (1,)] > 0",
        "(lambda: 1)() > 0",
        "l3.peak > 1; l3.peak > 2",
        "l3.peak > 1\nl3.peak > 2",
        "_0 > 1",
        "x_0 > 1",
        "l3.peak > _0",
        "peak > 1",
        "l3.peak > 1 if l3.peak else 2",
        "l3.peak[0] > 1",
        "0x1for x in l3.peak",
        "\0",
        "-" * 499 + "1",
        "(" * 400 + "1" + ")" * 90,
        "not " * 200 + "1 > 0",
    ],
)
def test_anything_else_is_refused_in_one_sentence(text):
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert "it takes" in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.text(max_size=60))
def test_no_text_does_anything_but_parse_or_be_refused(text):
    with suppress(ExpressionError, ZeroDivisionError):
        assert parse(text).judge(lambda asked: 1.0).holds in (True, False)


FRAGMENTS = ("l3.peak", "t8.bent@L4-L5", "x", "__import__", "'a'", "80", "1.5", "(", ")", "[", "]",
             "{", "}", ",", ".", ":", ":=", "=", "==", "<", ">", "+", "-", "*", "**", "/", "and",
             "or", "not", "abs(", "max(", "print(", "lambda", "for", "in", "if", "else", "await",
             "yield", "@", "!", "_0", "f'", "\\", "\n", "#", "...", "None", "True")  # fmt: skip
NUMBERS_ONLY = ("l3.peak", "t8.bent@L4-L5", "80", "1.5", "(", ")", ",", "==", "<", ">", "+", "-",
                "*", "/", "and", "or", "not", "abs(", "max(", " ")  # fmt: skip


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12))
def test_what_is_let_through_holds_nothing_but_numbers(parts):
    text = " ".join(parts)
    try:
        condition = parse(text)
    except ExpressionError:
        return
    words = set(parts)
    assert words <= {*NUMBERS_ONLY, "\n", "#"} or "#" in words
    try:
        verdict = condition.judge(lambda asked: 3.0)
    except ZeroDivisionError:
        return
    assert isinstance(verdict.holds, bool)
    assert not math.isnan(verdict.margin)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_the_distance_from_the_border_has_the_sign_of_the_answer(here, border):
    verdict = parse(f"l3.peak > {border!r}").judge(lambda asked: here)
    assert verdict.holds == (verdict.margin > 0)
    assert verdict.margin == here - border
    assert verdict.unit == "kPa"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("l3.peek > 1", "there is no read-out 'peek'"),
        ("l3.peak@L4 > 1", "has no places"),
        ("l3.bent > 1", "name@place"),
    ],
)
def test_a_read_out_that_there_is_not_is_named(text, said):
    with pytest.raises(ExpressionError, match=said):
        parse(text)


def test_a_condition_names_every_read_out_once_in_its_order():
    asked = parse("t8.bent@L4-L5 > l3.peak").read_outs
    assert [str(each) for each in asked] == ["t8.bent@L4-L5", "l3.peak"]
    assert isinstance(asked[0], ReadOut)


def test_division_by_nothing_is_no_answer():
    with pytest.raises(ZeroDivisionError):
        judged("t8.peak / l3.peak > 1", t8_peak=1.0, l3_peak=0.0)
