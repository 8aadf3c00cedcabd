"""The window with a body face down, and with one that presses itself up."""

from __future__ import annotations

import numpy as np
import pytest
from hands import settle
from PySide6.QtCore import QSizeF
from solved_scenes import found_once
from type_found import written

from spineviz.drawing.laid_section import laid
from spineviz.outcome import BACK_TISSUES, BEHIND, FRONT_TISSUES
from spineviz.scene import Scene
from spineviz.session.shown import Shown
from spineviz.window.figure.body_picture import BodyPicture
from spineviz.window.figure.figure_painter import FAR_LEG
from spineviz.window.paint.theme import LIGHT, TISSUE_COLOUR
from spineviz.window.section.section_looks import way_colour
from spineviz.words.sentences import TISSUE_NAMES
from spineviz.words.status_line import status


def load(window, **changes):
    window.session.load(Scene(**changes), "Test")
    settle()
    return window.session.view.outcome


def test_face_down_the_head_is_left_and_the_roller_under_its_level(window):
    outcome = load(window, face="down", roller_level="L3")
    camera, track = window.body.camera, window.session.track
    columns = [camera.x(float(x)) for x in track.x_m]
    assert np.all(np.diff(columns) > 0)  # the rail reads T1 to L5 from the left
    pose = outcome.geometry.pose
    assert camera.x(pose["skull"][0]) < camera.x(pose["pelvis"][0]) < camera.x(pose["feet"][0])
    for x in (columns[0], columns[-1]):
        assert abs(camera.x(camera.metres(x)) - x) < 1e-6


def test_the_ledger_names_what_faces_the_roller(window):
    load(window)
    assert list(window.readout.entry.rows) == [TISSUE_NAMES[key] for key in BACK_TISSUES]
    load(window, face="down")
    assert list(window.readout.entry.rows) == [TISSUE_NAMES[key] for key in FRONT_TISSUES]
    assert "Thighs" in window.readout.supports.rows
    load(window)
    assert list(window.readout.entry.rows) == [TISSUE_NAMES[key] for key in BACK_TISSUES]


@pytest.mark.parametrize("tissues", [BACK_TISSUES, FRONT_TISSUES], ids=["back", "front"])
def test_no_colour_of_the_ledger_stands_for_two_that_take_the_force(tissues):
    taken = [{TISSUE_COLOUR[each] for each in tissues if each in BEHIND[name]} for name in BEHIND]
    assert sum(map(len, taken)) == len(set.union(*taken))


@pytest.mark.parametrize("level", ["T3", "T4", "T8"])
def test_the_section_face_down_has_the_colours_of_the_ledger(level):
    outcome = found_once(Scene(face="down", roller_level=level))
    newtons: dict[str, float] = {}
    for stream in laid(outcome).streams:
        name = way_colour(LIGHT, stream.way).name()
        newtons[name] = newtons.get(name, 0.0) + stream.newtons
    entry = outcome.roller.entry_N
    for token in ("path_ribs", "path_blades"):
        told = sum(n for tissue, n in entry.items() if TISSUE_COLOUR.get(tissue) == token)
        assert newtons.get(LIGHT.color(token).name(), 0.0) == pytest.approx(told, abs=1.0)


def test_face_down_the_pressure_is_along_the_front(window):
    load(window)
    assert window.plot.accessibleName() == "Pressure along the back"
    load(window, face="down")
    assert window.plot.accessibleName() == "Pressure along the front"
    assert window.plot.curve_picture().title == "Pressure along the front"
    load(window, task="press-up")
    load(window)
    assert window.plot.curve_picture().title == "Pressure along the back"


def test_a_press_up_shows_no_roller_and_says_so(window):
    outcome = load(window, task="press-up")
    assert status(outcome).startswith("Press-up, no roller: extension by the arms.")
    assert window.plot.label == ""
    assert window.readout.entry.total == "–"
    assert window.readout.supports.total == "736 N"
    assert not window.body._grabs(window.body.camera.point((0.0, 0.0)))
    load(window, roller_level="L3")
    assert window.plot.label.endswith("kPa")


def test_both_can_be_chosen_in_the_panel(window):
    window.toggle_panel("more")
    settle()
    for key, word in (("face", "down"), ("task", "press-up")):
        editor = window.more.choices[key]
        editor.setCurrentIndex(editor.findData(word))
        editor.activated.emit(editor.currentIndex())
        settle()
        assert window.session.scene.get(key) == word
        assert window.session.view.outcome is not None


def test_face_down_no_word_of_the_window_tells_of_blades(window):
    load(window, face="down")
    picture = window.body.body_picture()
    said = " ".join(text for text, _, _ in written(picture, 1280, 440))
    said += " ".join(text for text, _, _ in written(window.readout.numbers_picture(), 320, 620))
    assert window.readout.cage.accessibleName() == "Carried by ribs and shoulders"
    assert "ribs and shoulders" in said
    assert "blades" not in said
    load(window)
    assert window.readout.cage.accessibleName() == "Carried by ribs and blades"


@pytest.mark.parametrize("level", ["T4", "T8", "L3"])
def test_the_far_foot_lies_in_the_picture_of_the_board(application, level):
    outcome = found_once(Scene(face="down", roller_level=level))
    picture, size = BodyPicture(outcome, Shown(), LIGHT, bare=(0.1, 0.1)), QSizeF(805, 320)
    toes = picture.placed(size).leg[:, 0].max() + FAR_LEG * picture.camera(size).scale
    assert toes < size.width() - 2
