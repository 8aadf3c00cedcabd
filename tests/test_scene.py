"""The scene: one table of quantities, and a frozen value that survives its file."""

from __future__ import annotations

import string

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spineviz.scene import BY_KEY, LEVELS, QUANTITIES, ROLLED_LEVELS, Quantity, Scene, SceneError
from spineviz.session.scene_file import dump_scene, load_scene
from spineviz.tables.tables import TABLES

NUMBERS = [quantity for quantity in QUANTITIES if quantity.low is not None]
CHOICES = [quantity for quantity in QUANTITIES if quantity.choices and not quantity.many]


def values_of(quantity: Quantity) -> st.SearchStrategy[object]:
    if quantity.many:
        return st.sets(st.sampled_from(quantity.choices)).map(list)
    if quantity.choices:
        return st.sampled_from(quantity.choices)
    return st.floats(quantity.low, quantity.high)


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    scene = Scene()
    for quantity in draw(st.permutations(QUANTITIES)):
        if draw(st.booleans()):
            scene = scene.set(quantity.key, draw(values_of(quantity)))
    return scene


def key(quantity: Quantity) -> str:
    return quantity.key


def test_the_back_has_24_vertebrae_and_the_roller_goes_under_17():
    assert len(LEVELS) == 24
    assert (ROLLED_LEVELS[0], ROLLED_LEVELS[-1], len(ROLLED_LEVELS)) == ("T1", "L5", 17)


def test_every_field_has_its_quantity_and_every_quantity_its_sentence():
    assert sorted(quantity.field for quantity in QUANTITIES) == sorted(Scene.__struct_fields__)
    for quantity in QUANTITIES:
        assert quantity.about.endswith((".", ")."))
        assert quantity.label


@pytest.mark.parametrize("quantity", QUANTITIES, ids=key)
def test_default_scene_holds_the_defaults_of_the_table(quantity):
    assert Scene().get(quantity.key) == quantity.default
    if quantity.default is not None:
        assert quantity.read(quantity.default) == quantity.default


@pytest.mark.parametrize("quantity", NUMBERS, ids=key)
def test_numbers_take_the_ends_of_their_range_and_nothing_beyond(quantity):
    for end in (quantity.low, quantity.high):
        assert Scene().set(quantity.key, end).get(quantity.key) == end
        assert Scene().set(quantity.key, str(end)).get(quantity.key) == end
    for beyond in (quantity.low - 1e-6, quantity.high + 1e-6, float("nan"), float("inf"), 10**400):
        with pytest.raises(SceneError, match=quantity.key) as refused:
            Scene().set(quantity.key, beyond)
        assert str(quantity.allowed) in str(refused.value)


@pytest.mark.parametrize("quantity", NUMBERS, ids=key)
@pytest.mark.parametrize("value", ["", "ten", "1,5,0", None, True, [1], {}])
def test_numbers_take_only_numbers(quantity, value):
    with pytest.raises(SceneError, match=quantity.key):
        Scene().set(quantity.key, value)


def test_a_comma_is_a_decimal_sign_too():
    assert Scene().set("slump", "1,5").slump == Scene().set("slump", "1.5").slump == 1.5


@pytest.mark.parametrize("quantity", CHOICES, ids=key)
def test_choices_take_their_words_in_any_case(quantity):
    for word in quantity.choices:
        assert Scene().set(quantity.key, f" {word.upper()} ").get(quantity.key) == word
    for other in ("", "none of them", 1, None, ["up"]):
        with pytest.raises(SceneError, match=quantity.key):
            Scene().set(quantity.key, other)


def test_what_is_taken_away_is_a_set_in_a_fixed_order():
    wanted = ("ribs", "blades")
    for value in ("blades,ribs", "ribs, blades,ribs", ["blades", "ribs"], ("ribs", "blades")):
        assert Scene().set("without", value).without == wanted
    assert Scene(without=wanted).set("without", "").without == ()
    for other in ("skull", ["ribs", 3], [["ribs"]], None, 3, True):
        with pytest.raises(SceneError, match="without"):
            Scene().set("without", other)


def test_the_roller_has_one_place():
    by_distance = Scene().set("roller.position_mm", 100)
    assert (by_distance.roller_level, by_distance.roller_position_mm) == (None, 100.0)
    by_level = by_distance.set("roller.level", "L3")
    assert (by_level.roller_level, by_level.roller_position_mm) == ("L3", None)
    with pytest.raises(SceneError, match="keep one"):
        Scene.from_dict({"roller.level": "T8", "roller.position_mm": 100})


def test_an_unknown_key_is_told_with_the_known_ones():
    with pytest.raises(SceneError, match=r"roller\.colour.*roller\.level.*without"):
        Scene().set("roller.colour", "red")


def test_setting_leaves_the_old_scene_alone():
    scene = Scene()
    assert scene.set("hips", "up") != scene
    assert scene == Scene()
    with pytest.raises(AttributeError):
        scene.hips = "up"  # type: ignore[misc]


def test_minus_zero_and_zero_are_one_scene():
    minus, plus = (Scene().set("roller.position_mm", zero) for zero in (-0.0, 0.0))
    assert dump_scene(minus) == dump_scene(plus)
    assert hash(minus) == hash(plus)


@given(scenes())
def test_every_scene_survives_its_file(tmp_path_factory: pytest.TempPathFactory, scene: Scene):
    file = tmp_path_factory.mktemp("scene") / "scene.json"
    file.write_text(dump_scene(scene), encoding="utf-8")
    assert load_scene(file) == scene


@given(scenes())
def test_equal_scenes_are_one_key(scene: Scene):
    again = Scene.from_dict(scene.to_dict())
    assert again == scene
    assert hash(again) == hash(scene)


@given(st.sampled_from(QUANTITIES), st.text(string.printable, max_size=12))
def test_any_text_is_taken_within_the_range_or_refused_by_name(quantity: Quantity, text: str):
    refusal = ""
    try:
        value = Scene().set(quantity.key, text).get(quantity.key)
    except SceneError as error:
        refusal = str(error)
    assert quantity.key in refusal or BY_KEY[quantity.key].read(value) == value


KINDS = next(quantity for quantity in QUANTITIES if quantity.key == "roller.kind").choices
SIZES = ("roller.diameter_mm", "roller.width_mm", "roller.groove_mm", "roller.stiffness")


@pytest.mark.parametrize("kind", KINDS)
def test_choosing_a_roller_sets_its_sizes_which_are_free_afterwards(kind):
    strange = Scene().set_all(dict(zip(SIZES, (210, 66, 7, 3), strict=True)))
    chosen = strange.set("roller.kind", kind)
    assert {key: chosen.get(key) for key in SIZES} == TABLES.products[kind].settings
    assert chosen.set("roller.width_mm", 77).roller_width_mm == 77
    assert chosen.set("hips", "up").set("roller.kind", kind) == chosen.set("hips", "up")
    for key in SIZES:  # what a product sets is within what anybody may set
        assert BY_KEY[key].read(chosen.get(key)) == chosen.get(key)


def test_the_default_roller_is_a_product():
    assert Scene().set("roller.kind", "foam") == Scene()


@given(st.permutations(["roller.kind", *SIZES]), st.sampled_from(KINDS))
def test_what_is_set_together_with_a_kind_of_roller_wins_in_any_order(order, kind):
    wanted = dict(zip(["roller.kind", *SIZES], (kind, 210.0, 66.0, 7.0, 3.0), strict=True))
    scene = Scene.from_dict({key: wanted[key] for key in order})
    assert {key: scene.get(key) for key in wanted} == wanted


def test_a_file_that_names_only_the_kind_gets_the_product():
    wheel = Scene.from_dict({"roller.kind": "wheel-25", "roller.stiffness": 2})
    assert (wheel.roller_diameter_mm, wheel.roller_groove_mm) == (250, 42)
    assert wheel.roller_stiffness == 2


@given(st.dictionaries(st.sampled_from(QUANTITIES), st.none(), max_size=8), st.data())
def test_what_is_given_at_once_is_read_as_set_reads_it(quantities, data):
    values = {quantity.key: data.draw(values_of(quantity)) for quantity in quantities}
    if {"roller.level", "roller.position_mm"} <= set(values):
        del values["roller.level"]
    made = Scene(**{BY_KEY[key].field: value for key, value in values.items()})
    assert made == Scene.from_dict(values)
    assert hash(made) == hash(Scene.from_dict(values))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"hips": "sideways"}, "hips: 'sideways' is not allowed; it takes down, up"),
        ({"arms": "nowhere"}, "arms: 'nowhere' is not allowed; it takes sides, head"),
        ({"brace": 3}, "brace: '3' is not allowed; it takes 0 to 1"),
        ({"brace": True}, "brace: 'true' is not allowed"),
        ({"person_mass_kg": float("nan")}, "person.mass_kg: 'NaN' is not allowed"),
        ({"without": ("wings",)}, "without: .* is not allowed; it takes ribs"),
        ({"roller_level": "T8", "roller_position_mm": 3.0}, "both place the roller; keep one"),
    ],
)
def test_a_scene_cannot_be_made_of_what_it_cannot_take(given, said):
    with pytest.raises(SceneError, match=said):
        Scene(**given)


@pytest.mark.parametrize("kind", TABLES.products)
def test_a_product_brings_its_sizes_unless_they_are_given(kind):
    assert Scene(roller_kind=kind) == Scene().set("roller.kind", kind)
    assert Scene(roller_kind=kind, roller_diameter_mm=120).roller_diameter_mm == 120.0


def test_a_distance_takes_the_place_of_the_level():
    assert Scene(roller_position_mm=100) == Scene().set("roller.position_mm", "100")
    assert Scene(roller_level=None) == Scene()


def test_words_and_whole_numbers_become_what_the_table_says():
    scene = Scene(brace="1", hips="DOWN", without="discs, ribs", lean_deg=-0.0)
    assert scene == Scene(brace=1.0, without=("ribs", "discs"))
    assert type(Scene(brace=np.int64(1)).brace) is float
    assert "-0" not in dump_scene(scene)


def test_setting_one_quantity_reads_that_one_alone(monkeypatch):
    """A window sets one for every picture of a drag."""
    read = []
    original = Quantity.read
    monkeypatch.setattr(
        Quantity, "read", lambda self, value: read.append(self.key) or original(self, value)
    )
    scene = Scene()
    read.clear()
    scene.set("roller.position_mm", 120.0).set("roller.kind", "rigid")
    assert read == ["roller.position_mm", "roller.kind"]
