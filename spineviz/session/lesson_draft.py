"""A lesson that is being written: its cases and steps, and the file that holds it, if any.

A draft is a frozen value that every step of the history keeps beside the scene, so undo, crash and
close are those of a scene. It is the table of the lesson's file: what this program does not know in
it stays, and each step that a form has made keeps its blanks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from spineviz.scene import Scene, SceneError
from spineviz.tables.saying import Refusal, Saying
from spineviz.teaching.expressions import READ_OUT
from spineviz.teaching.lesson_answers import NoAnswerError, Solve
from spineviz.teaching.lesson_check import check
from spineviz.teaching.lesson_file import as_text, case_table, expecting, short_name
from spineviz.teaching.lesson_parts import FORM, KINDS, Lesson, LessonError, Mistake
from spineviz.teaching.lessons import lesson_of, lesson_so_far
from spineviz.teaching.question_forms import (
    HAPPENED,
    HOW_MUCH,
    LOOK,
    MORE_OR_LESS,
    RULE,
    SIZES,
    WHICH,
    WHO,
    Blanks,
    Raw,
    blanks_of,
    first_handles,
    step_of,
)
from spineviz.teaching.toml_text import toml_of

ENDS = (HAPPENED, RULE)
"""Forms of the steps that come with the first question, and follow the questions by themselves."""

ROWS = ("force", "area", "peak")
FITS = ("cage", "spine")
PARTS = ("blades", "ribs", "spine")
"""Values that a new step begins with."""

TEXTS = ("ask", "reveal", "teacher", "accept")
"""Entries of a step that are words of its author."""

LEAST_MIN, MOST_MIN = 0.5, 60.0
"""Minutes of a step."""

MOST_CASES, MOST_STEPS = 20, 30
"""Of one lesson. ASSUMED: more than a class has time for, and few enough to be solved at once."""


class LessonDraft(Struct, frozen=True):
    """A lesson as far as it has been written.

    Attributes:
        raw: table of its file.
        number: tells drafts of one window apart.
        path: of its file; None where it has none yet.
        held: what the file holds, or what the draft began with.
    """

    raw: Mapping[str, Any]
    number: int = 0
    path: Path | None = None
    held: Mapping[str, Any] = field(default_factory=dict)

    # what it holds

    @property
    def saved(self) -> bool:
        """Whether nothing would be lost if it went away."""
        return self.raw == self.held

    @property
    def title(self) -> str:
        """Of the lesson."""
        return str(self.raw["title"])

    @property
    def names(self) -> dict[str, str]:
        """Name of each case by its short name."""
        return {key: str(case["name"]) for key, case in self.raw["cases"].items()}

    @property
    def steps(self) -> tuple[Raw, ...]:
        """In the order of the class."""
        return tuple(self.raw["step"])

    def blanks(self, row: int) -> Blanks | None:
        """What a step was made from; None where it was written by hand."""
        return blanks_of(self.steps[row])

    def scene(self, case: str) -> Scene:
        """The scene of a case."""
        return Scene.from_dict(self.raw["cases"][case]["scene"])

    def read(self) -> tuple[Lesson, tuple[Mistake, ...]]:
        """As the player would take it, as far as that goes, and every mistake."""
        return lesson_so_far(self.raw, self.key, self.title)

    @property
    def key(self) -> str:
        """Name of the lesson."""
        return self.path.stem if self.path else short_name(self.title, ())

    def finished(self, solve: Solve) -> LessonDraft:
        """The same with every question expecting what the model gives.

        Raises:
            LessonError: something in it keeps it from being taught; one sentence each.
        """
        if len(self.raw["cases"]) < 2:
            count = len(self.raw["cases"])
            raise LessonError([str(Saying("form.few_scenes", {"count": count}))])
        lesson = lesson_of(as_text(self.raw), self.key, self.title)
        steps, mistakes = list(self.steps), []
        for row, step in enumerate(lesson.steps):
            if step.kind != "predict":
                continue
            try:
                steps[row] = expecting(steps[row], lesson, solve)
            except (NoAnswerError, SceneError) as error:
                mistakes.append(_at(self.title, row + 1, str(error)))
            except LessonError as error:
                mistakes += [_at(self.title, row + 1, each) for each in error.mistakes]
        done = self._with(step=steps)
        if not mistakes:
            checked = check(lesson_of(as_text(done.raw), self.key, self.title), solve)
            mistakes = [_at(self.title, row.step, row.mistake) for row in checked if row.mistake]
        if mistakes:
            raise LessonError(mistakes)
        return done

    # what can be done with it

    def entitled(self, name: str, text: str) -> LessonDraft:
        """With another `title`, or another `goal`: the rule it ends in."""
        return self._with(**{name: _one_line(text)})

    def keep(self, scene: Scene, name: str) -> LessonDraft:
        """With one more case.

        Raises:
            Refusal: the scene is a case already, or there are too many.
        """
        cases = dict(self.raw["cases"])
        if len(cases) >= MOST_CASES:
            raise Refusal("draft.many_cases", most=MOST_CASES)
        for key, known in self.names.items():
            if self.scene(key) == scene:
                raise Refusal("draft.case_there", name=known)
        name = _one_line(name)
        cases[short_name(name, tuple(cases))] = case_table(name, scene)
        return self._with(cases=cases)._followed(self)

    def rename(self, case: str, name: str) -> LessonDraft:
        """With another name of a case; questions that say it say the new one."""
        cases = dict(self.raw["cases"])
        cases[case] = {**cases[case], "name": _one_line(name)}
        return self._with(cases=cases)._followed(self)

    def drop(self, case: str) -> LessonDraft:
        """Without a case.

        Raises:
            Refusal: a step asks about it.
        """
        for row, step in enumerate(self.steps):
            made = blanks_of(step)
            follows = made is not None and made.form in ENDS
            if not follows and case in _cases_in(step):
                raise Refusal("draft.case_used", name=self.names[case], step=row + 1)
        cases = {key: each for key, each in self.raw["cases"].items() if key != case}
        return self._with(cases=cases)._followed(self)

    def add(self, form: str) -> LessonDraft:
        """With one more question, its blanks filled in as far as there are cases. It comes before
        the last two steps, which come with the first question.

        Raises:
            Refusal: the form takes more cases than there are, or there are too many steps.
        """
        if len(self.steps) >= MOST_STEPS:
            raise Refusal("draft.many_steps", most=MOST_STEPS)
        step = step_of(self._begun(form), self.names)
        at = next((row for row, each in enumerate(self.steps) if _form(each) in ENDS),
                  len(self.steps))  # fmt: skip
        steps = [*self.steps[:at], step, *self.steps[at:]]
        return self._with(step=steps)._followed(self)

    def fill(self, row: int, blanks: Blanks) -> LessonDraft:
        """With other blanks of a step. Words that its author has written himself stay.

        Raises:
            Refusal: the form cannot be made of them.
        """
        step_of(blanks, self.names)
        return self._put(row, self._remade(self.steps[row], blanks, self.names))._followed(self)

    def write(self, row: int, name: str, text: str) -> LessonDraft:
        """With other words of a step: one of `TEXTS`."""
        return self._put(row, {**self.steps[row], name: _one_line(text)})

    def say(self, row: int, choice: int, text: str) -> LessonDraft:
        """With other words of a choice."""
        choices = list(self.steps[row]["choices"])
        choices[choice] = {**choices[choice], "say": _one_line(text)}
        return self._put(row, {**self.steps[row], "choices": choices})

    def plan(self, row: int, minutes: float) -> LessonDraft:
        """With another time for a step.

        Raises:
            Refusal: it is too short or too long.
        """
        if not LEAST_MIN <= minutes <= MOST_MIN:
            raise Refusal("draft.minutes", low=LEAST_MIN, high=MOST_MIN)
        return self._put(row, {**self.steps[row], "minutes": float(minutes)})

    def move(self, row: int, way: int) -> LessonDraft:
        """With a step one place earlier or later, as far as there is one."""
        to = min(max(row + way, 0), len(self.steps) - 1)
        steps = list(self.steps)
        steps.insert(to, steps.pop(row))
        return self._with(step=steps)

    def remove(self, row: int) -> LessonDraft:
        """Without a step; with the last question the two steps go that came with the first.

        Raises:
            Refusal: it is one of those two.
        """
        if _form(self.steps[row]) in ENDS:
            raise Refusal("draft.end_stays")
        return self._with(step=[*self.steps[:row], *self.steps[row + 1 :]])._followed(self)

    # what follows from that

    def _begun(self, form: str) -> Blanks:
        """The blanks of a new step: the last cases that were kept, and what is asked most."""
        keys = tuple(self.raw["cases"])
        most = SIZES[form][0][1]
        cases = {HOW_MUCH: keys[-1:], LOOK: keys[-1:], WHO: keys[-1:]}.get(form, keys[-most:])
        values = {WHO: PARTS, LOOK: ()}.get(form, ("peak",))
        handles = first_handles(form, values[0]) if values else ()
        return Blanks(form, cases, values, handles)

    def _followed(self, before: LessonDraft) -> LessonDraft:
        """The same with names and cases of now in every step that a form has made, and with the
        last two steps wherever there is a question."""
        steps = [self._remade(step, made, before.names) if (made := blanks_of(step)) else step
                 for step in self.steps]  # fmt: skip
        asked = [made for step in steps if (made := blanks_of(step)) and made.form not in ENDS]
        questions = [each for each in asked if each.form != LOOK]
        own = [step for step in steps if _form(step) in ENDS]
        wanted = {made.form: made for made in self._ends(questions)} if questions else {}
        steps = [self._remade(step, wanted[_form(step)], before.names)
                 if _form(step) in wanted else step
                 for step in steps if _form(step) not in ENDS or questions]  # fmt: skip
        kinds = {step.get("kind") for step in steps}
        for form, kind in zip(ENDS, ("observe", "rule"), strict=True):
            if form in wanted and kind not in kinds and form not in map(_form, own):
                steps.append(step_of(wanted[form], self.names))
        return self._with(step=steps)

    def _ends(self, questions: list[Blanks]) -> tuple[Blanks, ...]:
        """Blanks of the last two steps: the first two cases that are asked about, and all."""
        keys = tuple(self.raw["cases"])
        pairs = [each.cases for each in questions if each.form in (MORE_OR_LESS, WHICH)]
        ends = (pairs[0] if pairs else keys)[:2]
        words = list(dict.fromkeys(word for each in questions for word in each.values))
        rule = Blanks(RULE, keys, tuple(words[: SIZES[RULE][1][1]]) or FITS)
        if len(ends) < 2:
            return (rule,)
        return Blanks(HAPPENED, ends, tuple(dict.fromkeys((*ROWS, *words)))[:5]), rule

    def _remade(self, step: Raw, blanks: Blanks, names: Mapping[str, str]) -> Raw:
        """A step with other blanks; words that are not those of the form stay, and
        conditions that are not as long as the blanks are the same.

        Args:
            step: as it is. blanks: from now on. names: of the cases when it was made.
        """
        made = blanks_of(step)
        before = _try(lambda: step_of(made, names)) if made is not None else {}
        now = _try(lambda: step_of(blanks, self.names))
        kept = {name: step[name] for name in TEXTS
                if name in step and step[name] != before.get(name)}  # fmt: skip
        if "choices" in now:
            old, own = before.get("choices", []), step.get("choices", [])
            choices = [dict(each) for each in now["choices"]]
            mine = ("say", "when") if blanks == made else ("say",)
            for row, each in enumerate(choices):
                for name in mine if row < len(own) and row < len(old) else ():
                    if own[row][name] != old[row][name]:
                        each[name] = own[row][name]
            now = {**now, "choices": choices}
        if "fits" in now and step.get("fits") != before.get("fits"):
            kept["fits"] = step["fits"]
        if "expect" in now:
            now["expect"] = min(step.get("expect", 1), len(now["choices"]))
        return {**step, **now, **kept, "minutes": step["minutes"]}

    def _put(self, row: int, step: Raw) -> LessonDraft:
        return self._with(step=[*self.steps[:row], step, *self.steps[row + 1 :]])

    def _with(self, **change: object) -> LessonDraft:
        raw: Raw = {**self.raw, **change}
        raw["minutes"] = float(sum(step["minutes"] for step in raw["step"]))
        return replace(self, raw=raw)


def new_draft(title: str, number: int) -> LessonDraft:
    """A lesson without cases and steps."""
    raw = {"form": FORM, "title": title, "minutes": 0.0, "covers": [],
           "goal": str(Saying("form.rule")), "cases": {}, "step": []}  # fmt: skip
    return LessonDraft(raw, number, None, raw)


def draft_of(lesson: Lesson, number: int) -> LessonDraft:
    """A lesson that was read, to be changed; it is saved under a name of its own.

    Raises:
        LessonError: it is of a newer form, of which something could be lost.
    """
    if lesson.newer:
        raise LessonError([str(Saying("draft.newer", {"title": lesson.title}))])
    return LessonDraft(lesson.raw, number, None, lesson.raw)


def table_of(text: str) -> Raw:
    """The table of a draft that was kept; it may lack what a finished lesson has.

    Raises:
        LessonError: something in it is no case or no step at all.
    """
    try:
        raw = toml_of(text)
    except (ValueError, RecursionError):
        raise LessonError([str(Saying("draft.unreadable"))]) from None
    cases, steps = raw.get("cases"), raw.get("step")
    if not isinstance(cases, dict) or not isinstance(steps, list):
        raise LessonError([str(Saying("draft.unreadable"))])
    whole = all(_is_case(each) for each in cases.values()) and all(map(_is_step, steps))
    if not whole or not all(isinstance(raw.get(name), str) for name in ("title", "goal")):
        raise LessonError([str(Saying("draft.unreadable"))])
    return raw


def _is_case(case: object) -> bool:
    if not isinstance(case, dict) or not isinstance(case.get("name"), str):
        return False
    try:
        Scene.from_dict(case["scene"])
    except (SceneError, KeyError, TypeError, AttributeError):
        return False
    return True


def _is_step(step: object) -> bool:
    if not isinstance(step, dict) or step.get("kind") not in KINDS:
        return False
    choices = step.get("choices", [])
    texts = [step.get("ask"), *(step.get(name, "") for name in TEXTS)]
    if not isinstance(choices, list) or not all(isinstance(each, dict) for each in choices):
        return False
    texts += [each.get(name) for each in choices for name in ("say", "when")]
    minutes = step.get("minutes")
    timed = isinstance(minutes, int | float) and not isinstance(minutes, bool)
    return timed and all(isinstance(each, str) for each in texts)


def _form(step: Raw) -> str:
    made = blanks_of(step)
    return made.form if made is not None else ""


def _cases_in(step: Raw) -> frozenset[str]:
    """Cases that a step shows or names."""
    text = as_text({"step": step})
    lists = (step.get(name, []) for name in ("show", "hide", "cases"))
    named = {str(each).partition(".")[0] for some in lists for each in some}
    ends = {str(step.get(name)) for name in ("from", "to", "wrong")}
    return frozenset(named | ends | {found[0] for found in READ_OUT.findall(text)})


def _try(make: Callable[[], Raw]) -> Raw:
    try:
        return make()
    except Refusal:
        return {}


def _one_line(text: str) -> str:
    """Words as a file can hold them: half a letter, as some pastes bring, is none."""
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def _at(title: str, step: int, what: str) -> str:
    return str(Saying("draft.at", {"title": title, "step": step, "what": what}))
