"""The cross-section: the outcome's numbers, nothing while hidden, words where there is no pose."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hands import settle
from msgspec.structs import replace
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from solved_scenes import found_once
from type_found import written

from spineviz.scene import Scene
from spineviz.session.session import Session
from spineviz.session.shown import Shown
from spineviz.session.view import State, View
from spineviz.window.paint.theme import DARK, LIGHT, PROJECTOR
from spineviz.window.section import section_painter, section_picture
from spineviz.window.section.section_view import SectionView


@pytest.fixture
def view(application):
    session = Session()
    made = SectionView(session)
    made.resize(395, 302)
    session.solve_now()
    made.show()
    settle()
    yield made, session
    made.close()


def pixels(widget: QWidget) -> np.ndarray:
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), np.uint8).copy()
    return flat.reshape(image.height(), image.width(), 4)[..., :3]


def test_it_shows_the_level_and_the_peak_of_the_outcome(view):
    section, session = view
    for level in ("T4", "L3"):
        session.set("roller.level", level)
        session.solve_now()
        settle()
        assert section.title() == f"Cross-section at {level}"
        outcome = session.view.outcome
        assert section.cut.peak_kPa == outcome.roller.peak_kPa
        assert section.cut.across.pressure_kPa.max() == pytest.approx(outcome.roller.peak_kPa)
        assert f"{outcome.roller.peak_kPa:.0f}\u202fkPa" in section.accessibleDescription()


def test_where_nothing_lies_on_a_roller_it_says_where_to_look(window):
    window.session.set("task", "press-up")
    settle()
    assert window.section.cut is None
    assert "side view" in window.section.accessibleDescription()


def test_what_is_hidden_computes_nothing_and_catches_up(view, monkeypatch):
    section, session = view
    made = []
    original = section_painter.Cut
    monkeypatch.setattr(
        section_painter, "Cut", lambda outcome: made.append(outcome) or original(outcome)
    )
    section.hide()
    for level in ("T5", "T6", "L2"):
        session.set("roller.level", level)
        session.solve_now()
        settle()
    assert made == []
    section.show()
    settle()
    assert made == [session.view.outcome]
    assert section.title() == "Cross-section at L2"


def test_without_an_outcome_there_are_words_and_no_picture(view):
    section, session = view
    assert section.cut is not None
    last = session.view.picture
    section.show_view(View(Scene(), None, last, State.OUTSIDE, "Outside the model: no pose."))
    settle()
    assert section.cut is None
    assert section.accessibleDescription() == "Outside the model: no pose."
    section.show_view(replace(session.view, state=State.SETTLING))
    settle()
    assert section.cut is None


def test_blades_move_with_the_arms_and_go_with_the_what_if(view):
    section, session = view
    session.set("roller.level", "T6")

    def inner(key: str, value: object) -> float | None:
        session.set(key, value)
        session.solve_now()
        settle()
        blades = [part for part in section.cut.laid.parts if part.kind == "blade"]
        return min((np.abs(part.points[:, 0]).min() for part in blades), default=None)

    assert inner("arms", "crossed") > inner("arms", "head") + 0.02
    assert inner("without", "blades") is None


@pytest.mark.parametrize("size", [(240, 180), (395, 302), (900, 700)])
@pytest.mark.parametrize(
    "theme", [LIGHT, DARK, replace(PROJECTOR, text=2.0, lines=2.0)], ids=lambda theme: theme.name
)
def test_it_paints_at_every_size_in_every_theme(view, size, theme):
    section, _ = view
    section.setMinimumSize(QSize(*size))
    section.resize(QSize(*size))
    section.set_theme(theme)
    settle()
    found = pixels(section)
    assert len(np.unique(found.reshape(-1, 3), axis=0)) > 60


def test_beyond_the_last_vertebra_sacrum_and_hip_bones_are_cut(window):
    for place, kinds in (("sacrum", {"sacrum", "hip"}), ("gluteals", {"hip", "femur"})):
        window.session.set("roller.level", place)
        settle()
        assert window.section.title() == f"Cross-section at the {place}"
        assert kinds <= {part.kind for part in window.section.cut.laid.parts}


PLACED = {
    "T4": Scene(roller_level="T4"),
    "T8": Scene(),
    "L3": Scene(roller_level="L3"),
    "sacrum": Scene(roller_level="sacrum"),
    "gluteals": Scene(roller_level="gluteals"),
    "face down": Scene().set("face", "down"),
    "low back face down": Scene().set("face", "down").set("roller.level", "L3"),
    "wheel": Scene(roller_level="L3").set("roller.kind", "wheel-15"),
    "balls": Scene(roller_level="L3").set("roller.kind", "double-ball"),
}


@pytest.mark.parametrize("size", [(260, 148), (358, 177), (400, 190), (570, 275)])
@pytest.mark.parametrize("name", PLACED)
def test_the_body_is_large_and_whole_and_its_words_are_beside_each_other(
    application, monkeypatch, name, size
):
    picture = section_picture.SectionPicture(found_once(PLACED[name]), Shown(), LIGHT)
    cut = section_picture.cut_of(picture.outcome)
    cameras = []
    original = section_painter.Camera
    monkeypatch.setattr(
        section_painter, "Camera", lambda *at: cameras.append(original(*at)) or cameras[-1]
    )
    texts = written(picture, *size)
    (camera,) = cameras
    body = camera.polygon(np.concatenate([part.points for part in cut.laid.parts])).boundingRect()
    title = texts[0][1]
    assert title.bottom() <= body.top()
    assert body.left() >= 0
    assert body.right() <= size[0]
    tallest = float(np.max(picture.outcome.person.levels.skin_depth)) * camera.scale
    assert tallest >= (0.68 if size[0] > 300 else 0.54) * (size[1] - title.bottom())
    boxes = [box for _, box, _ in texts]
    for row, box in enumerate(boxes):
        assert box.left() >= 0
        assert box.right() <= size[0]
        assert box.top() >= 0
        assert box.bottom() <= size[1] + 1
        for other in boxes[row + 1 :]:
            assert not box.adjusted(1, 3, -1, -3).intersects(other)


@pytest.mark.parametrize("size", [(178, 177), (260, 148), (358, 177)])
@pytest.mark.parametrize("name", PLACED)
def test_newtons_stand_in_the_order_of_their_streams(application, name, size):
    picture = section_picture.SectionPicture(found_once(PLACED[name]), Shown(), LIGHT)
    cut = section_picture.cut_of(picture.outcome)
    found = sorted(box.center().x() for text, box, _ in written(picture, *size) if text.isdigit())
    by_text = {f"{stream.newtons:.0f}": stream for stream in cut.laid.streams if stream.side >= 0}
    middle = (found[0] + found[-1]) / 2
    half = [
        (by_text[text].across * cut.laid.left, box.center().x())
        for text, box, _ in written(picture, *size)
        if text in by_text and box.center().x() >= middle - 1
    ]
    assert half
    half.sort(key=lambda each: abs(each[0]))
    assert all(after > before - 4.0 for (_, before), (_, after) in pairwise(half))


@pytest.mark.parametrize("size", [(240, 150), (357, 170), (640, 400)])
@pytest.mark.parametrize("level", ["T4", "T8", "T12", "L3"])
def test_the_largest_streams_have_their_newtons_and_those_of_a_pair_both(application, level, size):
    picture = section_picture.SectionPicture(found_once(Scene(roller_level=level)), Shown(), LIGHT)
    cut = section_picture.cut_of(picture.outcome)
    said = [text for text, _, _ in written(picture, *size)]
    names = [f"{stream.newtons:.0f}" for stream in cut.laid.streams]
    largest = sorted(cut.laid.streams, key=lambda each: -each.newtons)[:3]
    for stream in largest:
        assert f"{stream.newtons:.0f}" in said
    numbers = [text for text in said if text in names]
    for stream in cut.laid.streams:
        if stream.side and numbers.count(text := f"{stream.newtons:.0f}"):
            assert numbers.count(text) >= 2, text
    boxes = [box for text, box, _ in written(picture, *size) if text in names or "kPa" in text]
    for row, box in enumerate(boxes):
        for other in boxes[row + 1 :]:
            assert not box.adjusted(1, 3, -1, -3).intersects(other)
