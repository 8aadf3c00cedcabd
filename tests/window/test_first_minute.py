"""The first minute: what invites, what a first move answers, and what the rail shows of it."""

from __future__ import annotations

import numpy as np
import pytest
from hands import click, drag_roller, move, press, release, rest, settle, show
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter
from solved_scenes import found_once
from type_found import written

from spineviz.drawing.carried import carried
from spineviz.scene import Scene
from spineviz.session.settings import Settings
from spineviz.session.shown import Shown
from spineviz.simulation.place import track_of
from spineviz.values import VALUE, scalars_of
from spineviz.window.figure import hint_painter, rail_painter, share_columns
from spineviz.window.figure.body_picture import BodyPicture
from spineviz.window.figure.flow_callouts import callouts
from spineviz.window.paint.theme import LIGHT
from spineviz.window.shell.main_window import default_window

CAGE, SPINE = VALUE["cage_share"], VALUE["spine_share"]


@pytest.fixture(scope="module")
def sweep():
    scene = Scene()
    return {level: scalars_of(found_once(scene.set("roller.level", level)))
            for level in ("T4", "T8", "L3", "sacrum")}  # fmt: skip


def painted(parts, here="T8"):
    """Columns as pixels, and what they were painted with."""
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(LIGHT.color("floor"))
    painter = QPainter(image)
    places = [("T4", 60.0), ("T8", 160.0), ("L3", 260.0), ("sacrum", 340.0)]
    share_columns.paint_columns(painter, LIGHT, QRectF(20, 0, 360, 200), places, parts, here)
    painter.end()
    return image, dict(places)


def test_columns_stand_for_the_shares_of_each_level(application, sweep):
    parts = carried(sweep)
    image, places = painted(parts)
    ground = LIGHT.color("floor")
    for level, x in places.items():
        rows = [y for y in range(200) if image.pixelColor(round(x), y) != ground]
        part = parts[level]
        assert part.cage + part.spine + part.rest == pytest.approx(1, abs=1e-9)
        assert sum(row < 99 for row in rows) == pytest.approx(100 * (1 - part.spine), abs=3)
        assert sum(row > 101 for row in rows) == pytest.approx(100 * part.spine, abs=3)


def test_under_the_low_back_hardly_anything_stands_over_the_line_in_the_colour_of_the_cage(
    application, sweep
):
    image, places = painted(carried(sweep), here="L3")
    colours = [image.pixelColor(round(places["L3"]), y).name() for y in range(98)]
    assert colours.count(LIGHT.color("path_ribs").name()) < 8  # of 100 rows; ribs carry some 4 %
    image, places = painted(carried(sweep), here="T8")
    colours = [image.pixelColor(round(places["T8"]), y).name() for y in range(98)]
    assert colours.count(LIGHT.color("path_ribs").name()) > 30


def test_what_is_not_known_yet_is_hatched(application, sweep):
    image, places = painted(carried({"T8": sweep["T8"]}))
    ground, x = LIGHT.color("floor"), round(places["L3"])
    inside = [image.pixelColor(x + dx, 100 + dy) == ground
              for dx in range(-5, 5) for dy in range(10, 40)]  # fmt: skip
    assert 0.4 < np.mean(inside) < 0.95


def test_the_picture_knows_the_column_of_its_own_level_before_any_sweep(application):
    outcome = found_once(Scene())
    picture = BodyPicture(outcome, Shown(), LIGHT)
    size = QSizeF(900, 480)
    image = QImage(900, 480, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    picture.paint(painter, QRectF(0, 0, 900, 480))
    painter.end()
    camera, track = picture.camera(size), track_of(outcome.person)
    area = rail_painter.columns_box(LIGHT, camera, track, 480)
    x = round(camera.x(float(track.x_m[track.levels.index("T8")])))
    over = image.pixelColor(x, round(area.center().y()) - 6)
    under = image.pixelColor(x, round(area.center().y()) + 6)
    assert (over, under) == (LIGHT.color("path_ribs"), LIGHT.color("path_spine"))


def test_the_second_roller_stands_where_the_track_has_its_level(window):
    outcome = window.session.view.outcome
    camera = window.body.camera
    box = hint_painter.ghost_roller(outcome, camera)
    track = track_of(outcome.person)
    x = camera.x(float(track.x_m[track.levels.index(hint_painter.INVITED)]))
    assert box.center().x() == pytest.approx(x)
    assert box.bottom() == pytest.approx(camera.floor)
    there = found_once(Scene().set("roller.level", hint_painter.INVITED))
    assert hint_painter.ghost_roller(there, camera) is None


@pytest.mark.parametrize("size", [(728, 350), (984, 445), (1566, 700)])
@pytest.mark.parametrize("level", ["T3", "T8", "T12"])
def test_that_the_roller_can_be_dragged_stands_on_it_or_beside_it(application, level, size):
    picture = BodyPicture(found_once(Scene(roller_level=level)), Shown(hints=True), LIGHT)
    camera, roller = picture.camera(QSizeF(*size)), picture.outcome.roller
    reach = roller.radius * camera.scale
    found = {text: box for text, box, _ in written(picture, *size)}
    word, pill = found[hint_painter.DRAG], picture.word_of_roller(QSizeF(*size))
    assert pill.contains(word)
    middle = camera.point((roller.x, roller.y))
    round_it = QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach)
    if pill.width() <= 0.8 * 2 * reach:
        assert round_it.contains(pill)
        return
    assert pill.bottom() < camera.floor
    assert pill.top() > middle.y() - reach
    assert abs(pill.center().x() - middle.x()) - pill.width() / 2 < reach + 4
    # no more of it than its rim is hidden, nor any of the body or of the second roller
    assert not round_it.adjusted(reach / 2, 0, -reach / 2, 0).intersects(pill)
    assert not picture.placed(QSizeF(*size)).is_under(pill)
    second = hint_painter.ghost_roller(picture.outcome, camera)
    assert second is None or not second.intersects(pill)
    assert not [text for text, box, _ in written(picture, *size)
                if text != hint_painter.DRAG and box.intersects(pill)]  # fmt: skip


def test_the_roller_is_taken_by_the_words_beside_it(window):
    window.body.resize(728, 350)
    assert window.body.body_picture().word_of_roller(QSizeF(728, 350)) is None
    show(window, hints=True)
    settle()
    window.body.resize(728, 350)
    body = window.body
    start = body.body_picture().word_of_roller(QSizeF(body.size())).center()
    track, camera = window.session.track, body.camera
    step = float(np.diff(track.x_m[[track.levels.index(each) for each in ("T8", "T10")]])[0])
    press(body, start)
    move(body, start + QPointF(camera.scale * step, 0))
    release(body, start + QPointF(camera.scale * step, 0))
    settle()
    assert window.session.nearest_level == "T10"


def test_a_click_on_the_second_roller_goes_there_and_the_hints_go(window):
    show(window, hints=True)
    settle()
    press(window.body, hint_painter.ghost_roller(
        window.session.view.outcome, window.body.camera).center())  # fmt: skip
    settle()
    assert window.session.scene.roller_level == hint_painter.INVITED
    assert not window.session.shown.hints


def test_a_drag_to_the_low_back_asks_why_and_the_answer_takes_ribs_and_blades_away(window):
    assert window.invitations.isHidden()
    assert not window.commands["why"].isEnabled()
    drag_roller(window, to="L3")
    assert window.commands["why"].isEnabled()
    button = window.invitations.why
    assert button.isVisible()
    assert "T8" in button.text()
    assert not button.geometry().isEmpty()
    click(button)
    settle()
    view = window.session.view
    assert view.scene == Scene().set("without", ("ribs", "blades"))
    assert view.before.scene == Scene()
    assert window.invitations.isHidden()
    for outcome in (view.outcome, view.before):
        assert SPINE.text(SPINE.of(outcome)) in window.body.body_picture().said.head


def test_nothing_is_offered_while_the_roller_is_held_or_rolls_by_itself(window):
    show(window, hints=True)
    settle()
    assert window.invitations.isVisible()
    track, body = window.session.track, window.body
    start = body.roller_centre()
    x = body.camera.x(float(track.x_m[track.levels.index("L3")]))
    press(body, start)
    move(body, QPointF(x, start.y()))
    settle()
    assert window.session.asked is not None
    assert window.invitations.isHidden()
    release(body, QPointF(x, start.y()))
    settle()
    assert window.invitations.isVisible()
    assert window.invitations.why.isVisible()
    window.session.play.start()
    assert window.invitations.isHidden()
    window.session.play.pause()
    settle()
    assert window.invitations.isVisible()


def test_the_first_move_in_a_small_window_leaves_room_for_who_takes_the_force(window):
    window.resize(1024, 600)
    settle()
    drag_roller(window, to="L3")
    picture, body = window.body.body_picture(), window.body
    asked = QRectF(window.invitations.geometry())
    assert picture.covered.isNull()  # of the screen alone
    picture = replace(picture, covered=asked)
    found = {text: box for text, box, _ in written(picture, body.width(), body.height())}
    rows = callouts(picture.outcome)
    assert len(rows) > 1
    for row in rows:
        assert not found[row.title].intersects(asked)
        assert not picture.placed(QSizeF(body.size())).is_under(found[row.title])


def test_a_move_within_the_ribs_asks_nothing(window):
    drag_roller(window, to="T5")
    assert window.invitations.isHidden()
    assert window.session.asked is None


def test_ribs_off_needs_no_sweep_to_show_what_was_before(window):
    rest(window)
    window.session.set("without", ("ribs",))
    window.session.solve_now()
    picture = window.body.body_picture()
    assert picture.before.scene == Scene()
    assert CAGE.key in picture.sweep_before["T4"], "what was known of the levels before is kept"


def test_the_pose_before_goes_after_some_seconds_and_stays_while_held(window):
    window.session.change("roller.level", "T10")
    window.session.solve_now()
    assert window.body.body_picture().ghost
    window.session.commit("Move the roller")
    assert window.body.body_picture().ghost
    window.body._fading.stop()
    assert not window.body.body_picture().ghost


def test_hints_are_for_somebody_who_has_never_moved_the_roller(application, tmp_path):
    file = tmp_path / "settings.ini"
    first = default_window(settings=Settings(file))
    assert first.session.shown.hints
    first.session.solve_now()
    first.session.set("roller.level", "T9")
    first.settings.save()
    assert not default_window(settings=Settings(file)).session.shown.hints


def test_before_the_first_drag_no_angle_and_no_line_of_the_curve_is_explained(application):
    first, later = (
        " ".join(text for text, _, _ in written(
            BodyPicture(found_once(Scene()), Shown(hints=hints), LIGHT), 984, 445))
        for hints in (True, False)
    )  # fmt: skip
    for word in ("Kyphosis", "Lordosis", "lying flat"):
        assert word not in first
        assert word in later
    assert "drag me" in first
