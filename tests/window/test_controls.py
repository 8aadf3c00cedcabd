"""Editors write to the session and follow it."""

from __future__ import annotations

import pytest
from hands import click, key, settle
from PySide6.QtCore import Qt

from spineviz.window.paint.theme import ThemeChoice


def test_buttons_beside_the_level_step_it(window):
    click(window.strip.level.down)
    settle()
    assert window.session.scene.roller_level == "T9"
    click(window.strip.level.up)
    click(window.strip.level.up)
    settle()
    assert window.session.scene.roller_level == "T7"


def test_a_choice_is_set_by_key_and_undone_in_one_step(window):
    box = window.strip.choices["arms"]
    before = window.session.scene
    key(box, Qt.Key.Key_Down)
    settle()
    assert window.session.scene.arms == box.currentData() != before.arms
    window.undo.trigger()
    settle()
    assert window.session.scene == before
    assert box.currentData() == before.arms


def test_a_slider_held_is_one_step_and_its_number_follows(window):
    window.toggle_panel("more")
    settle()
    editor = window.more.numbers["person.mass_kg"]
    before = window.session.scene
    editor.slider.setSliderDown(True)
    for notch in (10, 20, 30):
        editor.slider.setValue(notch)
        settle()
    assert window.session.history.undo_label is None
    editor.slider.setSliderDown(False)
    editor.slider.sliderReleased.emit()
    settle()
    assert window.session.scene.person_mass_kg == editor.spin.value() == pytest.approx(75.0)
    editor.slider.setValue(35)
    settle()
    assert window.session.scene.person_mass_kg == editor.spin.value() == pytest.approx(80.0)
    window.undo.trigger()
    settle()
    assert window.session.scene == before


def test_an_exact_number_can_be_typed(window):
    window.toggle_panel("more")
    settle()
    spin = window.more.numbers["person.stature_m"].spin
    spin.setFocus()
    spin.selectAll()
    for letter in "1.65":
        from PySide6.QtTest import QTest

        QTest.keyClicks(spin, letter)
    key(spin, Qt.Key.Key_Return)
    settle()
    assert window.session.scene.person_stature_m == pytest.approx(1.65)
    assert window.session.history.undo_label == "Stature"


def test_themes_can_be_chosen(window):
    light = window.body.grab().toImage().pixelColor(5, 200).lightness()
    window.set_theme(ThemeChoice.DARK)
    settle()
    dark = window.body.grab().toImage().pixelColor(5, 200).lightness()
    window.set_theme(ThemeChoice.LIGHT)
    settle()
    assert dark < 60 < 200 < max(light, window.body.grab().toImage().pixelColor(5, 200).lightness())


def test_a_scene_is_saved_and_opened(window, tmp_path):
    window.session.set("arms", "crossed")
    window.session.set("roller.level", "L2")
    settle()
    scene = window.session.scene
    file = tmp_path / "scene.json"
    window.files.save_as(file)
    assert [each.name for each in tmp_path.iterdir()] == ["scene.json"]
    window.session.set("roller.level", "T5")
    window.files.open(file)
    settle()
    assert window.session.scene == scene
    assert window.session.history.undo_label == "Open scene.json"


def test_what_is_wrong_with_a_file_is_said_and_nothing_changes(window, tmp_path):
    before = window.session.scene
    file = tmp_path / "bad.json"
    file.write_text('{"schema": 1, "scene": {"hips": "sideways"}}')
    window.files.open(file)
    assert window.sentence.text.startswith("Not opened: ")
    assert "down, up" in window.sentence.text
    window.files.save_as(tmp_path / "nowhere" / "scene.json")
    assert window.sentence.text.startswith("Not saved: ")
    assert window.session.scene == before
