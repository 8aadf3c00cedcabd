"""Every template can be filled, in any language that writes its numbers in its own way."""

from __future__ import annotations

import pickle
import string

import pytest

from spineviz.scene import Scene, SceneError
from spineviz.tables.saying import Saying
from spineviz.values import TYPED, Marks
from spineviz.words.language import FORM, PRINTED, SCREEN, TEMPLATES, Language, say

PSEUDO = Language("xx", {kind: f"«{text}»" for kind, text in TEMPLATES.items()}, Marks(decimal=","))
"""English between marks, with a decimal comma: what is not said by way of a table stays bare."""


def slots_of(template: str) -> dict[str, str]:
    """The forms of the slots by their names."""
    return {
        name: form or ""
        for _, name, form, _ in string.Formatter().parse(template)
        if name is not None
    }


def filled(template: str, number: float) -> dict[str, object]:
    return {name: number if form else "T8" for name, form in slots_of(template).items()}


@pytest.mark.parametrize("number", [0, 1, 2, 38.6, -0.04])
def test_every_template_can_be_said_with_any_number(number):
    for kind, template in TEMPLATES.items():
        text = say(Saying(kind, filled(template, number)), PSEUDO)
        assert text.startswith("«"), kind
        assert text.endswith("»"), kind
        assert "{" not in text, kind
        forms = slots_of(template).values()
        tenths = [form for form in forms if form.lstrip("+")[:1] in ("1", "g")]
        if number == 38.6 and tenths:
            assert "38,6" in text, kind
            assert "38.6" not in text, kind


def test_every_slot_has_a_name_and_a_form_that_is_read():
    for kind, template in TEMPLATES.items():
        for name, form in slots_of(template).items():
            assert name.isidentifier(), f"{kind} has a slot without a name"
            assert FORM.fullmatch(form), f"{kind} asks for {form}"


def test_a_number_is_written_as_its_language_does():
    saying = Saying("reading.hyperkyphosis.kyphosis_left", {"value": -1.0, "flat": 2.0})
    assert "−1°" in say(saying, SCREEN)
    assert "-1°" in say(saying, PRINTED)
    canal = Saying("reading.always.canal_area", {"joint": "L4-L5", "value": -0.04})
    assert "±0.0\u202f%" in say(canal, SCREEN)
    assert "-0.0 %" in say(canal, PRINTED)  # as JSON has always written it
    left = Language("xx", {"left": "{left:3g N} left"}, TYPED)
    assert say("left", left, left=10 / 3) == "3.33 N left"


def test_a_number_without_digits_and_a_slot_that_nothing_fills_are_faults():
    with pytest.raises(ValueError, match="without digits"):
        say("refusal.at", setting=0.5, why="")
    with pytest.raises(KeyError):
        say("refusal.at", setting="")
    with pytest.raises(ValueError, match="slot of the form"):
        say("odd", Language("xx", {"odd": "{number:.2f}"}, Marks()), number=1.0)


def test_a_refusal_is_said_in_the_language_of_the_one_that_holds_it():
    with pytest.raises(SceneError) as refused:
        Scene().set("lean_deg", 99)
    outer = SceneError("refusal.at", setting="hips=up", why=refused.value)
    said = say(outer.saying, PSEUDO)
    assert said == "«at hips=up: «lean_deg: '99' is not allowed; it takes «−30 to 30 °»»»"


def test_a_refusal_says_itself_after_it_came_from_another_process():
    error = SceneError("scene.no_key", key="colour", known=("hips", "arms"))
    other = pickle.loads(pickle.dumps(error))
    assert str(other) == "there is no key 'colour'; the keys are hips, arms"
    assert str(other) == str(error)


def test_signs_that_nobody_can_see_are_written_out():
    name = "a\nb\x1b[2J\u2028\ud800"
    assert say("file.saved", name=name) == "Saved as a\\nb\\x1b[2J\\u2028\\ud800."
