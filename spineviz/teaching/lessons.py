"""Lessons are read strictly, with one sentence for every mistake.

A lesson is a file in `resources/lessons/`, or one that a teacher has written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeGuard

from spineviz.scene import BY_KEY, Scene, SceneError, in_short
from spineviz.tables.resources import resource
from spineviz.teaching.cards import cards
from spineviz.teaching.expressions import (
    READ_OUT,
    ExpressionError,
    ReadOut,
    parse,
    read_out,
)
from spineviz.teaching.lesson_parts import (
    FORM,
    KINDS,
    SLOT,
    UNSEEN,
    Case,
    Choice,
    Lesson,
    LessonError,
    Misconception,
    Mistake,
    Step,
    Text,
)
from spineviz.teaching.toml_text import toml_of

MOST_WORDS = 25
"""Words of a question. PhET asks one thing in few words; ASSUMED at 25."""

MOST_BYTES = 200_000
LONGEST_PART = 240  # letters of what a sentence says is wrong; a file may hold any number of them
MOST_DRAWS = 200  # scenes of one lot: each is solved by the check
MOST_CASES = 40  # a class sees ten; the window keeps the outcomes of all, and of ten bodies in each

BANNED = re.compile(
    r"\b(dangerous|safe|unsafe|damag\w*|harmful|gefährlich|sicher|schädlich|Schaden)\b", re.I
)
"""Words that the app does not say in its own voice; `hear` is somebody else's voice."""

COMMON = {"kind": str, "minutes": float, "ask": str}
NEEDED: Mapping[str, Mapping[str, type]] = {
    "see": {"show": list},
    "predict": {"show": list, "hide": list, "choices": list, "expect": int, "reveal": str},
    "observe": {"from": str, "to": str, "rows": list},
    "rule": {"cases": list, "fits": list, "accept": str},
    "unseen": {"lot": dict, "choices": list, "reveal": str},
    "sort": {"cards": list},
    "scope": {"cards": list},
    "evidence": {"card": str},
}
"""What a step of each kind has besides `COMMON`."""

TYPES = {str: "a text", float: "a number", int: "a whole number", list: "a list", dict: "a table"}

BREAK = re.compile(r"\s*[\r\n]\s*")


@cache
def lessons() -> tuple[Lesson, ...]:
    """The lessons that come with the program, in the order in which they are taught.

    Raises:
        LessonError: one of the files is no lesson.
    """
    found = [read_lesson(path) for path in sorted(resource("lessons").glob("*.toml"))]
    return tuple(sorted(found, key=lambda lesson: (lesson.raw.get("order", 99), lesson.key)))


def lesson_named(name: str) -> Lesson:
    """A lesson that comes with the program, by its name.

    Raises:
        LessonError: there is none.
    """
    for lesson in lessons():
        if lesson.key == name.strip().lower():
            return lesson
    known = ", ".join(lesson.key for lesson in lessons())
    raise LessonError([f"there is no lesson {in_short(name)!r}; the lessons are {known}"])


def read_lesson(path: Path) -> Lesson:
    """The lesson of a file.

    Raises:
        LessonError: it cannot be read, or is no lesson; one sentence for every mistake.
    """
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise LessonError([f"{path.name or path}: is not an ordinary file"])
        if size > MOST_BYTES:
            raise LessonError([f"{path.name}: has {size} bytes; it takes at most {MOST_BYTES}"])
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise LessonError([f"{path.name}: cannot be read: {error.strerror}"]) from None
    except UnicodeDecodeError:
        raise LessonError([f"{path.name}: is not text in UTF-8"]) from None
    except LessonError:
        raise
    except ValueError:  # a name with a zero in it
        raise LessonError([f"{in_short(str(path))!r}: is no name of a file"]) from None
    return lesson_of(text, path.stem, path.name)


def lesson_of(text: str, key: str, file: str = "lesson") -> Lesson:
    """The lesson that a text holds.

    Raises:
        LessonError: one sentence for every mistake.
    """
    try:
        raw = toml_of(text)
    except RecursionError:
        raise LessonError([f"{file}: is not TOML: it is nested too deep"]) from None
    except ValueError as error:
        from tomllib import TOMLDecodeError

        why = _cut(str(error))
        if not isinstance(error, TOMLDecodeError):  # Python's limit for reading digits
            why = "a number in it has thousands of digits"
        raise LessonError([f"{file}: is not TOML: {why}"]) from None
    lesson, mistakes = lesson_so_far(raw, key, file)
    if mistakes:
        raise LessonError([each.text for each in mistakes])
    return lesson


def lesson_so_far(
    raw: Mapping[str, Any], key: str, file: str = "lesson"
) -> tuple[Lesson, tuple[Mistake, ...]]:
    """A lesson as far as a table can be read, and every mistake in it."""
    reader = _Reader(file)
    lesson = reader.lesson(raw, key)
    return lesson, tuple(reader.mistakes)


class _Reader:
    """Reads one file and collects its mistakes."""

    def __init__(self, file: str) -> None:
        self.mistakes: list[Mistake] = []
        self._file, self._where, self._row = file, "", 0
        self._cases: dict[str, Case] = {}

    def lesson(self, raw: Mapping[str, Any], key: str) -> Lesson:
        title, goal = self._text(raw, "title"), self._text(raw, "goal")
        minutes = self._number(raw, "minutes")
        covers = self._cards(self._list(raw, "covers"))
        for short, content in self._table(raw, "cases").items():
            self._where = f"case {short}"
            self._cases[short] = self._case(short, content)
        self._where = ""
        if not self._cases:
            self._say("there are no cases; a lesson takes at least one")
        if len(self._cases) > MOST_CASES:
            self._say(f"there are {len(self._cases)} cases; a lesson takes at most {MOST_CASES}")
        steps = []
        for row, content in enumerate(self._list(raw, "step"), start=1):
            self._where, self._row = f"step {row}", row
            if isinstance(content, dict):
                steps.append(self._step(content))
            else:
                self._say("is not a table")
        self._where, self._row = "", 0
        self._whole(minutes, steps)
        form = raw.get("form", FORM)
        if not _is_whole(form) or form < 1:
            self._say(f"form is {form!r}; it takes {FORM}")
            form = FORM
        newer = form > FORM
        return Lesson(key, title, minutes, goal, covers, tuple(self._cases.values()),
                      tuple(steps), raw, newer)  # fmt: skip

    def _whole(self, minutes: float, steps: Sequence[Step]) -> None:
        """What belongs to the lesson as a whole."""
        planned = sum(step.minutes for step in steps)
        if abs(planned - minutes) > 0.01:
            self._say(f"minutes is {minutes:g}, but the steps add up to {planned:g}")
        kinds = {step.kind for step in steps}
        for kind in ("predict", "observe", "rule"):
            if kind not in kinds:
                self._say(f"there is no step of the kind {kind}; a lesson needs one")

    def _case(self, short: str, content: object) -> Case:
        if not re.fullmatch(r"[a-z_]\w*", short) or short == UNSEEN:
            self._say("its name is not allowed; it takes small letters and digits")
        content = content if isinstance(content, dict) else {}
        scene = Scene()
        settings = self._table(content, "scene")
        try:
            scene = Scene.from_dict(settings)
        except SceneError as error:
            self._say(str(error))
        return Case(short, self._text(content, "name"), scene)

    def _step(self, raw: dict[str, Any]) -> Step:
        kind = self._text(raw, "kind")
        if kind not in KINDS:
            self._say(f"kind {kind!r} is not known; it takes {', '.join(KINDS)}")
            return Step(kind, 0.0, Text(""))
        for name, type_ in NEEDED[kind].items():
            if name not in raw:
                self._say(f"{name} is missing; {kind} takes {TYPES[type_]}")
        ask = self._text(raw, "ask")
        if (words := len(ask.split())) > MOST_WORDS:
            self._say(f"ask has {words} words; it takes at most {MOST_WORDS}")
        drawn = kind == "unseen"
        shown = self._show(kind, raw)
        hide = self._hide(raw, shown)
        asked = self._slots(ask, drawn)
        for slot in asked.slots:
            if any(slot.case == case for case, only in hide if not only):
                self._say(f"ask names {slot}, which is hidden there")
        choices = self._choices(raw, drawn)
        if kind in ("predict", "unseen") and len(choices) not in (3, 4):
            self._say(f"there are {len(choices)} choices; it takes three or four")
        expect = raw.get("expect", 0)
        if not _is_whole(expect) or (kind == "predict" and not 1 <= expect <= len(choices)):
            self._say(f"expect is {expect!r}; it takes 1 to {len(choices)}")
        return Step(
            kind=kind,
            minutes=self._number(raw, "minutes"),
            ask=asked,
            show=shown,
            hide=hide,
            choices=choices,
            expect=expect if _is_whole(expect) else 0,
            reveal=self._slots(self._text(raw, "reveal", ""), drawn),
            rows=self._rows(raw, shown),
            fits=tuple(
                self._slots(BREAK.sub(" ", str(each)), drawn)
                for each in self._list(raw, "fits", ())
            ),
            accept=self._text(raw, "accept", ""),
            wrong=self._known(self._text(raw, "wrong", "")),
            lot=self._lot(raw),
            never=self._never(raw, choices),
            cards=self._cards([*self._list(raw, "cards", ()), *_one(raw.get("card"))]),
            overlay=self._text(raw, "overlay", ""),
            teacher=self._slots(self._text(raw, "teacher", ""), drawn),
            misconceptions=tuple(self._misconceptions(raw, drawn)),
        )

    def _show(self, kind: str, raw: dict[str, Any]) -> tuple[str, ...]:
        if kind == "observe":
            ends = [raw.get("from"), raw.get("to")]
            return tuple(self._known(str(each)) for each in ends if each is not None)
        cases = self._list(raw, "cases" if kind == "rule" else "show", ())
        return tuple(self._known(str(each)) for each in cases)

    def _hide(self, raw: dict[str, Any], shown: Sequence[str]) -> tuple[tuple[str, str], ...]:
        found = []
        for each in self._list(raw, "hide", ()):
            case, _, word = str(each).partition(".")
            if case not in shown:
                self._say(f"hide names {case!r}, which is not shown; it takes {', '.join(shown)}")
            if word:
                try:
                    read_out(case, word, None)
                except ExpressionError as error:
                    if "no read-out" in str(error):
                        self._say(f"hide: {error}")
            found.append((case, word))
        return tuple(found)

    def _choices(self, raw: dict[str, Any], drawn: bool) -> tuple[Choice, ...]:
        found = []
        for row, each in enumerate(self._list(raw, "choices", ()), start=1):
            if not isinstance(each, dict) or not isinstance(each.get("when"), str):
                self._say(f"choice {row} has no condition; it takes `say` and `when`")
                continue
            say = self._text(each, "say")
            try:
                when = parse(each["when"])
            except ExpressionError as error:
                self._say(f"choice {row}: {error}")
                continue
            for asked in when.read_outs:
                self._in_lesson(asked.case, drawn)
            draw = each.get("draw")
            fine = isinstance(draw, int | float) and 0 <= draw <= 100
            if draw is not None and not fine:
                self._say(f"choice {row}: draw is {draw!r}; it takes 0 to 100")
            found.append(Choice(say, when, float(draw) if draw is not None and fine else None))
        return tuple(found)

    def _rows(self, raw: dict[str, Any], shown: Sequence[str]) -> tuple[ReadOut, ...]:
        found = []
        for each in self._list(raw, "rows", ()):
            word, _, place = str(each).partition("@")
            try:
                found.append(read_out(shown[0] if shown else "", word, place or None))
            except ExpressionError as error:
                self._say(f"rows: {error}")
        return tuple(found)

    def _lot(self, raw: dict[str, Any]) -> tuple[tuple[str, tuple[Any, ...]], ...]:
        lot = []
        count = 1
        for key, values in self._table(raw, "lot", {}).items():
            if key not in BY_KEY or not isinstance(values, list) or not values:
                self._say(f"lot: {key!r} is no key of a scene with a list of values")
                continue
            for value in values:
                try:
                    Scene().set(key, value)
                except SceneError as error:
                    self._say(f"lot: {error}")
            lot.append((key, tuple(values)))
            count *= len(values)
        if count > MOST_DRAWS:
            self._say(f"lot has {count} draws; it takes at most {MOST_DRAWS}")
        return tuple(lot)

    def _never(self, raw: dict[str, Any], choices: Sequence[Choice]) -> tuple[str, ...]:
        never = tuple(_one_line(str(each)) for each in self._list(raw, "never", ()))
        for each in never:
            if each not in {choice.say for choice in choices}:
                self._say(f"never names {each!r}, which is no choice")
        return never

    def _misconceptions(self, raw: dict[str, Any], drawn: bool) -> Iterable[Misconception]:
        for each in self._list(raw, "misconceptions", ()):
            if isinstance(each, dict):
                hear = each.get("hear")
                if not isinstance(hear, str):
                    self._say("misconceptions: hear is missing; it takes a text")
                yield Misconception(
                    BREAK.sub(" ", str(hear)), self._slots(self._text(each, "say"), drawn)
                )

    def _slots(self, words: str, drawn: bool) -> Text:
        words, slots = _one_line(words), []
        for inside in SLOT.findall(words):
            found = READ_OUT.fullmatch(inside.strip())
            if found is None:
                self._say(f"the slot {{{inside}}} is no read-out; it takes e.g. {{t8.peak}}")
                continue
            try:
                slots.append(read_out(*found.groups()))
            except ExpressionError as error:
                self._say(str(error))
                continue
            self._in_lesson(slots[-1].case, drawn)
        return Text(words, tuple(slots))

    def _in_lesson(self, case: str, drawn: bool) -> None:
        if not (case in self._cases or (drawn and case == UNSEEN)):
            self._known(case)

    def _known(self, case: str) -> str:
        if case and case not in self._cases:
            self._say(f"there is no case {case!r}; the cases are {', '.join(self._cases)}")
        return case

    def _cards(self, keys: Iterable[object]) -> tuple[str, ...]:
        known = {card.key for card in cards()}
        words = tuple(map(str, keys))
        for key in words:
            if key not in known:
                self._say(f"there is no card {key!r}; the cards are {', '.join(sorted(known))}")
        return words

    def _text(self, raw: Mapping[str, Any], name: str, default: str | None = None) -> str:
        value = raw.get(name, default)
        if not isinstance(value, str):
            self._say(f"{name} is missing; it takes a text" if value is None else
                      f"{name} is no text")  # fmt: skip
            return ""
        if name != "hear" and (found := BANNED.search(value)):
            self._say(f"{name} says {found.group()!r}, which the app does not say itself")
        return _one_line(value)

    def _number(self, raw: Mapping[str, Any], name: str) -> float:
        value = raw.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 240:
            self._say(f"{name} is {value!r}; it takes a number above 0, up to 240")
            return 0.0
        return float(value)

    def _list(self, raw: Mapping[str, Any], name: str, default: object = None) -> list[Any]:
        value = raw.get(name, default)
        if value == ():
            return []
        if not isinstance(value, list):
            self._say(f"{name} is {'missing' if value is None else 'no list'}; it takes a list")
            return []
        return value

    def _table(
        self, raw: Mapping[str, Any], name: str, default: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        value = raw.get(name, default)
        if not isinstance(value, dict):
            self._say(f"{name} is {'missing' if value is None else 'no table'}; it takes a table")
            return {}
        return value

    def _say(self, what: str) -> None:
        parts = [_cut(" ".join(part.split())) for part in (self._file, self._where, what) if part]
        self.mistakes.append(Mistake(": ".join(parts), self._row, parts[-1]))


def _cut(text: str) -> str:
    """A part of a sentence, which may repeat what a file holds, as far as there is room for it."""
    return text if len(text) <= LONGEST_PART else f"{text[: LONGEST_PART - 3]}..."


def _one_line(text: str) -> str:
    """A text of a file as it is said: where its lines break there is a space."""
    return BREAK.sub(" ", text)


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _one(value: object) -> list[object]:
    return [] if value is None else [value]
