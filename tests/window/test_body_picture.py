"""What the body view paints: scales, isobars, vectors, and a second view beside it."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hands import click, drag_roller, key, settle, show
from msgspec.structs import replace
from PySide6.QtCore import QBuffer, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from solved_scenes import found_once

from spineviz.drawing.bone_loads import RECEIVERS, bone_loads
from spineviz.drawing.entry_streams import entry_streams
from spineviz.drawing.profile import profile
from spineviz.drawing.streams import M_PER_NEWTON, SMALL
from spineviz.scene import Scene
from spineviz.session.shown import Shown
from spineviz.tables.tables import TABLES
from spineviz.window.figure import contact_painter
from spineviz.window.figure.body_picture import BodyPicture
from spineviz.window.figure.body_view import BodyView
from spineviz.window.figure.contact_painter import ISOBARS_KPA, MM_PER_KPA, Ribbon
from spineviz.window.figure.flow_callouts import callouts
from spineviz.window.figure.flow_painter import arrow
from spineviz.window.figure.rail_painter import zone_words
from spineviz.window.paint.camera import Box, Camera
from spineviz.window.paint.picture import base
from spineviz.window.paint.theme import DARK, LIGHT, PROJECTOR, ThemeChoice, lit_bone, theme_of


def image_of(body, ratio=1.0):
    """What the view paints as vectors."""
    image = QImage(body.size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    body.body_picture().paint(painter, QRectF(body.rect()))
    painter.end()
    return image


def svg_of(body) -> str:
    kept = QBuffer()
    kept.open(QBuffer.OpenModeFlag.WriteOnly)
    made = QSvgGenerator()
    made.setOutputDevice(kept)
    made.setSize(body.size())
    painter = QPainter(made)
    body.body_picture().paint(painter, QRectF(body.rect()))
    painter.end()
    return bytes(kept.data()).decode()


def svg_of_picture(picture, box: QRectF, size: QSize) -> str:
    kept = QBuffer()
    kept.open(QBuffer.OpenModeFlag.WriteOnly)
    made = QSvgGenerator()
    made.setOutputDevice(kept)
    made.setSize(size)
    made.setViewBox(QRectF(QPointF(), QSizeF(size)))
    painter = QPainter(made)
    picture.paint(painter, box)
    painter.end()
    return bytes(kept.data()).decode()


def places_of_words(text: str) -> dict[str, tuple[float, float, float]]:
    """Left, right and base line of everything written in an SVG, px."""
    found = {}
    pattern = (
        r'matrix\(1,0,0,1,([-\d.]+),([-\d.]+)\)"[^>]*>\s*(?:<[^t][^>]*/>\s*)*<text[^>]*?x="([-\d.]+)"'
        r' y="([-\d.]+)"[^>]*font-size="(\d+)"[^>]*font-weight="(\d+)"[^>]*>([^<]+)</text>'
    )
    for dx, dy, x, y, size, weight, word in re.findall(pattern, text):
        font = base()
        font.setPixelSize(int(size))
        font.setBold(int(weight) >= 600)
        left = float(dx) + float(x)
        width = QFontMetricsF(font).horizontalAdvance(word.strip())
        found[word.strip()] = (left, left + width, float(dy) + float(y))
    return found


def pixels(image) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return flat[:, :, :3].astype(int)


def test_vectors_and_screen_show_the_same(window):
    window.strip.setFocus()
    settle()
    screen = pixels(window.body.grab().toImage())
    vector = pixels(image_of(window.body))
    different = np.any(np.abs(screen - vector) > 8, axis=2)
    assert different.mean() < 0.002


def test_an_svg_holds_lines_and_words_and_no_pixels(window):
    text = svg_of(window.body)
    assert "<image" not in text
    assert text.count("<p") > 200
    for words in ("shoulder ", "Peak", "ribs and blades", "no ribs", "kPa"):
        assert words in text


def test_twice_the_pixels_show_the_same_picture(window):
    once = pixels(image_of(window.body))
    twice = pixels(image_of(window.body, 2.0))
    height, width = once.shape[:2]
    halved = twice.reshape(height, 2, width, 2, 3).mean(axis=(1, 3))
    assert np.abs(halved - once).mean() < 2.5


def words_of(text: str) -> set[str]:
    """Everything that is written in a picture."""
    return {word.strip() for word in re.findall(r">([^<>]+)</text>", text)}


def test_isobars_have_their_numbers(window):
    ticks = {"10", "20", "40", "80"}
    show(window, zoom=True)
    window.body.resize(1600, 800)
    settle()
    text = svg_of(window.body)
    assert ticks <= words_of(text)  # of the scale
    written = re.findall(r">\s*(10|20|40|80)\s*</text>", text)
    assert {each for each in ticks if written.count(each) > 1} == {"10", "20", "40"}  # peak 52 kPa


def test_isobars_stand_where_the_pressure_has_their_value(application):
    for level in ("T8", "L3"):
        outcome = found_once(Scene().set("roller.level", level))
        along = profile(outcome)
        camera = Camera(1000.0, 0.0, 0.0)
        ribbon = Ribbon(along, outcome.roller, camera)
        reached = 0
        for value in ISOBARS_KPA:
            for skin, edge, _ in ribbon._crossings(value):
                reached += 1
                thick = np.hypot(*(edge - skin))  # px are mm here
                assert thick == pytest.approx(MM_PER_KPA * value, rel=0.02)
        wanted = [value for value in ISOBARS_KPA if value < outcome.roller.peak_kPa]
        assert reached == 2 * len(wanted)


def test_a_peak_beyond_the_colours_is_hatched_and_stays_in_the_roller(application, monkeypatch):
    hatched = []
    original = contact_painter.Ribbon._hatch
    monkeypatch.setattr(
        contact_painter.Ribbon, "_hatch",
        lambda self, painter, theme, across: (
            hatched.append(self._kpa.max()), original(self, painter, theme, across)
        ),
    )  # fmt: skip
    scene = Scene().set("roller.level", "L3").set("roller.kind", "rigid")
    outcome = found_once(scene)
    assert outcome.roller.peak_kPa > 100
    ribbon = Ribbon(profile(outcome), outcome.roller, Camera(1000.0, 0.0, 0.0))
    reach = contact_painter.WITHIN * outcome.roller.radius * 1e3
    thick = np.hypot(*(ribbon._outer - ribbon._inner).T)
    assert thick.max() <= reach + 1e-6
    assert thick.max() > MM_PER_KPA * 100
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    ribbon.paint(painter, LIGHT)
    painter.end()
    assert hatched == [pytest.approx(outcome.roller.peak_kPa)]


def test_an_arrow_is_as_wide_as_its_newtons():
    camera = Camera(1000.0, 0.0, 0.0)
    width = 200.0 * M_PER_NEWTON * camera.scale
    line = np.array([[0.0, 0.0], [50.0, 0.0], [100.0, 0.0]])
    shape = arrow(line, np.full(3, width))
    assert np.ptp(shape[:2, 1]) == 0
    assert shape[0, 1] - shape[-1, 1] == pytest.approx(23.0)
    assert shape[:, 0].max() == 100.0
    assert np.ptp(shape[:, 1]) == pytest.approx(1.75 * 23.0)


@pytest.mark.parametrize("short", [0.5, 3.0, 10.0])
def test_a_short_arrow_keeps_its_length(short):
    shape = arrow(np.array([[0.0, 0.0], [short, 0.0]]), np.full(2, 30.0))
    assert np.isfinite(shape).all()
    assert shape[:, 0].max() == pytest.approx(short)
    assert shape[:, 0].min() == pytest.approx(0.0)


@pytest.mark.parametrize("size", [(200, 150), (200, 600), (360, 220), (900, 150)])
@pytest.mark.parametrize("trunk", [False, True])
def test_in_a_small_box_whole_words_drop_out_and_nothing_leaves_the_box(application, size, trunk):
    """Writing is read off an SVG, with the place of each word."""
    outcome = found_once(Scene(roller_level="L3"))
    picture = BodyPicture(outcome, Shown(zoom=trunk), LIGHT)
    corner = QPointF(40, 30)
    text = svg_of_picture(picture, QRectF(corner, QSizeF(*size)), QSize(1000, 700))
    written = places_of_words(text)
    assert any("L3" in word for word in written)
    for word, (left, right, baseline) in written.items():
        assert corner.x() <= left <= right <= corner.x() + size[0] + 1, word
        assert corner.y() < baseline < corner.y() + size[1], word


def test_a_painter_is_left_as_it_was(application):
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#00FF00"))
    painter = QPainter(image)
    picture = BodyPicture(found_once(Scene()), Shown(), LIGHT)
    picture.paint(painter, QRectF(50, 40, 300, 200))
    assert painter.transform().isIdentity()
    assert not painter.hasClipping()
    painter.end()
    inside = QRectF(50, 40, 300, 200).toRect()
    for x, y in ((10, 10), (49, 100), (350, 100), (200, 39), (200, 240)):
        assert image.pixelColor(x, y) == QColor("#00FF00")
    assert image.pixelColor(inside.center()) != QColor("#00FF00")


def test_all_inner_forces_are_shown_when_asked_for(window):
    without = image_of(window.body)
    window.session.show(replace(window.session.shown, inner=True))
    assert image_of(window.body) != without
    window.session.show(replace(window.session.shown, inner=False))
    assert image_of(window.body) == without


def test_the_flow_can_be_switched_off(window):
    with_flow = image_of(window.body)
    show(window, flow=False)
    assert image_of(window.body) != with_flow
    show(window, flow=True)
    assert image_of(window.body) == with_flow


def test_a_second_view_shows_what_it_is_given_and_moves_nothing(window):
    body, session = window.body, window.session
    kept = session.view
    other = BodyView(session, live=False)
    other.resize(body.size())
    other.show_view(kept)
    other.show()
    settle()
    session.idle.finish()  # the columns of its rail fill up
    before = image_of(other)
    drag_roller(window, to="L2")
    assert image_of(other) == before
    scene = session.scene
    click(other, other.roller_centre())
    key(other, Qt.Key.Key_Right)
    settle()
    assert session.scene == scene
    other.close()
    other.deleteLater()


def test_two_views_can_have_one_scale(window):
    body, session = window.body, window.session
    other = BodyView(session, live=False)
    other.resize(body.size())
    other.show_view(session.view)
    session.set("person.stature_m", 2.05)
    session.solve_now()
    assert body.camera.scale != pytest.approx(other.camera.scale, rel=1e-3)
    both = body.own_box.joined(other.own_box)
    body.camera_box = other.camera_box = both
    assert body.camera == other.camera
    assert both.joined(Box(0.0, 0.1, 0.1)) == both
    other.deleteLater()


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.PROJECTOR])
@pytest.mark.parametrize("text", [1.0, 1.6])
def test_writing_keeps_apart_in_every_theme_and_size(window, choice, text, monkeypatch):
    from spineviz.window.paint import room

    kept = []
    original = room.Room.take

    def take(self, box):
        kept.append(box)
        return original(self, box)

    monkeypatch.setattr(room.Room, "take", take)
    body = window.body
    body.set_theme(theme_of(choice, text=text, lines=text))
    for size in (QSize(700, 300), QSize(926, 472), QSize(1600, 760)):
        body.resize(size)
        for zoomed in (False, True):
            show(window, zoom=zoomed)
            kept.clear()
            image_of(body)
            small = size.height() < 400 and text > 1  # only the title has room
            assert len(kept) >= (1 if small else 2)
            for row, box in enumerate(kept):
                assert not any(box.intersects(other) for other in kept[:row])


def test_the_new_theme_is_a_light_one(window):
    grounds = {}
    for theme in (LIGHT, DARK, PROJECTOR):
        window.body.set_theme(theme)
        image = image_of(window.body)
        grounds[theme.name] = image.pixelColor(QPointF(5, 100).toPoint()).lightness()
    assert grounds["projector"] >= grounds["light"] > 200 > grounds["dark"]


@pytest.mark.parametrize("kind", TABLES.products)
def test_every_product_is_drawn(window, kind):
    outcome = window.session.view.outcome
    image = QImage(300, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#00FF00"))
    painter = QPainter(image)
    camera = Camera(800.0, 150 - outcome.roller.x * 800.0, 250.0)
    contact_painter.paint_roller(painter, camera, LIGHT, outcome.roller, kind, False)
    painter.end()
    centre = camera.point((outcome.roller.x, outcome.roller.y))
    assert image.pixelColor(centre.toPoint() + QPointF(15, 0).toPoint()) != QColor("#00FF00")


@pytest.mark.parametrize("level", ["T8", "T5", "T12"])
def test_what_stands_beside_the_roller_adds_up_to_its_force(window, level):
    window.session.set("roller.level", level)
    window.body.resize(1600, 760)
    settle()
    written = svg_of(window.body)
    outcome = window.session.view.outcome
    rows = callouts(outcome)
    assert {"Ribs and blades", "Onto the spine"} <= {row.title.rsplit(" ", 1)[0] for row in rows}
    assert {each for row in rows for each in (row.title, row.newtons)} <= words_of(written)
    newtons = sum(int(row.newtons.split()[0]) for row in rows)
    small = (len(RECEIVERS) - len(rows)) * SMALL * outcome.roller.force_N
    assert outcome.roller.force_N - small - 1 <= newtons <= outcome.roller.force_N + 1
    # a stream of its own colour for each row
    assert [row.receiver for row in rows] == sorted(
        (stream.tissue for stream in entry_streams(outcome)),
        key=lambda name: -bone_loads(outcome).received_N[RECEIVERS.index(name)],
    )


@pytest.mark.parametrize(
    ("without", "words"),
    [((), "THORACIC · ribs"), (("ribs",), "THORACIC · no ribs")],
)
def test_the_rail_says_where_ribs_are_attached(window, without, words):
    window.session.set("without", without)
    window.body.resize(1600, 760)
    settle()
    found = words_of(svg_of(window.body))
    assert words in found
    assert "LUMBAR · no ribs" in found
    assert "no ribs" not in found, "what a zone lacks is said with its name"


def test_a_place_that_is_no_vertebra_has_a_zone_of_its_own():
    names = ["T12", "L5", "sacrum"]
    assert zone_words("T", names[:1], {"T12"})[0] == ("THORACIC · ribs",)
    assert zone_words("S", names[2:], {"T12"}) == (("PELVIS",), ("S",))
    for rows in zone_words("L", names[1:2], {"T12"}):
        assert rows[0] in ("LUMBAR · no ribs", "LUMBAR", "L")


@pytest.mark.parametrize("kind", TABLES.products)
def test_no_head_reaches_into_the_headline_on_any_roller(application, kind):
    size = QSizeF(985, 443)
    for level in ("T2", "T6", "T10"):
        outcome = found_once(Scene().set("roller.kind", kind).set("roller.level", level))
        picture = BodyPicture(outcome, Shown(), LIGHT)
        said, figure = picture.placed_caption(size), picture.placed(size)
        assert not figure.is_under(said.alone.box.adjusted(0, 0, 0, -4))
        assert not said.second or not figure.is_under(said.small_box)


@pytest.mark.parametrize("person", [
    {"slump": 20.0}, {"person.kyphosis_deg": 65.0}, {"condition": "hyperkyphosis"},
    {"condition": "hyperkyphosis", "slump": 20.0}, {"person.stature_m": 1.95},
], ids=str)  # fmt: skip
def test_no_head_and_no_elbow_of_a_curved_back_reaches_into_the_headline(application, person):
    size = QSizeF(985, 443)
    for level in ("T4", "T8", "T10"):
        picture = BodyPicture(found_once(Scene(roller_level=level).set_all(person)), Shown(), LIGHT)
        said, figure = picture.placed_caption(size), picture.placed(size)
        assert not figure.is_under(said.alone.box.adjusted(0, 0, 0, -4))
        high = min(each[:, 1].min(initial=np.inf) for each in (figure.skin, figure.arm))
        assert high > said.alone.box.bottom() - 4


@pytest.mark.parametrize("theme", [LIGHT, DARK, PROJECTOR], ids=lambda theme: theme.name)
def test_a_vertebra_that_is_lit_is_seen_through_an_arm_by_the_side(application, theme):
    """Two fifths at least of what its colour has more than that of a bone, under bone and skin."""
    outcome = found_once(Scene(arms="sides"))
    picture = BodyPicture(outcome, Shown(flow=True), theme)
    size = QSizeF(1566, 700)
    image = QImage(size.toSize(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    picture.paint(painter, QRectF(QPointF(), size))
    painter.end()
    body = picture.placed(size).parts_of("body")["T8"]
    newtons = bone_loads(outcome).lit_by("T8")
    full, none = (
        colour.red() - colour.blue()
        for colour in (lit_bone(theme, "bone", newtons), theme.color("bone"))
    )
    box = body.boundingRect().toRect()
    seen = [
        colour.red() - colour.blue()
        for x in range(box.left(), box.right())
        for y in range(box.top(), box.bottom())
        if body.containsPoint(QPointF(x + 0.5, y + 0.5), Qt.FillRule.OddEvenFill)
        for colour in [image.pixelColor(x, y)]
    ]
    assert len(seen) > 100
    assert np.median(seen) - none > 0.4 * (full - none)


@pytest.mark.parametrize("level", ["T4", "L3"])
def test_an_arm_behind_the_head_stays_behind_it_whatever_is_lit(application, level):
    outcome = found_once(Scene(roller_level=level, arms="head"))
    size = QSizeF(984, 445)
    heads = []
    for flow in (False, True):
        picture = BodyPicture(outcome, Shown(flow=flow), LIGHT, bare=(0.2, 0.1))
        image = QImage(size.toSize(), QImage.Format.Format_RGB32)
        painter = QPainter(image)
        picture.paint(painter, QRectF(QPointF(), size))
        painter.end()
        skull = picture.placed(size).parts_of("skull")["skull"].boundingRect().toRect()
        heads.append(image.copy(skull))
    assert heads[0] == heads[1]
