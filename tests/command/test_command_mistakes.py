"""Every mistake gives one sentence on stderr and exit code 2, and nothing is done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from spineviz.command.main import main
from spineviz.command.usage import MISTAKE
from spineviz.session.scene_file import MAX_FILE_BYTES


@pytest.fixture
def told(model, capsys):
    """Runs the words, which must be refused, and returns the sentence."""

    def solve_nothing(scene, warm=None, tables=None):
        raise AssertionError("a refused command must not solve anything")

    model(solve_nothing)

    def run(*words: str) -> str:
        assert main(words) == MISTAKE
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.count("\n") == 1
        assert printed.err.startswith("spineviz: ")
        assert "Traceback" not in printed.err
        return printed.err

    return run


@pytest.mark.parametrize(
    ("setting", "parts"),
    [
        ("roller.level=C7", ["roller.level", "'C7'", "T1 to L5, sacrum, gluteals"]),
        ("roller.level=", ["roller.level", "T1 to L5, sacrum, gluteals"]),
        ("roller.diameter_mm=20", ["roller.diameter_mm", "'20'", "100 to 300 mm"]),
        ("roller.diameter_mm=nan", ["roller.diameter_mm", "100 to 300 mm"]),
        ("roller.diameter_mm=inf", ["roller.diameter_mm", "100 to 300 mm"]),
        ("roller.diameter_mm=wide", ["roller.diameter_mm", "100 to 300 mm"]),
        ("roller.kind=stone", ["roller.kind", "foam, foam-firm, grid, rigid"]),
        ("person.mass_kg=1e999", ["person.mass_kg", "45 to 120 kg"]),
        ("without=ribs,skull", ["without", "ribs, blades, cartilage"]),
        ("roller.colour=red", ["roller.colour", "roller.level", "without"]),
        ("=3", ["''", "roller.level"]),
        ("hips", ["'hips'", "KEY=VALUE"]),
    ],
)
def test_a_bad_setting_is_told_with_what_it_takes(told, setting, parts):
    for command in (["solve"], ["sweep", "--over", "arms=sides:head"], []):
        sentence = told(*command, "--set", setting)
        for part in parts:
            assert part in sentence


def test_two_places_for_one_roller_are_refused(told):
    two = ["--set", "roller.level=T8", "--set", "roller.position_mm=100"]
    assert "keep one" in told("solve", *two)
    assert "keep one" in told("sweep", "--over", "roller.level=T1:L5", *two[2:])
    assert "keep one" in told("sweep", "--over", "roller.position_mm=1:5", *two[:2])


def test_one_key_twice_is_refused(told):
    assert "hips is set twice" in told("solve", "--set", "hips=up", "--set", "hips=down")
    assert "hips is swept" in told("sweep", "--over", "hips=down:up", "--set", "hips=up")


@pytest.mark.parametrize(
    ("asked", "parts"),
    [
        ("roller.level", ["KEY=FROM:TO"]),
        ("roller.level=T1", ["KEY=FROM:TO"]),
        ("roller.level=T1:L5:1:1", ["KEY=FROM:TO"]),
        ("roller.level=T1:S1", ["'S1'", "T1 to L5, sacrum, gluteals"]),
        ("roller.level=T1:L5:0.5", ["'0.5'", "whole number"]),
        ("roller.diameter_mm=50:100", ["'50'", "100 to 300 mm"]),
        ("roller.diameter_mm=100:150:0", ["step '0'", "above 0"]),
        ("roller.diameter_mm=100:150:-5", ["step '-5'", "above 0"]),
        ("roller.diameter_mm=100:150:nan", ["step 'nan'", "above 0"]),
        ("roller.diameter_mm=100:150:", ["step ''", "above 0"]),
        ("roller.diameter_mm=100:150:1e-6", ["50000001 scenes", "larger step"]),
        ("without=ribs:discs", ["without", "is a set"]),
        ("nothing=1:2", ["'nothing'", "roller.level"]),
    ],
)
def test_a_bad_range_is_told_with_what_it_takes(told, asked, parts):
    sentence = told("sweep", "--over", asked)
    for part in parts:
        assert part in sentence


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "no JSON"),
        (b"\xff\xfe", "no JSON"),
        (b"[]", "scene"),
        (b'{"scene": {}}', "schema"),
        (b'{"schema": 99, "scene": {}}', "99"),
        (b'{"schema": 1, "scene": {"hips": "sideways"}}', "down, up"),
        (b'{"schema": 1, "scene": {"hips": "up", "hips": "down"}}', "twice"),
        (b'{"schema": 1, "scene": {"person.mass_kg": NaN}}', "45 to 120 kg"),
        (b'{"schema": 1, "scene": {"person.mass_kg": true}}', "45 to 120 kg"),
        (b'{"schema": 1, "scene": {"person.mass_kg": null}}', "45 to 120 kg"),
        (b'{"schema": 1, "scene": {"roller.level": "T8", "roller.position_mm": 9}}', "keep one"),
        (b"[" * 50_000, "no JSON"),
        (b" " * (MAX_FILE_BYTES + 1), "larger than"),
    ],
)
def test_a_bad_file_is_told_with_its_name(told, tmp_path: Path, content, part):
    file = tmp_path / "lesson.json"
    file.write_bytes(content)
    for command in (["solve"], []):
        sentence = told(*command, str(file))
        assert "lesson.json" in sentence
        assert part in sentence


def test_a_number_of_thousands_of_digits_is_told_in_words(told, tmp_path: Path):
    scene, lesson = tmp_path / "a.json", tmp_path / "a.toml"
    scene.write_text('{"schema": 1, "scene": {}, "others": ' + "9" * 5000 + "}")
    lesson.write_text("minutes = " + "9" * 5000)
    deep = tmp_path / "deep.toml"
    deep.write_text("a = " + "[" * 5000 + "]" * 5000)
    assert "a number in it has thousands of digits" in told("solve", str(scene))
    assert "a number in it has thousands of digits" in told("lesson", "show", str(lesson))
    assert "nested too deep" in told("lesson", "show", str(deep))
    for dot in (".", " . ", "\t."):  # 90 kB of it kept Python's reader busy for half a minute
        deep.write_text(dot.join("a" * (90_000 // (1 + len(dot)))) + " = 1")
        assert "nested too deep" in told("lesson", "show", str(deep))


def test_a_missing_file_and_a_folder_are_told(told, tmp_path: Path):
    assert "cannot be read" in told("solve", str(tmp_path / "none.json"))
    assert "cannot be read" in told("solve", str(tmp_path))


def test_a_mistyped_command_is_told(told):
    sentence = told("slove")
    assert "no command and no file 'slove'" in sentence
    assert "solve, sweep, render, keys" in sentence


@pytest.mark.parametrize(
    "words",
    [["solve", "--jsno"], ["solve", "a", "b"], ["sweep"], ["keys", "x"], ["--frames", "0"]],
)
def test_bad_words_are_told_with_where_to_look(told, words):
    assert "--help says more" in told(*words)


def test_a_table_that_cannot_be_written_is_told_before_the_work(told, tmp_path: Path):
    sweep = ["sweep", "--over", "roller.level=T1:L5", "--csv"]
    assert "there is no folder" in told(*sweep, str(tmp_path / "none" / "rows.csv"))
    assert "not an ordinary file" in told(*sweep, str(tmp_path))
    assert "not an ordinary file" in told(*sweep, "")


def test_a_scene_that_only_the_model_can_refuse_is_told(model, capsys):
    from spineviz.scene import SceneError

    def refuse(scene, warm=None, tables=None):
        raise SceneError(
            "place.beyond", key="roller.position_mm", asked=590.0, last="L5", end=470.0
        )

    model(refuse)
    assert main(["solve", "--json"]) == MISTAKE
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (
        "spineviz: roller.position_mm: 590 mm is beyond the L5 of this person; it takes 0 to 470 mm"
        " here\n"
    )


def test_the_sentence_for_a_long_value_stays_short(told):
    assert len(told("solve", "--set", "hips=" + "x" * 5000)) < 200


LONG = "x" * 50_000
ODD = "a\nb\x1b[31mred\x07\u202egnp"
"""A name that ends the line, colours a terminal, rings, and turns the letters after it around."""


@pytest.mark.parametrize("odd", [LONG, ODD])
@pytest.mark.parametrize(
    "words",
    [
        ["solve", "--{}"],
        ["solve", "{}"],
        ["solve", "{}/{}"],
        ["solve", "a", "{}"],
        ["solve", "--set", "{}"],
        ["sweep", "--over", "{}"],
        ["sweep", "--over", "lean_deg=0:10:{}"],
        ["sweep", "--over", "lean_deg=0:1", "--csv", "none/{}/{}"],
        ["render", "-o", "{}"],
        ["render", "-o", "a.png", "--size", "{}"],
        ["render", "-o", "a.png", "--scale", "{}"],
        ["render", "-o", "a.png", "--theme", "{}"],
        ["render", "-o", "a.gif", "--roll", "{}"],
        ["population", "{}"],
        ["population", "1", "--seed", "{}"],
        ["lesson", "show", "{}"],
        ["lesson", "check", "{}"],
        ["lesson", "check", "--bodies", "{}"],
        ["lesson", "new", "--title", "a", "-o", "{}", "b"],
        ["handout", "{}", "-o", "a.pdf"],
        ["handout", "a", "-o", "a.pdf", "--paper", "{}"],
        ["lab", "{}"],
        ["lab", "lie", "--pad-mm", "{}"],
        ["questions", "{}"],
        ["{}"],
        ["--frames", "{}"],
        ["--lesson", "{}"],
    ],
)
def test_whatever_is_asked_the_sentence_is_one_short_line_that_can_be_printed(told, words, odd):
    sentence = told(*(word.replace("{}", odd) for word in words))
    assert len(sentence) < 1500
    assert sentence[:-1].isprintable()


@pytest.mark.parametrize(
    "words",
    [
        ["population", "{}"],
        ["population", "2", "--processes", "{}"],
        ["population", "2", "--seed", "{}"],
        ["lesson", "check", "--bodies", "{}"],
        ["lab", "sensitivity", "--draws", "{}"],
        ["--frames", "{}"],
    ],
)
@pytest.mark.parametrize("written", ["1_0", "1.0", "\u0661", "0x1", "", "9" * 5000])
def test_a_count_is_written_in_digits_alone(told, words, written):
    assert "is no whole number" in told(*(word.replace("{}", written) for word in words))


def test_settings_of_a_file_read_like_those_of_the_line(told, tmp_path: Path):
    file = tmp_path / "lesson.json"
    file.write_text(json.dumps({"schema": 1, "scene": {"hips": "sideways"}}))
    assert told("solve", str(file)).endswith(told("solve", "--set", "hips=sideways")[10:])
