"""One row names, reads, rounds and judges a number, whoever shows it."""

from __future__ import annotations

import csv
import io
import json
import math
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from spineviz import values
from spineviz.lab.bands import band_of
from spineviz.outcome import BEHIND, Balanced, Outcome, Rolled
from spineviz.scene import QUANTITIES, Scene
from spineviz.simulation.report import as_json, as_plain, as_row, csv_text, scene_cells
from spineviz.simulation.simulate import simulate
from spineviz.tables.thresholds import thresholds
from spineviz.values import (
    BY_WORD,
    ENGLISH,
    SCALARS,
    VALUE,
    VALUES,
    Marks,
    Value,
    find,
    scalars_of,
    values_of,
    written,
)
from spineviz.window.numbers.bar_contents import cage_reading, extension_reading, peak_reading
from spineviz.words.differences import differences
from spineviz.words.sentences import what_if

FINITE = st.floats(-1e6, 1e6)
DIGITS = st.integers(0, 3)
SAID = re.compile(r"(\d+) % of (?:its|the) range of (\w+)[^,.]*, (low|raised|high)\b")
"""A share of a range with the word for it, as sentences of conditions say it."""


def drawn(seed: int, **fixed: object) -> Scene:
    """A scene with every quantity anywhere in its range, half of them left alone."""
    rng = random.Random(seed)
    settings: dict[str, object] = {}
    for quantity in QUANTITIES:
        if quantity.key in ("roller.position_mm", "task") or rng.random() < 0.5:
            continue
        if quantity.many:
            settings[quantity.key] = [c for c in quantity.choices if rng.random() < 0.3]
        elif quantity.choices:
            settings[quantity.key] = rng.choice(quantity.choices)
        else:
            assert quantity.low is not None
            assert quantity.high is not None
            settings[quantity.key] = rng.uniform(quantity.low, quantity.high)
    return replace(Scene().set_all(settings), **fixed)


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    """Thirty of them: drawn anywhere, a press-up, and one at the pelvis."""
    scenes = [drawn(seed) for seed in range(28)]
    scenes += [Scene(task="press-up"), Scene(roller_level="gluteals")]
    return [simulate(scene) for scene in scenes]


@pytest.fixture(scope="module")
def conditions(long) -> list[Balanced]:
    """Scenes of every condition with the roller all along the back, of two persons; in the short
    run one of them lies on it at some levels and the other at the rest."""
    found = []
    choices = next(each for each in QUANTITIES if each.key == "condition").choices[1:]
    for number, condition in enumerate((*choices, *choices)):
        levels = ("T5", "L2", "L4") if number < len(choices) else ("T11", "L3")
        for level in ("T5", "T11", "L2", "L3", "L4") if long else levels:
            scene = drawn(100 + number, condition=condition, face="up", roller_position_mm=None)
            found.append(simulate(replace(scene, roller_level=level)))
    return [outcome for outcome in found if outcome.converged]


class TestRows:
    def test_keys_words_and_columns_are_given_once(self):
        assert len({value.key for value in VALUES}) == len(VALUES)
        words = [value.word for value in VALUES if value.word]
        assert len(set(words)) == len(words)
        paths = [value.stands for value in VALUES if value.stands]
        assert len(set(paths)) == len(paths)
        assert not set(words) & (set(VALUE) - {BY_WORD[word].key for word in words})

    @pytest.mark.parametrize("value", VALUES, ids=lambda value: value.key)
    def test_a_row_says_what_it_is(self, value: Value):
        assert value.name
        assert value.name[0].islower()
        assert value.title[0].isupper()
        assert "." not in value.key, "a dot parts a scene from a number"
        assert 0 <= value.digits <= 3
        assert (value.factor == 100) == (value.unit == "%" and value.points == "points")
        assert value.bands in ("", *thresholds())

    def test_every_row_reads_a_finite_number_or_none(self, outcomes):
        known = set()
        for outcome in outcomes:
            for name, number in values_of(outcome).items():
                assert number is None or math.isfinite(number), name
                if number is not None:
                    known.add(name.partition("@")[0])
        assert known == set(VALUE), "a row that no scene has a number of"

    def test_without_a_roller_its_numbers_are_none(self, outcomes):
        press_up = next(each for each in outcomes if each.scene.task == "press-up")
        numbers = values_of(press_up)
        for key in ("force_N", "peak_kPa", "spine_share", "cage_share", "entry_share_ribs"):
            assert numbers[key] is None
        assert not any(name.startswith("level_") for name in numbers)
        assert numbers["lordosis_deg"] is not None

    def test_without_a_pose_there_is_no_number(self, lost):
        assert set(values_of(lost).values()) == {None}
        assert set(values_of(lost)) == {value.key for value in SCALARS}
        assert scalars_of(lost) == {}

    def test_the_numbers_that_there_are_have_the_same_keys_in_every_scene(self, outcomes):
        for outcome in outcomes:
            numbers = values_of(outcome)
            scalars = {key: each for key, each in numbers.items() if "@" not in key}
            assert list(scalars) == [value.key for value in SCALARS]
            assert scalars_of(outcome) == {k: n for k, n in scalars.items() if n is not None}
            with pytest.raises(TypeError):
                scalars_of(outcome)["force_N"] = 0.0

    def test_parts_add_up_to_their_whole(self, outcomes):
        for outcome in outcomes:
            numbers = values_of(outcome)
            if not isinstance(outcome, Rolled):
                continue
            shares = [n for key, n in numbers.items() if key.startswith("entry_share_")]
            assert math.fsum(shares) == pytest.approx(1)
            behind = [numbers[f"{part}_share"] for part in BEHIND]
            assert math.fsum(behind) == pytest.approx(1)
            held = [n for key, n in numbers.items() if key.startswith("support_")]
            assert math.fsum(held) == pytest.approx(numbers["weight_N"], abs=1e-3)
            sides = numbers["side_left_N"] + numbers["side_right_N"]
            assert sides == pytest.approx(numbers["force_N"])
            change = numbers["lordosis_deg"] - numbers["lordosis_flat_deg"]
            assert numbers["lordosis_change_deg"] == pytest.approx(change)

    def test_a_row_that_is_called_like_an_attribute_reads_that_one(self, outcomes):
        read, found = 0, [each for each in outcomes if each.converged]
        for outcome in found:
            for record, prefix in ((outcome.curvature, ""), (outcome.push, "push_")):
                for name in record.__struct_fields__:
                    value = VALUE.get(prefix + name)
                    if value is not None:
                        assert value.of(outcome) == getattr(record, name), value.key
                        read += 1
        assert read == 11 * len(found) > 0, "eight of the curves, three of the push"

    def test_the_most_extended_joint_is_the_largest_of_all(self, outcomes):
        for outcome in outcomes:
            numbers = values_of(outcome)
            for key, family in (
                ("most_extended_deg", "joint_extension_deg"),
                ("nearest_range_share", "joint_range_share"),
            ):
                all_of_them = [n for name, n in numbers.items() if name.startswith(f"{family}@")]
                assert numbers[key] == (max(all_of_them) if all_of_them else None)


@pytest.fixture
def lost(unbalanced) -> Outcome:
    return unbalanced(Scene())


class TestNames:
    def test_a_text_finds_a_value_by_word_or_by_key_with_its_place(self):
        assert find("peak") == find("peak_kPa") == (VALUE["peak_kPa"], "")
        assert find("bent@L4-L5") == (VALUE["joint_extension_deg"], "L4-L5")
        assert find("level_peak_kPa@T8") == (VALUE["level_peak_kPa"], "T8")
        with pytest.raises(KeyError):
            find("mood")

    def test_a_place_belongs_to_those_that_have_places(self, outcomes):
        outcome = next(each for each in outcomes if each.converged)
        bent, peak = VALUE["joint_extension_deg"], VALUE["peak_kPa"]
        assert bent.of(outcome, "L4-L5") == outcome.joints["L4-L5"].extension_deg
        with pytest.raises(KeyError):
            bent.of(outcome)
        with pytest.raises(KeyError):
            bent.of(outcome, "L5-T1")
        with pytest.raises(KeyError):
            peak.of(outcome, "L4-L5")

    def test_the_zones_hold_all_vertebrae(self, outcomes):
        outcome = next(each for each in outcomes if each.converged)
        numbers = values_of(outcome)
        assert [numbers[f"zone@{zone}"] for zone in "CTL"] == [7, 12, 5]
        assert numbers["vertebrae"] == 24


class TestWriting:
    @given(FINITE, DIGITS)
    def test_what_is_written_reads_back_to_the_digits_shown(self, number, digits):
        text = written(number, digits, "kPa")
        shown, unit = text.split("\u202f")
        assert unit == "kPa"
        assert float(shown.replace("−", "-")) == pytest.approx(number, abs=0.5000001 * 10**-digits)
        assert "-" not in text

    @given(FINITE, DIGITS)
    def test_another_language_has_its_own_marks_and_the_same_digits(self, number, digits):
        marks = Marks(decimal=",", minus="-", space=" ")
        text = written(number, digits, "N", marks=marks)
        assert "." not in text
        own = text.replace(",", ENGLISH.decimal).replace("-", ENGLISH.minus)
        assert own.replace(" ", ENGLISH.space) == written(number, digits, "N")

    @given(FINITE, DIGITS)
    def test_a_sign_says_which_way_and_zero_has_none(self, number, digits):
        text = written(number, digits, signed=True)
        shown = float(text.lstrip("+−±"))
        if shown == 0:
            assert text.startswith("±")
            assert written(number, digits)[0].isdigit()
        else:
            assert text[0] == ("+" if number > 0 else "−")

    def test_a_degree_sign_stands_at_its_number_and_other_units_apart(self):
        assert written(-1.25, 1, "°") == "−1.2°"
        assert written(12.0, 0, "%") == "12\u202f%"
        assert written(3.0, 0) == "3"

    @given(st.sampled_from([v for v in VALUES if v.places is None]), FINITE, FINITE)
    def test_a_change_is_the_difference_of_the_two_shown_numbers(self, value, before, now):
        def shown(text: str) -> float:
            return float(re.match(r"[+−±]?[\d.]+", text)[0].replace("−", "-").replace("±", ""))

        printed = [shown(value.figure(each)) for each in (before, now)]
        change = value.change(before, now)
        assert shown(change) == pytest.approx(printed[1] - printed[0], abs=1e-6)
        assert value.text(before).startswith(value.figure(before))
        assert value.text(before).endswith(value.unit)

    def test_one_percent_more_is_a_point(self):
        share = VALUE["spine_share"]
        assert share.change(0.5, 0.51) == "+1\u202fpoint"
        assert share.change(0.5, 0.49) == "−1\u202fpoint"
        assert share.change(0.5, 0.48) == "−2\u202fpoints"
        assert share.change(0.5, 0.5) == "±0\u202fpoints"


class TestOneTruth:
    """Every place that shows a number shows what its row says."""

    def test_bars_strip_and_what_ifs_show_the_same_number(self, outcomes):
        rolled = [each for each in outcomes if isinstance(each, Rolled)]
        first = rolled[0]
        for outcome in rolled[1:]:
            strip = {row.name: row for row in differences(first, outcome)}
            bars = [read(outcome) for read in (peak_reading, cage_reading, extension_reading)]
            said = what_if("ribs", True, scalars_of(first), scalars_of(outcome))
            for bar, key in zip(
                bars, ("peak_kPa", "cage_share", "push_extension_deg"), strict=True
            ):
                value = VALUE[key]
                number = value.of(outcome)
                assert bar.text in (value.text(number), value.figure(number))
                low, high = band_of(outcome, value, number)
                assert bar.band == f"{value.figure(low)} to {value.text(high)}"
                if value.title not in strip:  # the strip has the spine's share in its place
                    continue
                assert strip[value.title].values.endswith(f"→ {value.text(number)}")
                change = strip[value.title].change
                assert change == value.change(value.of(first), number)
                assert key == "push_extension_deg" or change in said

    def test_no_sentence_disagrees_with_a_bar(self, conditions):
        """Low, raised or high: the word of a sentence is the word of the same joint's bar."""
        compared, words, at_the_bar = 0, set(), 0
        used = VALUE["joint_range_share"]
        for outcome in conditions:
            bar = extension_reading(outcome, None)
            for reading in outcome.readings:
                for percent, way, word in SAID.findall(reading.sentence):
                    share = used.of(outcome, reading.place)
                    assert share is not None
                    extended = outcome.joints[reading.place].standing_deg > 0
                    if extended != (way == "extension"):
                        share = 0.0  # bent the other way it uses nothing of that range
                    assert used.figure(share) == percent
                    assert word == used.band(share), reading.sentence
                    compared += 1
                    words.add(word)
                    if outcome.push.joint == reading.place and way == "extension":
                        assert word == bar.word, reading.sentence
                        at_the_bar += 1
        assert compared > 20
        assert at_the_bar > 5
        assert len(words) == 3, "the scenes do not try every word"

    def test_every_word_of_a_band_in_a_sentence_is_one_that_was_compared(self, conditions):
        for outcome in conditions:
            for reading in outcome.readings:
                worded = re.findall(r"\b(?:low|raised|high)\b", reading.sentence)
                assert len(worded) == len(SAID.findall(reading.sentence)), reading.sentence

    def test_an_alert_of_a_range_is_told_of_joints_whose_word_is_high(self, outcomes, conditions):
        told = 0
        used = VALUE["joint_range_share"]
        for outcome in (*outcomes, *conditions):
            if not outcome.converged:
                continue
            beyond = {alert.place for alert in outcome.alerts if alert.kind == "range"}
            for place in beyond:
                assert used.band(used.of(outcome, place)) == "high"
                told += 1
        assert told > 0


class TestOneRowIsEnough:
    """Who adds a number adds a row."""

    @pytest.fixture
    def added(self, monkeypatch):
        rows = (
            Value("heft_N", "force a kilogram", "N", 1, lambda o, _: o.weight_N / 75.0),
            Value("roller_edge_kPa", "pressure at the edge", "kPa", 1,
                  lambda o, _: 7.0 if o.roller else None, path="roller.edge_kPa"),
            Value("joint_flexion_deg", "flexion of the joint", "°", 1,
                  lambda o, place: -o.joints[place].extension_deg,
                  path="joints.flexion_deg", places=lambda o: o.joints),
        )  # fmt: skip
        monkeypatch.setattr(values, "VALUES", (*VALUES, *rows))
        return simulate(Scene())

    def test_a_new_row_stands_in_json_csv_and_values(self, added):
        plain = json.loads(as_json(added))
        assert plain["heft_N"] == pytest.approx(added.weight_N / 75)
        assert plain["roller"]["edge_kPa"] == 7.0
        flexed = plain["joints"]["L4-L5"]["flexion_deg"]
        assert flexed == pytest.approx(-plain["joints"]["L4-L5"]["extension_deg"])
        assert as_row(added)["heft_N"] == plain["heft_N"]
        assert as_row(added)["roller_edge_kPa"] == 7.0
        (row,) = csv.DictReader(io.StringIO(csv_text([as_row(added)])))
        assert float(row["heft_N"]) == pytest.approx(plain["heft_N"])
        assert values_of(added)["heft_N"] == pytest.approx(plain["heft_N"])
        assert values_of(added)["joint_flexion_deg@L4-L5"] == pytest.approx(flexed)

    def test_it_is_null_where_there_is_none(self, added):
        press_up = simulate(Scene(task="press-up"))
        plain = as_plain(press_up)
        assert plain["roller"] is None
        assert plain["levels"] == plain["entry_share"] == {}
        assert plain["heft_N"] is not None
        assert as_row(press_up)["roller_edge_kPa"] is None

    def test_json_and_csv_hold_every_row_that_belongs_there(self):
        outcome = simulate(Scene())
        plain, row = as_plain(outcome), as_row(outcome)
        for value in VALUES:
            if value.places is None:
                assert (value.key in row) == value.column, value.key
            if value.stands:
                top, _, name = value.stands.partition(".")
                there = plain[top]
                if value.places is not None:
                    there = next(iter(there.values()))
                assert name in there if name else there is not None, value.key


def test_cells_of_a_table_are_as_they_would_be_typed():
    scene = Scene(roller_level="L3", without=("ribs", "blades"))
    cells = scene_cells(scene)
    assert (cells["roller.level"], cells["without"]) == ("L3", "ribs,blades")
    assert cells["roller.position_mm"] is None
    text = csv_text([{"a": None, "b": True, "c": False, "d": 0.5, "e": "x,y"}])
    assert text == 'a,b,c,d,e\n,true,false,0.5,"x,y"\n'
    assert Scene().set_all({key: cells[key] for key in ("without", "roller.level")}) == scene
