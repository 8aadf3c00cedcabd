"""Lessons as data: six of them, read strictly, with one sentence for every mistake."""

from __future__ import annotations

import copy
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st
from tries import tries

from spineviz.tables.resources import resource
from spineviz.teaching.cards import cards
from spineviz.teaching.lesson_file import as_text, saved
from spineviz.teaching.lesson_parts import LessonError
from spineviz.teaching.lessons import lesson_named, lesson_of, lesson_so_far, lessons, read_lesson
from spineviz.teaching.toml_text import toml_of

FILES = sorted(resource("lessons").glob("*.toml"))
BASE = "where-does-the-force-go"


def raw() -> dict[str, Any]:
    """A lesson that is right, to be made wrong."""
    return copy.deepcopy(dict(lesson_named(BASE).raw))


def mistakes(content: dict[str, Any]) -> tuple[str, ...]:
    with pytest.raises(LessonError) as caught:
        lesson_of(tomli_w.dumps(content), "own", "own.toml")
    return caught.value.mistakes


def step(content: dict[str, Any], kind: str) -> tuple[int, dict[str, Any]]:
    """Number and content of the first step of a kind."""
    for number, each in enumerate(content["step"], start=1):
        if each["kind"] == kind:
            return number, each
    raise AssertionError(kind)


def test_six_lessons_cover_every_card():
    assert len(lessons()) == 6
    covered = {key for lesson in lessons() for key in lesson.covers}
    assert covered == {card.key for card in cards()}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_lesson_names_no_right_answer_and_writes_no_number_of_the_model(file):
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    for each in content["step"]:
        assert not {"answer", "right", "correct", "band", "value"} & set(each)
        for choice in each.get("choices", ()):
            assert set(choice) <= {"say", "when", "draw"}
        if "reveal" in each and "choices" in each:
            assert "{" in each["reveal"]


def _without(name: str, kind: str = "predict"):
    def change(content: dict[str, Any]) -> int:
        number, found = step(content, kind)
        del found[name]
        return number

    return change


def _with(name: str, value: object, kind: str = "predict"):
    def change(content: dict[str, Any]) -> int:
        number, found = step(content, kind)
        found[name] = value
        return number

    return change


def _when(text: str):
    def change(content: dict[str, Any]) -> int:
        number, found = step(content, "predict")
        found["choices"][0]["when"] = text
        return number

    return change


@pytest.mark.parametrize(
    ("change", "what", "allowed"),
    [
        (_without("hide"), "hide is missing", "predict takes a list"),
        (_without("ask"), "ask is missing", "it takes a text"),
        (_without("minutes"), "minutes is None", "a number above 0"),
        (_with("minutes", -1), "minutes is -1", "a number above 0"),
        (_with("minutes", True), "minutes is True", "a number above 0"),
        (_with("kind", "guess"), "kind 'guess'", "see, predict, observe"),
        (_with("show", ["t8", "t9"]), "no case 't9'", "the cases are"),
        (_with("hide", ["crossed"]), "hide names 'crossed'", "it takes"),
        (_with("expect", 9), "expect is 9", "it takes 1 to"),
        (_with("expect", True), "expect is True", "it takes 1 to"),
        (_with("expect", 2.0), "expect is 2.0", "it takes 1 to"),
        (_with("choices", []), "0 choices", "it takes three or four"),
        (_with("ask", "word " * 26), "ask has 26 words", "it takes at most 25"),
        (_with("ask", "Is this dangerous?"), "'dangerous'", "does not say"),
        (_with("ask", "What is {l3.peak}?"), "ask names l3.peak", "hidden"),
        (_with("reveal", "{l3.peek}"), "no read-out 'peek'", ""),
        (_with("reveal", "{l3}"), "slot {l3}", "{t8.peak}"),
        (_with("reveal", "{l9.peak}"), "no case 'l9'", "the cases are"),
        (_when("l3.peak"), "is no condition", "it takes read-outs"),
        (_when("open('x') > 0"), "choice 1", "it takes read-outs"),
        (_with("rows", ["force", "weigth"], "observe"), "rows: there is no read-out 'weigth'", ""),
        (_with("card", "C99", "evidence"), "no card 'C99'", "the cards are"),
        (_with("lot", {"hips": ["sideways"]}, "unseen"), "lot: hips: 'sideways'", "down, up"),
        (_with("lot", {"feet": [1]}, "unseen"), "lot: 'feet'", "no key"),
        (_with("never", ["the moon"], "unseen"), "never names 'the moon'", "no choice"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_step_is_one_sentence_with_file_step_what_and_allowed(change, what, allowed):
    content = raw()
    number = change(content)
    found = [each for each in mistakes(content) if what in each]
    assert len(found) == 1, mistakes(content)
    assert found[0].startswith(f"own.toml: step {number}: ")
    assert allowed in found[0]
    assert "\n" not in found[0]


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("title", None, "own.toml: title is missing; it takes a text"),
        ("minutes", 19, "own.toml: minutes is 19, but the steps add up to 20"),
        ("covers", ["C1", "X"], "own.toml: there is no card 'X'"),
        ("cases", {}, "own.toml: there are no cases"),
        (
            "cases",
            {f"c{n}": {"scene": {}, "name": "a"} for n in range(41)},
            "own.toml: there are 41 cases; a lesson takes at most 40",
        ),
        ("form", "one", "own.toml: form is 'one'; it takes 1"),
        ("form", 0, "own.toml: form is 0; it takes 1"),
        ("step", 3, "own.toml: step is no list"),
    ],
)
def test_a_mistake_of_the_whole_names_the_file(key, value, said):
    content = raw()
    if value is None:
        del content[key]
    else:
        content[key] = value
    assert any(each.startswith(said) for each in mistakes(content))


def test_a_case_that_no_scene_can_take_is_told_with_its_range():
    content = raw()
    content["cases"]["t8"]["scene"] = {"person.mass_kg": 500}
    assert any("own.toml: case t8: person.mass_kg" in each and "45 to 120 kg" in each
               for each in mistakes(content))  # fmt: skip


def test_every_mistake_is_told_not_the_first_alone():
    content = raw()
    del content["title"]
    step(content, "predict")[1]["expect"] = 9
    assert len(mistakes(content)) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"title = ", "is not TOML"),
        (b"\xff\xfe", "is not text in UTF-8"),
        (b"x = " + b"[" * 5000, "is not TOML"),
        (b" " * 300_000, "it takes at most"),
    ],
)
def test_a_file_that_is_no_lesson_is_one_sentence(tmp_path: Path, content, said):
    file = tmp_path / "own.toml"
    file.write_bytes(content)
    with pytest.raises(LessonError) as caught:
        read_lesson(file)
    assert len(caught.value.mistakes) == 1
    assert caught.value.mistakes[0].startswith("own.toml: ")
    assert said in caught.value.mistakes[0]


def test_a_pipe_in_the_place_of_a_lesson_is_refused_at_once(tmp_path: Path):
    os.mkfifo(tmp_path / "own.toml")
    with pytest.raises(LessonError, match="not an ordinary file"):
        read_lesson(tmp_path / "own.toml")


def test_a_lesson_with_a_mark_of_utf8_is_read(tmp_path: Path):
    file = tmp_path / "own.toml"
    file.write_bytes(b"\xef\xbb\xbf" + tomli_w.dumps(raw()).encode())
    assert read_lesson(file).steps == lesson_named(BASE).steps


def test_unknown_keys_stay_and_a_newer_form_is_read_but_not_saved():
    content = raw()
    content["colour"] = "blue"
    step(content, "predict")[1]["music"] = ["a", "b"]
    kept = tomllib.loads(saved(lesson_of(as_text(content), "own")))
    assert kept == content
    content["form"] = 2
    newer = lesson_of(as_text(content), "own")
    assert newer.newer
    with pytest.raises(LessonError, match="newer version"):
        saved(newer)


WEIRD = st.one_of(
    st.none().map(lambda _: []), st.booleans(), st.integers(), st.floats(), st.text(max_size=20),
    st.sampled_from([float("nan"), 10**40, "x" * 3000, "{" * 300, "a\nb", [[["a"]]], {"a": {}},
                     [{}], {"x" * 3000: 1}, ["t8", 1], "t8.peak > _0", "<img src=x>"]),
)  # fmt: skip
"""What nobody means; TOML has no null."""


@tries(100)
@given(st.data())
def test_any_value_anywhere_is_read_or_refused_in_short_sentences(data):
    raw = copy.deepcopy(dict(data.draw(st.sampled_from(lessons())).raw))
    inside = raw
    while True:  # walk down, and put something there
        keys = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
        key = data.draw(st.sampled_from(keys))
        below = inside[key]
        if isinstance(below, dict | list) and below and data.draw(st.integers(0, 3)):
            inside = below
            continue
        inside[key] = data.draw(WEIRD)
        break
    try:
        lesson_of(as_text(raw), "own", "own.toml")
    except LessonError as error:
        said = error.mistakes
    else:
        said = ()
    assert all("\n" not in each and len(each) < 600 for each in said)


def test_lists_in_lists_by_the_hundred_are_no_lesson():
    for depth in (300, 984, 5000):
        text = f"covers = {'[' * depth}{']' * depth}\n"
        with pytest.raises(LessonError) as told:
            lesson_of(text, "own")
        assert all(len(each) < 600 for each in told.value.mistakes)


def test_a_mistake_knows_its_step_whatever_its_sentence_says():
    content = raw()
    content["cases"]["t8"]["name"] = 1
    content["step"][1]["ask"] = "why: step 1: " + "why " * 30
    content["step"][4]["show"] = ["step 2: no"]
    del content["title"]
    _, found = lesson_so_far(content, "own", "Own: step 1: a")
    steps = {each.step: each.what for each in found}
    assert set(steps) == {0, 2, 5}
    assert steps[2] == "ask has 33 words; it takes at most 25"
    assert all(each.text.endswith(each.what) for each in found)
    assert [each.text for each in found] == list(mistakes_of(content, "Own: step 1: a"))


def mistakes_of(content: dict[str, Any], file: str) -> tuple[str, ...]:
    with pytest.raises(LessonError) as caught:
        lesson_of(tomli_w.dumps(content), "own", file)
    return caught.value.mistakes


def test_a_text_of_several_lines_is_said_in_one():
    content = raw()
    number, found = step(content, "predict")
    found["ask"] = "What\n does\r\nit do?"
    found["choices"][0]["say"] = "falls\na bit"
    found["misconceptions"][0]["hear"] = "One\n\ntwo"
    made = lesson_of(tomli_w.dumps(content), "own").steps[number - 1]
    assert made.ask.words == "What does it do?"
    assert made.choices[0].say == "falls a bit"
    assert made.misconceptions[0].hear == "One two"


@given(
    st.lists(st.sampled_from(["a", "9", ".", " ", '"', "'", "-", "=", "\n", "#", "[", "]", ". "]))
)
def test_what_is_not_nested_too_deep_is_read_as_python_reads_it(parts):
    def read(by):
        try:
            return by("".join(parts))
        except ValueError as error:
            return str(error)

    assert read(toml_of) == read(tomllib.loads)
    with pytest.raises(RecursionError):
        toml_of("".join(parts) + "\n" + "x." * 300)
