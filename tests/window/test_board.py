"""The presenter's board: nothing small, nothing cut off, the roller still in hand."""

from __future__ import annotations

import numpy as np
import pytest
from hands import key, move, press, release, settle
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from type_found import written

from spineviz.drawing.carried import CAGE, SPINE
from spineviz.scene import Scene
from spineviz.session.shown import Shown
from spineviz.session.view import State, View
from spineviz.simulation.simulate import simulate
from spineviz.values import VALUE
from spineviz.window.board.board_picture import LEAST, READABLE, BoardPicture, places
from spineviz.window.paint.theme import DARK, PROJECTOR

SIZES = [(1024, 768), (1280, 720), (1920, 1080), (3840, 2160)]


def view_of(**scene: object) -> View:
    made = Scene(**scene)
    outcome = simulate(made)
    return View(made, outcome, outcome, State.SETTLED, "")


@pytest.fixture(scope="module")
def scenes(application):
    return view_of(), view_of(roller_level="L3")


@pytest.fixture
def board(scenes):
    t8, l3 = scenes
    return BoardPicture(l3, t8.outcome, Shown(), PROJECTOR)


def image_of(picture, width, height) -> np.ndarray:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    picture.paint(painter, QRectF(0, 0, width, height))
    painter.end()
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(height, width, 4)
    return flat[:, :, 2::-1].astype(int)


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_is_small_or_cut_off_or_written_over_something(scenes, width, height, swapped):
    t8, l3 = scenes
    now, kept = (t8, l3) if swapped else (l3, t8)
    found = written(BoardPicture(now, kept.outcome, Shown(), PROJECTOR), width, height)
    said = " ".join(text for text, _, _ in found)
    for word in ("T8", "L3", "kept", "now", "ribs and", "onto", "of", "Cross-section", "medical"):
        assert word in said
    whole = QRectF(0, 0, width, height)
    for row, (text, box, size) in enumerate(found):
        assert size >= round(LEAST * height), text
        assert whole.contains(box), text
        for other, second, _ in found[row + 1 :]:
            assert not box.adjusted(1, 0, -1, 0).intersects(second), (text, other)


@pytest.mark.parametrize("arms", ["head", "overhead"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_person_is_whole_and_under_the_section(application, width, height, arms):
    size = QSizeF(width, height)
    for level in ("T2", "T8", "L3", "sacrum"):
        picture = BoardPicture(view_of(roller_level=level, arms=arms), None, Shown(), PROJECTOR)
        placed = picture.body(size).placed(places(size).body.size())
        for outline in (placed.skin, placed.arm):
            assert outline[:, 0].min() >= 0
            assert outline[:, 0].max() <= places(size).body.right()
            under = outline[outline[:, 0] < places(size).section.right()]
            assert under[:, 1].min() > places(size).section.bottom()


def test_the_board_of_the_window_shows_what_its_picture_shows(window):
    """The whole person, under the section: a head is not cut by it."""
    window.commands["presenter"].trigger()
    settle()
    board, size = window.board, QSizeF(window.board.size())
    own = BoardPicture(window.session.view, None, window.session.shown, PROJECTOR)
    for picture in (board.board_picture(), own):
        skin = picture.body(size).placed(places(size).body.size()).skin
        assert skin[:, 0].min() >= 0
        assert skin[:, 0].max() <= places(size).body.right()
        under = skin[skin[:, 0] < places(size).section.right()]
        assert under[:, 1].min() > places(size).section.bottom()


def test_a_bar_alone_stands_where_it_stands_beside_another_and_names_only_what_it_has(scenes):
    t8, l3 = scenes
    alone = written(BoardPicture(t8, None, Shown(), PROJECTOR), 1280, 720)
    beside = written(BoardPicture(t8, l3.outcome, Shown(), PROJECTOR), 1280, 720)
    first, second = (
        next(box for text, box, _ in found if text == "now") for found in (alone, beside)
    )
    assert first.center().x() == pytest.approx(second.center().x(), abs=1)
    sacrum = view_of(roller_level="sacrum")
    said = [
        text for text, _, _ in written(BoardPicture(sacrum, None, Shown(), PROJECTOR), 1280, 720)
    ]
    assert "pelvis" in said
    assert "carried by" not in said
    assert "the spine" not in said


@pytest.mark.parametrize("theme", [PROJECTOR, DARK])
def test_the_bars_are_split_as_the_force_is(scenes, theme):
    t8, l3 = scenes
    width, height = 1280, 720
    pixels = image_of(BoardPicture(l3, t8.outcome, Shown(), theme), width, height)
    area = places(QSizeF(width, height)).bars

    def tall(x: float, token: str) -> int:
        colour = theme.color(token).getRgb()[:3]
        return int((np.abs(pixels[:, round(x)] - colour).max(axis=1) <= 2).sum())

    # close to the left edge of each bar, where no number stands
    for left, outcome in ((0.385, t8.outcome), (0.385 + 0.3325, l3.outcome)):
        x = area.left() + left * area.width() + 6
        whole = 0.51 * height
        for key_, token in ((CAGE, "path_ribs"), (SPINE, "path_spine")):
            share = VALUE[key_].of(outcome)
            assert tall(x, token) == pytest.approx(share * whole, abs=8)


def test_a_board_grows_with_its_height_alone(board):
    small, large = written(board, 1280, 720), written(board, 3840, 2160)
    assert [text for text, _, _ in small] == [text for text, _, _ in large]
    for (_, _, first), (_, _, second) in zip(small, large, strict=True):
        assert second == pytest.approx(3 * first, abs=3)


def test_what_has_no_numbers_shows_none(scenes):
    t8, _ = scenes
    hidden = replace(t8, outcome=None, state=State.HIDDEN, message="Say first what you expect.")
    said = " ".join(text for text, _, _ in written(
        BoardPicture(hidden, None, Shown(), PROJECTOR), 1280, 720))  # fmt: skip
    assert "Say first what you expect." in said.replace("  ", " ")
    assert "%" not in said
    assert "kPa" not in said


def test_without_a_roller_the_board_names_the_bend_and_no_head_reaches_into_its_title(application):
    picture = BoardPicture(view_of(task="press-up"), None, Shown(), PROJECTOR)
    width, height = 1280, 720
    found = written(picture, width, height)
    said = [text for text, _, _ in found]
    assert "Lordosis" in said
    assert not [text for text in said if "N" in text.split()]  # of no force
    title = max(box.bottom() for text, box, _ in found if "hollowed" in text or "roller" in text)
    size = QSizeF(width, height)
    skin = picture.body(size).placed(places(size).body.size()).skin
    assert skin[:, 1].min() > title


def test_f5_keeps_and_swaps_and_the_roller_is_dragged_on_the_board(window):
    QTest.keyClick(window.body, Qt.Key.Key_F5)
    settle()
    board = window.board
    assert board.isVisible()
    assert not window.strip.isVisible()
    assert not window.menuBar().isVisible()
    assert window.focusWidget() is board
    QTest.keyClick(board, Qt.Key.Key_F7)
    settle()
    roller = board.picture.roller
    start = board.camera.point((roller.x, roller.y))
    press(board, start)
    move(board, start + QPointF(60, 0))
    settle()
    release(board, start + QPointF(60, 0))
    settle()
    now, kept = window.session.scene, window.session.compare.view.scene
    assert now != kept
    assert board.board_picture().kept.scene == kept
    QTest.keyClick(board, Qt.Key.Key_F8)
    settle()
    assert (window.session.scene, window.session.compare.view.scene) == (kept, now)
    key(board, Qt.Key.Key_Escape)
    settle()
    assert window.strip.isVisible()
    assert window.menuBar().isVisible()


def test_a_pointer_on_the_board_leaves_no_card(window):
    window.present(True)
    settle()
    quiet = window.board.grab().toImage()
    camera = window.board.camera
    move(window.board, QPointF(camera.x(0.2), camera.y(0.25)), Qt.MouseButton.NoButton)
    settle()
    assert window.board.card == ()
    assert window.board.grab().toImage() == quiet


def test_with_type_of_200_per_cent_the_picture_stays_the_largest_thing(window):
    window.resize(1024, 600)
    while window.look.text_percent < 200:
        window.look.resize_text(1)
    settle()
    others = (window.strip, window.readout, window.sentence)
    assert window.body.isVisible()
    assert window.body.width() * window.body.height() > 1.2 * max(
        each.width() * each.height() for each in others
    )
    assert window.readout.isVisible()


@pytest.mark.parametrize("size", [(320, 180), (320, 200), (320, 240), (640, 360)])
def test_on_the_smallest_board_all_that_is_written_can_be_read(scenes, size):
    """A thumbnail keeps headline, places, shares and the line that it is no advice."""
    t8, l3 = scenes
    found = written(BoardPicture(l3, t8.outcome, Shown(), PROJECTOR), *size)
    assert min(pixels for _, _, pixels in found) >= int(READABLE)
    said = " ".join(text for text, _, _ in found)
    for word in ("L3", "T8", "68", "63", "medical"):
        assert word in said
    whole = QRectF(0, 0, *size)
    for row, (text, box, _) in enumerate(found):
        assert whole.contains(box), text
        for other, second, _ in found[row + 1 :]:
            assert not box.adjusted(1, 1, -1, -1).intersects(second), (text, other)
