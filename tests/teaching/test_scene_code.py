"""Scene codes: short text for a slide, read as strictly as a file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spineviz.scene import QUANTITIES, Scene, SceneError
from spineviz.teaching.scene_code import code_of, is_code, scene_of_code


def _values(quantity):
    if quantity.many:
        return st.sets(st.sampled_from(quantity.choices)).map(lambda words: tuple(sorted(words)))
    if quantity.choices:
        return st.sampled_from(quantity.choices)
    return st.floats(quantity.low, quantity.high)


PLACES = ("roller.level", "roller.position_mm")
SETTINGS = st.fixed_dictionaries(
    {}, optional={each.key: _values(each) for each in QUANTITIES if each.key not in PLACES}
)
PLACE = st.sampled_from(PLACES).flatmap(
    lambda key: _values(next(each for each in QUANTITIES if each.key == key)).map(
        lambda value: {key: value}
    )
)


@given(SETTINGS, PLACE)
def test_a_code_gives_its_scene_back(settings, place):
    scene = Scene.from_dict({**settings, **place})
    assert scene_of_code(code_of(scene)) == scene
    assert len(code_of(scene)) <= 1000


def test_a_code_names_only_what_differs():
    assert code_of(Scene()) == "spineviz:1"
    assert code_of(Scene(roller_level="L3")) == "spineviz:1;roller.level=L3"
    assert code_of(Scene(roller_kind="wheel-15")) == "spineviz:1;roller.kind=wheel-15"


def test_a_code_is_typed_with_spaces_and_capitals():
    scene = scene_of_code(" SpineViz:1 ; roller.level = l3 ; arms=Crossed; ")
    assert scene == Scene(roller_level="L3", arms="crossed")
    assert is_code(" SPINEVIZ:7")
    assert not is_code("spineviz lesson")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "starts with spineviz:1"),
        ("roller.level=L3", "starts with spineviz:1"),
        ("spineviz:", "is no version"),
        ("spineviz:²", "is no version"),
        ("spineviz:2;roller.level=L3", "version 2; this program reads 1"),
        ("spineviz:1;roller.level", "not of the form key=value"),
        ("spineviz:1;roller.level=L3;roller.level=L3", "set twice"),
        ("spineviz:1;roller.level=L9", "it takes T1 to L5"),
        ("spineviz:1;feet=2", "there is no key 'feet'"),
        ("spineviz:1;roller.level=L3;roller.position_mm=9", "keep one"),
        ("spineviz:1;" + "x" * 3000, "at most 1000 letters"),
    ],
)
def test_a_wrong_code_is_refused_in_one_sentence(text, said):
    with pytest.raises(SceneError) as caught:
        scene_of_code(text)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.text(max_size=80))
def test_no_text_but_a_code_is_a_scene(text):
    for each in (text, f"spineviz:1;{text}"):
        try:
            scene = scene_of_code(each)
        except SceneError:
            continue
        assert is_code(each)
        assert scene_of_code(code_of(scene)) == scene
