"""The back plate: every bone in its column, lit by what it takes, and the roller follows a hand."""

from __future__ import annotations

import numpy as np
import pytest
from hands import click, drag_roller, key, move, press, release, settle, show
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from type_found import written

from spineviz.anatomy.levels import TABLE_STATURE
from spineviz.drawing import back_arms
from spineviz.drawing.bone_loads import CAGE, BoneLoads, bone_loads
from spineviz.drawing.entry_streams import entry_spots
from spineviz.drawing.pressure_grid import back
from spineviz.drawing.sketch import FOREARM, FRAMES, HAND, UPPER_ARM
from spineviz.scene import LEVELS, Scene
from spineviz.session.shown import Shown
from spineviz.simulation.simulate import simulate
from spineviz.window.back import back_picture
from spineviz.window.back.back_picture import BackPicture, plate_for
from spineviz.window.back.isobars import isobars
from spineviz.window.back.plate_painter import TAKES
from spineviz.window.back.plate_pressure import glow
from spineviz.window.figure import body_picture, flow_painter
from spineviz.window.figure.body_picture import BodyPicture
from spineviz.window.figure.body_place import pose_of
from spineviz.window.paint.camera import any_within, points_of, polygon
from spineviz.window.paint.theme import DARK, LIGHT, RECEIVER_COLOUR, pressure_colour
from spineviz.words.language import say

SIZE = QSizeF(1280.0, 560.0)
PLACES = ("T1", "T4", "T8", "T12", "L3", "sacrum")
NEAR_MM = 2.0
SHOULDER_ACROSS_M = 0.16  # from the middle to the joint
RIB = ("low rib", "rib10 left")


def solved(**settings):
    return simulate(Scene().set_all({k.replace("__", "."): v for k, v in settings.items()}))


def painted(picture) -> np.ndarray:
    """Pixels of a picture, shape (rows, columns, 3)."""
    image = QImage(int(SIZE.width()), int(SIZE.height()), QImage.Format.Format_RGB888)
    painter = QPainter(image)
    picture.paint(painter, QRectF(0, 0, SIZE.width(), SIZE.height()))
    painter.end()
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return flat[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def middle(outline) -> np.ndarray:
    """Middle of the box round an outline, px."""
    points = points_of(outline)
    return (points.min(axis=0) + points.max(axis=0)) / 2


@pytest.mark.parametrize("level", PLACES)
@pytest.mark.parametrize("arms", ["head", "crossed"])
def test_bones_stand_in_the_column_of_their_level_and_of_the_view_from_the_side(level, arms):
    outcome = solved(roller__level=level, arms=arms)
    plate, side = (kind(outcome, Shown(), LIGHT) for kind in (BackPicture, BodyPicture))
    near = NEAR_MM * plate.camera(SIZE).mm
    bodies = side.placed(SIZE).parts_of("body")
    deep = {name: each for kind, name, each in plate.placed(SIZE).parts if kind == "deep body"}
    ticks = dict(plate.ticks(SIZE))
    for name in LEVELS[LEVELS.index("T1") :]:
        column = plate.camera(SIZE).x(outcome.geometry.pose[name][0])
        assert middle(deep[name])[0] == pytest.approx(column, abs=near)
        assert ticks[name] == pytest.approx(column, abs=near)
        assert middle(bodies[name])[0] == pytest.approx(column, abs=2 * near)
    assert plate.camera(SIZE).x(0.3) == side.camera(SIZE).x(0.3)


@pytest.mark.parametrize("arms", ["head", "sides"])
@pytest.mark.parametrize("level", PLACES)
def test_the_cleft_runs_in_the_middle_from_the_sacrum_to_where_the_thighs_part(level, arms):
    plate = BackPicture(solved(roller__level=level, arms=arms), Shown(), LIGHT)
    placed, camera = plate.placed(SIZE), plate.camera(SIZE)
    parts = [(name, points_of(each).copy()) for kind, name, each in placed.parts
             if kind in ("crease", "sacrum")]  # fmt: skip
    cleft = next(points for name, points in parts if name == "cleft")
    sacrum = [points for name, points in parts if name == "sacrum"]
    middle_row = float(np.mean([points[:, 1].mean() for points in sacrum]))
    assert cleft[:, 1] == pytest.approx(middle_row, abs=1.0)
    assert cleft[:, 0].min() < max(points[:, 0].max() for points in sacrum) < cleft[:, 0].max()
    skin = placed.skins[0]
    parted = skin[np.abs(skin[:, 1] - middle_row) < 1.0, 0].max()
    assert cleft[:, 0].max() == pytest.approx(parted, abs=4 * camera.mm)
    assert {"gluteal fold left", "gluteal fold right"} <= {name for name, _ in parts}


@pytest.mark.parametrize("level", PLACES)
def test_the_pads_of_a_level_lie_between_the_bones_beside_it(level):
    outcome = solved(roller__level=level)
    frames, contact = pose_of(outcome).frames, outcome.roller.contact
    ticks = dict(BackPicture(outcome, Shown(), LIGHT).ticks(SIZE))
    camera = BackPicture(outcome, Shown(), LIGHT).camera(SIZE)
    for track, name, x, pressed in zip(
        contact.track, contact.level, contact.skin[:, 0], contact.patch, strict=True
    ):
        if track != "midline" or pressed <= 0 or name not in LEVELS[8:23]:
            continue
        row = LEVELS.index(name)
        # a pad lies behind its body, at right angles to the column and not to the floor
        back_m = outcome.person.levels.skin_back[row]
        behind = frames[row, 0] + back_m * np.sin(frames[row, 2])
        pitch = np.hypot(*(frames[row + 1, :2] - frames[row - 1, :2])) / 2
        assert abs(x - behind) < 0.75 * pitch
        assert ticks[name] == pytest.approx(camera.x(frames[row, 0]))


def test_the_plate_has_every_bone_on_both_sides_and_the_same_on_each():
    outcome = solved()
    plate = plate_for(outcome)
    ends = plate.outline.ends
    found = {}
    for part, start, end in zip(plate.outline.parts, ends[:-1], ends[1:], strict=True):
        found.setdefault((part.kind, part.name), plate.places[start:end])
    names = {name for _, name in found}
    assert {f"rib{n} {side}" for n in range(1, 13) for side in ("left", "right")} <= names
    assert set(LEVELS) <= names
    for (kind, name), places in found.items():
        if name.endswith(" right"):
            other = found[kind, name.replace("right", "left")]
            for end in (np.min, np.max):
                ends = end(places, axis=0), end(other * (1, -1), axis=0)
                assert ends[0] == pytest.approx(ends[1], abs=1e-9)
            assert places[:, 1].mean() > 0


@pytest.mark.parametrize("arms", ["sides", "head", "crossed", "overhead"])
def test_bones_of_the_trunk_lie_within_its_skin(arms):
    outcome = solved(arms=arms)
    plate = BackPicture(outcome, Shown(), LIGHT).placed(SIZE)
    skins = [polygon(skin) for skin in plate.skins]
    for kind, name, outline in plate.parts:
        if kind not in TAKES or kind == "skull":
            continue
        for place in points_of(outline):
            spot = QPointF(*place)
            inside = [skin.containsPoint(spot, Qt.FillRule.WindingFill) for skin in skins]
            assert any(inside), f"{kind} {name}"


def only(loads: BoneLoads, kept) -> BoneLoads:
    """Loads of some bones alone."""
    keep = np.array([kept(bone) for bone in loads.bones], bool)
    return BoneLoads(
        loads.bones, loads.side_N * keep[:, None], loads.soft_N, loads.received_N, loads.entry_m
    )


def area(monkeypatch, picture, module, kept) -> int:
    """Pixels that are painted otherwise because some bones are lit."""
    whole = bone_loads(picture.outcome)
    with monkeypatch.context() as patch:
        patch.setattr(module, "bone_loads", lambda _: only(whole, kept))
        lit = painted(picture)
        patch.setattr(module, "bone_loads", lambda _: only(whole, lambda bone: False))
        dark = painted(picture)
    return int((np.abs(lit.astype(int) - dark).max(axis=2) > 40).sum())


def of_cage(bone: str) -> bool:
    return bone.startswith("rib") or bone == "scapulae"


def of_column(bone: str) -> bool:
    return bone in LEVELS


@pytest.mark.parametrize(
    ("kind", "module"), [(BackPicture, back_picture), (BodyPicture, body_picture)]
)
def test_the_painted_area_says_who_carries(application, monkeypatch, kind, module):
    chest = kind(solved(roller__level="T8"), Shown(), LIGHT)
    low_back = kind(solved(roller__level="L3"), Shown(), LIGHT)
    cage = area(monkeypatch, chest, module, of_cage)
    column = area(monkeypatch, chest, module, of_column)
    assert cage > column > 0
    assert area(monkeypatch, low_back, module, of_cage) == 0
    assert area(monkeypatch, low_back, module, of_column) > column / 2


def test_no_stream_is_painted_into_ribs_under_the_low_back(application, monkeypatch):
    tokens = []
    original = flow_painter._arrow
    monkeypatch.setattr(
        flow_painter, "_arrow", lambda *given: (tokens.append(given[4]), original(*given))[1]
    )
    painted(BodyPicture(solved(roller__level="L3"), Shown(), LIGHT))
    assert tokens
    assert RECEIVER_COLOUR[CAGE] not in tokens
    tokens.clear()
    painted(BodyPicture(solved(roller__level="T8"), Shown(), LIGHT))
    assert RECEIVER_COLOUR[CAGE] in tokens


def test_no_ring_of_a_stream_is_painted_over_ribs_under_the_low_back(application, monkeypatch):
    tokens = []
    monkeypatch.setattr(back_picture, "paint_feathers", lambda *given: tokens.append(given[4]))
    painted(BackPicture(solved(roller__level="L3"), Shown(), LIGHT))
    assert tokens
    assert RECEIVER_COLOUR[CAGE] not in tokens
    tokens.clear()
    painted(BackPicture(solved(roller__level="T8"), Shown(), LIGHT))
    assert tokens.count(RECEIVER_COLOUR[CAGE]) == 2


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_glow_has_the_colours_of_the_scale_where_the_pads_are(application, theme):
    grid = back(solved())
    image = glow(theme, grid)
    assert (image.width(), image.height()) == grid.pressure_kPa.shape
    along, across = np.unravel_index(np.argmax(grid.shown_kPa), grid.shown_kPa.shape)
    wanted = pressure_colour(theme, float(grid.shown_kPa[along, across]))
    # the right side is up
    assert image.pixelColor(int(along), image.height() - 1 - int(across)).rgb() == wanted.rgb()
    assert image.pixelColor(0, 0).alpha() == 0


@pytest.mark.parametrize("level", ["T8", "L3"])
def test_isobars_run_where_the_pressure_has_their_value(application, level):
    outcome = solved(roller__level=level)
    grid = back(outcome)
    found = isobars(grid)
    reached = [kpa for kpa in (10, 20, 40, 80) if kpa < 0.95 * outcome.roller.peak_kPa]
    assert [each.kpa for each in found][: len(reached)] == reached
    for each in found:
        for line in each.lines:
            rows = np.interp(line[:, 0], grid.along_m[:-1] + 1e-3, np.arange(len(grid.along_m) - 1))
            columns = np.interp(
                1e3 * line[:, 1], grid.across_mm[:-1] + 1.0, np.arange(len(grid.across_mm) - 1)
            )
            there = grid.shown_kPa[np.round(rows).astype(int), np.round(columns).astype(int)]
            assert np.median(there) == pytest.approx(each.kpa, rel=0.15)


def test_blades_move_with_the_arms():
    def medial(arms: str) -> float:
        plate = plate_for(solved(arms=arms))
        ends = plate.outline.ends
        return min(
            float(plate.places[start:end, 1].min())
            for part, start, end in zip(plate.outline.parts, ends[:-1], ends[1:], strict=True)
            if (part.kind, part.name) == ("blade", "scapulae right")
        )

    assert medial("crossed") - medial("head") > 0.03


def test_what_a_scene_does_without_is_not_drawn():
    placed = BackPicture(solved(without=("ribs", "blades")), Shown(), LIGHT).placed(SIZE)
    assert not {"rib", "low rib", "blade", "blade spine"} & {kind for kind, _, _ in placed.parts}


@pytest.mark.parametrize(
    ("scene", "kind"),
    [({"face": "down"}, "back.face_down"), ({"task": "press-up"}, "back.no_roller")],
)
def test_where_no_back_lies_on_a_roller_words_say_where_to_look(application, scene, kind):
    picture = BackPicture(simulate(Scene().set_all(scene)), Shown(), LIGHT)
    assert picture.words == say(kind)
    assert picture.band(SIZE) is None
    # the body from the side stands there, pale: over the floor more is drawn than words
    floor = int(picture.side_camera(SIZE).floor)
    over = painted(picture)[floor // 2 : floor - 2].astype(int)
    ground = np.array(LIGHT.color("canvas").getRgb()[:3])
    drawn = np.abs(over - ground).max(axis=2) > 6
    assert drawn.mean() > 0.1
    said = [box for text, box, _ in written(picture, 1280, 560) if text in picture.words]
    assert max(box.bottom() for box in said) < floor // 2


def test_the_roller_is_dragged_on_the_back_too(window):
    show(window, view="back")
    settle()
    drag_roller_from_behind(window, to="L3")
    assert window.session.nearest_level == "L3"
    window.session.undo()
    assert window.session.nearest_level == "T8"


def drag_roller_from_behind(window, to: str) -> None:
    """Take the roller beside the trunk, move it under a level, and let it go."""
    body = window.body
    band = body.back_picture().band(QSizeF(body.size()))
    start = QPointF(band.center().x() + 5, band.top() + 12)
    track = window.session.track
    end = QPointF(body.camera.x(float(track.x_m[track.levels.index(to)])) + 5, start.y())
    press(body, start)
    for step in range(1, 4):
        move(body, start + (end - start) * step / 3)
        settle(3)
    release(body, end)
    settle()


@pytest.mark.parametrize("arms", ["sides", "head", "crossed", "overhead"])
@pytest.mark.parametrize("size", [(729, 350), (984, 443), (1500, 700)])
def test_arms_are_whole_over_the_names_of_the_levels(application, arms, size):
    picture = BackPicture(solved(arms=arms), Shown(), LIGHT)
    box = QSizeF(*size)
    skins = picture.placed(box).skins
    names = min(at.top() for text, at, _ in written(picture, *size)
                if text in LEVELS and at.bottom() < picture.side_camera(box).floor)  # fmt: skip
    high, low = (pick(float(pick(skin[:, 1])) for skin in skins) for pick in (min, max))
    assert high > 0.0
    assert low < names
    assert high == pytest.approx(names - low, abs=12.0)  # in the middle of what is over them


@pytest.mark.parametrize("arms", ["sides", "head", "crossed", "overhead"])
@pytest.mark.parametrize("size", [(491, 411), (984, 443)])
def test_the_number_of_the_peak_lies_on_no_arm(application, arms, size):
    for level in ("T8", "T10"):
        picture = BackPicture(solved(arms=arms, roller__level=level), Shown(), LIGHT)
        box = next(at for text, at, _ in written(picture, *size) if text.startswith("peak "))
        skins = picture.placed(QSizeF(*size)).skins
        assert not [skin for skin in skins if any_within(skin, box)]


@pytest.mark.parametrize("arms", ["sides", "head", "overhead"])
@pytest.mark.parametrize("level", ["T2", "T8", "L3"])
def test_an_arm_that_is_seen_whole_is_in_space_as_long_as_it_is(arms, level):
    outcome = solved(arms=arms, roller__level=level)
    frames, size = pose_of(outcome).frames, outcome.person.stature / TABLE_STATURE
    setting = back_arms.SETTINGS[arms]
    shoulder, elbow, wrist = (frames[FRAMES.index(each), :2] for each in (UPPER_ARM, FOREARM, HAND))
    joint = 1e3 * SHOULDER_ACROSS_M / size
    upper = np.hypot(1e3 / size * np.hypot(*(elbow - shoulder)), setting.elbow - joint)
    lower = np.hypot(1e3 / size * np.hypot(*(wrist - elbow)), setting.wrist - setting.elbow)
    assert upper == pytest.approx(back_arms.UPPER_LENGTH, rel=0.12)
    assert lower == pytest.approx(back_arms.FORE_LENGTH, rel=0.12)
    assert upper + lower == pytest.approx(back_arms.UPPER_LENGTH + back_arms.FORE_LENGTH, rel=0.05)


def test_a_click_on_the_rail_and_keys_move_it_there_too(window):
    show(window, view="back")
    settle()
    body, track = window.body, window.session.track
    at = QPointF(body.camera.x(float(track.x_m[track.levels.index("T5")])), body.camera.floor + 20)
    click(body, at)
    settle()
    assert window.session.nearest_level == "T5"
    key(body, Qt.Key.Key_PageDown)
    settle()
    assert window.session.nearest_level == "T6"


def test_a_bone_of_the_back_is_named_under_the_pointer(window):
    show(window, view="back")
    settle()
    body = window.body
    plate = body.back_picture().placed(QSizeF(body.size()))
    rib = next(
        each for kind, name, each in plate.parts if (kind, name) == ("low rib", "rib10 left")
    )
    points = points_of(rib)
    middles = [(points[k] + points[-k - 1]) / 2 for k in range(len(points) // 2)]
    band = body.back_picture().band(QSizeF(body.size()))
    inside = next(
        spot
        for spot in middles
        if plate.bone_at(QPointF(*spot)) == "rib10" and spot[0] > band.right() + 2
    )
    move(body, QPointF(*inside), Qt.MouseButton.NoButton)
    settle()
    assert body.card
    assert "10" in body.card[0]


def test_buttons_beside_the_rail_choose_the_view(window):
    chooser = window.comparison.pair.chooser
    assert chooser.isVisible()
    assert chooser.buttons["body"].isChecked()
    click(chooser.buttons["back"])
    settle()
    assert window.session.shown.view == "back"
    picture = window.body.grab().toImage()
    click(chooser.buttons["body"])
    settle()
    assert window.session.shown.view == "body"
    assert window.body.grab().toImage() != picture
    drag_roller(window, to="T10")
    assert window.session.nearest_level == "T10"


def test_it_says_what_the_view_from_the_side_says_and_what_was_before():
    before, now = solved(roller__level="T8"), solved(roller__level="L3")
    plate = BackPicture(now, Shown(), LIGHT, before=before)
    side = BodyPicture(now, Shown(), LIGHT, before=before)
    assert plate.said == side.said
    placed = plate.placed_caption(SIZE)
    assert "".join(text for row in placed.rows for text, _ in row) == side.said.head
    words = " ".join(placed.second)
    assert all(sentence in words for sentence in side.said.second)
    assert words.endswith(say("back.seen"))
    bare, drawn = (
        painted(BackPicture(now, Shown(), LIGHT, before=each)) for each in (None, before)
    )
    band = BackPicture(before, Shown(), LIGHT).band(SIZE)
    camera = plate.camera(SIZE)
    assert camera == BackPicture(before, Shown(), LIGHT).camera(SIZE)
    column = round(band.left())
    beside = slice(round(band.top()) + 20, round(band.bottom()) - 20)
    assert (drawn[beside, column] != bare[beside, column]).any()  # where the roller lay, dashed


def test_its_words_stand_beside_the_body_or_over_it_where_there_is_no_room():
    picture = BackPicture(solved(roller__level="T8"), Shown(), LIGHT)
    wide, narrow = picture.placed_caption(SIZE), picture.placed_caption(QSizeF(430.0, 400.0))
    assert wide.box.left() > SIZE.width() / 2
    assert narrow.box.left() < 20


def test_each_stream_is_a_ring_as_wide_as_its_newtons_in_the_colour_of_its_receiver():
    outcome = solved(roller__level="L3")
    picture = BackPicture(outcome, Shown(), LIGHT)
    seen, camera = painted(picture), picture.camera(SIZE)
    spot = entry_spots(outcome)[0]
    centre = camera.point(spot.place)
    radius = flow_painter.end_radius(spot.newtons, camera)
    angles = np.radians(np.arange(20, 70, 2))

    def share_of(pixels):
        """Of places on the ring, how many have its colour."""
        colour = QColor(LIGHT.color(RECEIVER_COLOUR[spot.receiver])).getRgb()[:3]
        reach = radius + np.array([[-0.5], [0.0], [0.5]])
        x = np.round(centre.x() + reach * np.cos(angles)).astype(int)
        y = np.round(centre.y() + reach * np.sin(angles)).astype(int)
        return (np.abs(pixels[y, x].astype(int) - colour).max(axis=2) < 60).any(axis=0).mean()

    assert share_of(seen) > 0.8
    assert share_of(painted(replace(picture, shown=Shown(flow=False)))) < 0.2
