"""`spineviz render`: a picture without a screen, or a sentence."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from solved_scenes import found_once

from spineviz.command import render as picture
from spineviz.command.main import main
from spineviz.command.usage import DONE, MISTAKE, UNSOLVED
from spineviz.scene import Scene
from spineviz.session.scene_file import dump_scene
from spineviz.simulation.simulate import simulate

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def screenless(application):
    """The one application of the tests."""


@pytest.fixture(autouse=True)
def _every_scene_is_solved_once(monkeypatch):
    """Most pictures are of the same scene; that two solves give one picture has its own test."""
    for module in ("session", "idle"):
        monkeypatch.setattr(f"spineviz.session.{module}.simulate", found_once)


def render(path: Path, *words: str) -> bytes:
    assert main(["render", "-o", str(path), *words]) == DONE
    return path.read_bytes()


def words_of(svg: bytes) -> str:
    """The text of an SVG, as somebody would read it."""
    found = re.findall(r"<text[^>]*>(.*?)</text>", svg.decode(), flags=re.DOTALL)
    return " ".join(" ".join(found).split())


@pytest.mark.parametrize(
    ("name", "start"), [("a.png", b"\x89PNG"), ("a.svg", b"<?xml"), ("a.PDF", b"%PDF")]
)
def test_each_ending_gives_its_format(tmp_path, name, start):
    assert render(tmp_path / name).startswith(start)
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_the_picture_has_the_size_theme_and_scale_that_were_asked_for(tmp_path):
    from PySide6.QtGui import QColor, QImage

    from spineviz.window.paint.theme import DARK

    file = tmp_path / "a.png"
    render(file, "--size", "1100x640", "--theme", "Dark", "--scale", "2")
    image = QImage(str(file))
    assert (image.width(), image.height()) == (2200, 1280)
    assert "T8" in image.text("Description")
    colours = {image.pixelColor(x, 1270).name().upper() for x in range(0, 2200, 10)}
    assert QColor(DARK.chip).name().upper() in colours


def test_the_picture_says_what_the_outcome_says(tmp_path):
    scene = Scene(roller_level="L3", hips="up")
    file = tmp_path / "lesson.json"
    file.write_text(dump_scene(Scene(hips="up")))
    svg = render(tmp_path / "a.svg", str(file), "--set", "roller.level=L3")
    text = words_of(svg)
    outcome = simulate(scene)
    assert "Roller under L3" in text
    assert "Teaching model, not medical advice." in text
    assert f"{outcome.roller.peak_kPa:.0f} kPa" in text  # a narrow space is a space here
    assert f"{outcome.roller.force_N:.0f} N" in text


def test_one_view_has_title_scene_and_disclaimer_and_no_pixels(tmp_path):
    svg = render(tmp_path / "a.svg", "--view", "body")
    text = words_of(svg)
    assert "Roller under T8" in text
    assert "150 mm" in text
    assert "Teaching model, not medical advice." in text
    assert b"<image" not in svg


@pytest.mark.parametrize("name", ["a.png", "a.svg"])
def test_the_same_scene_gives_the_same_bytes(tmp_path, name, monkeypatch):
    if name == "a.svg":  # the other format is painted from the same numbers
        for module in ("session", "idle"):
            monkeypatch.setattr(f"spineviz.session.{module}.simulate", simulate)
    assert render(tmp_path / name) == render(tmp_path / name)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-o", "a.bmp"], "'.bmp'; a picture is written as .png, .svg, .pdf"),
        (["-o", "a"], "has no ending"),
        (["-o", "a.png", "--size", "big"], "'big' is not of the form WIDTHxHEIGHT"),
        (["-o", "a.png", "--size", "10x10"], "it takes 200x150 to 7680x4320"),
        (["-o", "a.png", "--size", "99999x700"], "it takes 200x150 to 7680x4320"),
        (["-o", "a.png", "--theme", "pink"], "it takes light, dark, projector"),
        (["-o", "a.png", "--view", "feet"], "it takes window, body"),
        (["-o", "a.png", "--scale", "0"], "it takes 1 to 8"),
        (["-o", "a.png", "--scale", "nan"], "it takes 1 to 8"),
        (["-o", "nowhere/a.png"], "there is no folder"),
        (["-o", "a.png", "--set", "roller.level=X1"], "roller.level"),
        (["-o", "a.png", "missing.json"], "missing.json: cannot be read"),
        ([], "-o/--output"),
    ],
)
def test_a_mistake_is_one_sentence_and_leaves_no_file(tmp_path, monkeypatch, capsys, words, said):
    monkeypatch.chdir(tmp_path)
    assert main(["render", *words]) == MISTAKE
    told = capsys.readouterr().err
    assert said in told
    assert told.startswith("spineviz: ")
    assert told.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_scene_without_equilibrium_has_no_picture(tmp_path, monkeypatch, capsys, unbalanced):
    monkeypatch.setattr("spineviz.session.session.simulate", unbalanced)
    assert main(["render", "-o", str(tmp_path / "a.png")]) == UNSOLVED
    assert "no picture was written: Outside the model" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_old_picture_stays_where_the_new_one_cannot_be_written(tmp_path, monkeypatch, capsys):
    file = tmp_path / "a.png"
    file.write_bytes(b"old")

    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("spineviz.command.target.write_whole", full)
    assert main(["render", "-o", str(file)]) == MISTAKE
    assert "cannot be written: No space left on device" in capsys.readouterr().err
    assert file.read_bytes() == b"old"


def test_options_and_window_know_the_same_views_themes_and_endings():
    from spineviz.window.paint.theme import ThemeChoice
    from spineviz.window.shell import export, frame

    assert set(picture.VIEWS) == set(frame.VIEWS)
    assert set(picture.SUFFIXES) == set(export.FORMATS)
    assert picture.LARGEST_SCALE == export.LARGEST_SCALE
    assert {choice.name.lower() for choice in ThemeChoice} == {*picture.THEMES, "system"}


def test_it_needs_no_screen(tmp_path):
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    words = [sys.executable, "-m", "spineviz", "render", "-o", str(tmp_path / "a.svg")]
    words += ["--view", "section"]  # not the sweep along the back, which takes seconds
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (DONE, "", "")
    assert "Roller under T8" in words_of((tmp_path / "a.svg").read_bytes())


def test_a_roll_is_one_frame_for_each_place_and_the_last_is_a_still_picture(tmp_path):
    from PySide6.QtGui import QImage

    from spineviz.session.roll_path import roll_path

    words = ["--roll", "T8:T9", "--rate", "10", "--view", "section", "--size", "320x240"]
    assert main(["render", "-o", f"{tmp_path / 'frames'}/", "--theme", "dark", *words]) == DONE
    found = sorted((tmp_path / "frames").iterdir())
    scenes = roll_path(Scene(), "T8", "T9", 10)
    assert len(found) == len(scenes) > 3
    place = f"roller.position_mm={scenes[-1].roller_position_mm}"
    still = ["--set", place, "--view", "section", "--size", "320x240", "--theme", "dark"]
    render(tmp_path / "a.png", *still)
    rolled, alone = QImage(str(found[-1])), QImage(str(tmp_path / "a.png"))
    assert (rolled.width(), rolled.height()) == (320, 240)
    far = [
        (x, y)
        for x in range(0, 320, 3)
        for y in range(0, 240, 3)
        if abs(rolled.pixelColor(x, y).lightness() - alone.pixelColor(x, y).lightness()) > 8
    ]
    assert len(far) < 10  # it was solved from its neighbour, and not from a fresh start


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-o", "a.png", "--roll", "T1:L5"], "is no kind of animation"),
        (["-o", "a.gif", "--roll", "T1"], "'T1' is not of the form FROM:TO"),
        (["-o", "a.gif", "--roll", "T1:C2"], "roller.level"),
        (["-o", "a.gif", "--roll", "T1:L5", "--rate", "30"], "it takes 10, 20, 25, 50"),
        (["-o", "a.gif", "--roll", "T1:L5", "--set", "task=press-up"], "no roller"),
        (["-o", "a.gif"], "'.gif'; a picture is written as .png"),
    ],
)
def test_a_roll_that_cannot_be_is_one_sentence(tmp_path, monkeypatch, capsys, words, said):
    monkeypatch.chdir(tmp_path)
    assert main(["render", *words]) == MISTAKE
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
