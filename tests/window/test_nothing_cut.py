"""No word of any picture is cut off by its edge, at every size of window and type."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, QSizeF
from solved_scenes import found_once
from type_found import written

from spineviz.outcome import Balanced
from spineviz.scene import Scene
from spineviz.session.shown import Shown
from spineviz.simulation.place import track_of
from spineviz.teaching.trouble import troubles
from spineviz.window.back.back_picture import BackPicture
from spineviz.window.figure import rail_painter, share_columns, trouble_painter
from spineviz.window.figure.body_picture import NATURAL, BodyPicture
from spineviz.window.figure.contact_painter import Ribbon
from spineviz.window.figure.flow_callouts import callouts
from spineviz.window.paint.picture import fitted
from spineviz.window.paint.theme import LIGHT
from spineviz.window.section.section_picture import SectionPicture, sections
from spineviz.words.language import say

SCENES = {
    "T8": Scene(),
    "T12": Scene(roller_level="T12"),
    "L3": Scene(roller_level="L3"),
    "sacrum": Scene(roller_level="sacrum"),
    "face down": Scene(face="down"),
    "on elbows": Scene(task="on-elbows"),
}
BODIES = ((363, 305, 1.0), (728, 350, 1.0), (984, 445, 1.0), (1566, 700, 1.2), (584, 395, 2.0))
"""px and size of the type of the picture: compared, in windows of three sizes, in large type."""
CUTS = ((132, 150, 1.0), (264, 150, 1.0), (358, 176, 1.0), (568, 270, 1.2))


@lru_cache(maxsize=8)
def solved(name: str) -> Balanced:
    return found_once(SCENES[name])


def cut(found, width, height) -> list[str]:
    whole = QRectF(-1, -1, width + 2, height + 2)
    return [text for text, box, _ in found if not whole.contains(box)]


@pytest.mark.parametrize("size", BODIES)
@pytest.mark.parametrize("name", SCENES)
def test_no_word_of_the_body_is_cut(application, name, size):
    width, height, text = size
    theme = replace(LIGHT, text=text)
    shown = Shown(zoom=True) if text > 1.5 else Shown()
    for kind in (BodyPicture, BackPicture):
        found = written(kind(solved(name), shown, theme), width, height)
        assert found or kind is BackPicture
        assert not cut(found, width, height)


@pytest.mark.parametrize("size", CUTS)
@pytest.mark.parametrize("name", SCENES)
def test_no_word_of_a_section_is_cut(application, name, size):
    width, height, text = size
    theme = replace(LIGHT, text=text)
    picture = SectionPicture(solved(name), Shown(), theme)
    assert not cut(written(picture, width, height), width, height)
    pair = sections(SectionPicture(solved("T8"), Shown(), theme), picture)
    found = written(pair, 2 * width, height)
    assert not cut(found, 2 * width, height)
    tags = [box for said, box, _ in found if said in ("A", "B")]
    assert len(tags) == 2
    assert not [said for said, box, _ in found
                if said not in ("A", "B") and any(box.intersects(tag) for tag in tags)]  # fmt: skip


@pytest.mark.parametrize("size", BODIES)
@pytest.mark.parametrize("name", ["T8", "L3"])
def test_the_words_of_the_rail_lie_on_nothing(application, name, size):
    """The names of levels aside, which the handle may cover."""
    width, height, text = size
    theme = replace(LIGHT, text=text)
    picture = BodyPicture(solved(name), Shown(), theme)
    floor = picture.camera(QSizeF(width, height)).floor
    own = fitted(theme, QRectF(0, 0, width, height), NATURAL)
    low = floor + own.px(rail_painter.RAIL_TOP + rail_painter.RAIL_HEIGHT)
    found = [(said, box) for said, box, _ in written(picture, width, height) if box.top() > low]
    said = " ".join(each for each, _ in found)
    assert "no ribs" in said
    if text < 1.5:  # in large type only the trunk is seen, and the rail without its columns
        assert len(re.findall(r"\d\s?%", said)) >= 2
    if width > 700 and text < 1.5:
        assert share_columns.UP in said
        assert share_columns.DOWN in said
    for row, (first, box) in enumerate(found):
        for second, other in found[row + 1 :]:
            assert not box.adjusted(1, 1, -1, -1).intersects(other), (first, second)


@pytest.mark.parametrize(
    "size", [(415, 310, 1.0), (470, 310, 1.0), (470, 340, 1.3), (580, 400, 1.3)]
)
@pytest.mark.parametrize("name", ["T8", "L3"])
def test_what_is_grey_is_written_under_the_scales_where_they_stand_under_each_other(
    application, name, size
):
    """In windows with a panel beside the picture, and on the cards of a lesson."""
    width, height, text = size
    picture = BodyPicture(solved(name), Shown(), replace(LIGHT, text=text))
    found = {said: box for said, box, _ in written(picture, width, height)}
    (grey,) = [box for said, box in found.items() if said.startswith(share_columns.REST)]
    low = found["kPa"].bottom()
    ticks = [box for said, box in found.items() if said.isdigit() and box.top() > low]
    assert len(ticks) >= 2, "numbers of the lower scale"
    assert not [box for box in ticks if box.adjusted(1, 1, -1, -1).intersects(grey)]
    assert grey.bottom() < height


@pytest.mark.parametrize("size", [(364, 306, 1.0), (492, 411, 1.0), (985, 443, 1.0)])
@pytest.mark.parametrize("name", ["T8", "L3", "sacrum"])
def test_a_rail_names_the_ends_of_its_zones_inside_itself(application, name, size):
    """A|B at 1024 x 600 and 1280 x 720, and a window of 1280 x 720."""
    width, height, text = size
    picture = BodyPicture(solved(name), Shown(), replace(LIGHT, text=text))
    camera, track = picture.camera(QSizeF(width, height)), track_of(picture.outcome.person)
    rail = rail_painter.rail_box(LIGHT, camera, track)
    found = [
        (said, box) for said, box, _ in written(picture, width, height)
        if rail.contains(QPointF(rail.center().x(), box.center().y()))
        and rail.left() - 20 < box.center().x() < rail.right() + 20
    ]  # fmt: skip
    said = [each for each, _ in found]
    assert "T1" in said
    assert "Sac" in said
    for _, box in found:
        assert box.left() >= rail.left() + rail_painter.ENDS
        assert box.right() <= rail.right() - rail_painter.ENDS


@pytest.mark.parametrize("size", [(584, 360), (584, 398), (730, 520), (985, 520)])
@pytest.mark.parametrize("name", ["T8", "L3", "sacrum"])
def test_in_large_type_no_word_over_the_body_lies_on_it(application, name, size):
    """The trunk alone is seen then, and a head comes up to the words; what is on it or at the
    roller is meant to be there."""
    width, height = size
    picture = BodyPicture(solved(name), Shown(zoom=True), replace(LIGHT, text=2.0))
    figure = picture.placed(QSizeF(*size))
    camera = picture.camera(QSizeF(*size))
    said = [
        (text, box) for text, box, _ in written(picture, width, height)
        if box.bottom() < camera.floor and "kPa" not in text and not text.isdigit()
        and not re.fullmatch(r"[TL]\d+", text)
    ]  # fmt: skip
    assert said
    for text, box in said:
        if box.top() > camera.floor - 2 * picture.outcome.roller.radius * camera.scale:
            continue
        small = box.adjusted(2, 4, -2, -5)  # letters in their line
        assert not figure.is_under(small), text


@pytest.mark.parametrize("size", [(728, 350), (984, 445), (1566, 700)])
@pytest.mark.parametrize("name", ["T8", "L3"])
def test_a_headline_over_the_trunk_stands_between_head_and_knees(application, name, size):
    picture = BodyPicture(solved(name), Shown(zoom=True), LIGHT)
    figure, said = picture.placed(QSizeF(*size)), picture.placed_caption(QSizeF(*size))
    assert said.rows
    assert not said.over((figure.skin, figure.arm))
    assert not figure.is_under(said.box)
    assert said.box.left() >= 0
    assert said.box.right() <= size[0]


@pytest.mark.parametrize("size", [(728, 350), (984, 445)])
@pytest.mark.parametrize("level", ["T8", "T12", "L1", "L3"])
def test_hips_that_hang_have_their_height_beside_them_on_nothing(application, level, size):
    outcome = found_once(Scene(roller_level=level))
    told = {each.kind: each.saying.slots for each in outcome.alerts}
    picture = BodyPicture(outcome, Shown(), LIGHT)
    found = written(picture, *size)
    boxes = {text: box for text, box, _ in found}
    marks = [text for text in boxes if text.endswith("off the floor")]
    assert ("tips here" in boxes) == ("tips" in told)
    assert len(marks) == ("hips_off" in told)
    for text in marks:
        assert text.startswith(f"{told['hips_off']['gap']:.0f}\u202fmm")
        assert not picture.placed(QSizeF(*size)).is_under(boxes[text])
        assert boxes[text].bottom() < picture.camera(QSizeF(*size)).floor
        others = [box for other, box in boxes.items() if other != text]
        assert not any(boxes[text].adjusted(0, 1, 0, -1).intersects(box) for box in others)


@pytest.mark.parametrize("zoom", [True, False])
@pytest.mark.parametrize("size", [(584, 450, 1.5), (584, 375, 1.5), (820, 340, 2.0), *BODIES])
@pytest.mark.parametrize("level", ["T2", "T8", "T12", "L3", "L5", "sacrum"])
def test_who_takes_the_force_is_told_on_nobody(application, level, size, zoom):
    width, height, text = size
    outcome = found_once(Scene(roller_level=level))
    picture = BodyPicture(outcome, Shown(zoom=zoom), replace(LIGHT, text=text))
    placed, rows = picture.placed(QSizeF(width, height)), callouts(outcome)
    words = {said for row in rows for said in (row.title, row.newtons, row.share)}
    floor = picture.camera(QSizeF(width, height)).floor
    told = [box for said, box, _ in written(picture, width, height) if said in words]
    assert not [box for box in told if box.bottom() < floor and placed.is_under(box)]


@pytest.mark.parametrize("size", [(584, 295, 2.0), (820, 340, 2.0), (728, 350, 1.0), *BODIES])
@pytest.mark.parametrize("arms", ["sides", "head"])
@pytest.mark.parametrize("level", ["T4", "T8", "T12", "sacrum"])
def test_the_words_over_the_whole_body_are_all_there_and_on_nobody(application, level, arms, size):
    width, height, text = size
    outcome = found_once(Scene(roller_level=level, arms=arms))
    picture = BodyPicture(outcome, Shown(zoom=False), replace(LIGHT, text=text), noted=False)
    placed = picture.placed_caption(QSizeF(width, height))
    rows = ["".join(word for word, _ in row).strip() for row in placed.rows]
    assert " ".join(rows) == picture.said.head
    assert len(rows) == 1 or min(map(len, rows)) > 8  # no word alone
    assert " ".join(placed.second) == " ".join(picture.said.second)
    assert not picture.placed(QSizeF(width, height)).is_under(placed.small_box)


@pytest.mark.parametrize("level", ["T2", "T4", "T8"])
def test_near_a_body_the_small_words_are_there_rather_than_a_larger_headline(application, level):
    picture = BodyPicture(found_once(Scene(roller_level=level)), Shown(zoom=True), LIGHT)
    placed, figure = picture.placed_caption(QSizeF(984, 445)), picture.placed(QSizeF(984, 445))
    assert placed.second == picture.said.second
    assert placed.font.pixelSize() >= 18
    assert not placed.over((figure.skin, figure.arm))


@pytest.mark.parametrize("size", [(684, 443), (694, 443), (728, 350), (984, 445), (1566, 700)])
@pytest.mark.parametrize("level", ["T5", "T8", "T10"])
def test_who_takes_the_force_is_told_beside_the_roller_under_the_back(application, level, size):
    picture = BodyPicture(found_once(Scene(roller_level=level)), Shown(), LIGHT)
    found = {text: box for text, box, _ in written(picture, *size)}
    camera = picture.camera(QSizeF(*size))
    placed, floor = picture.placed(QSizeF(*size)), camera.floor
    for row in callouts(picture.outcome):
        box = found[row.title]
        over = placed.skin[(placed.skin[:, 0] > box.left()) & (placed.skin[:, 0] < box.right()), 1]
        assert over.max() < box.top() < box.bottom() < floor
        assert not placed.is_under(box)


@pytest.mark.parametrize("size", [(584, 295), (584, 395), (820, 340)])
def test_in_large_type_the_shares_stand_beside_the_roller_and_the_peak_not_on_it(application, size):
    picture = BodyPicture(solved("T8"), Shown(zoom=True), replace(LIGHT, text=2.0))
    found = {text: box for text, box, _ in written(picture, *size)}
    placed = picture.placed(QSizeF(*size))
    for row in callouts(picture.outcome):
        box = found.get(row.title) or found[row.share]
        assert not placed.is_under(box)
    camera, roller = picture.camera(QSizeF(*size)), picture.outcome.roller
    middle, reach = camera.point((roller.x, roller.y)), roller.radius * camera.scale
    round_it = QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach)
    peak = next(box for text, box in found.items() if text.casefold().startswith("peak "))
    assert not peak.intersects(round_it)


@pytest.mark.parametrize("size", [(363, 305), (491, 411), (789, 668)])
def test_two_scenes_beside_each_other_say_the_same_of_each(application, size):
    """Of both the shares with their newtons, and the angle of the low back."""
    a, b = (BodyPicture(solved(name), Shown(), LIGHT, apart=name) for name in ("T8", "L3"))
    within = a.own_box.joined(b.own_box)
    for each in (a, b):
        said = [text for text, _, _ in written(replace(each, within=within), *size)]
        for row in callouts(each.outcome):
            assert row.title in said
            assert row.newtons in said
        assert "Lordosis" in said


@pytest.mark.parametrize("size", BODIES)
@pytest.mark.parametrize("name", ["T8", "L3"])
def test_numbers_of_pressure_keep_clear_of_each_other(application, monkeypatch, name, size):
    found = []
    original = Ribbon.paint_isobars
    monkeypatch.setattr(
        Ribbon, "paint_isobars",
        lambda self, painter, theme, font, pin, room: (
            found.extend(boxes := original(self, painter, theme, font, pin, room)) or boxes
        ),
    )  # fmt: skip
    width, height, text = size
    picture = BodyPicture(solved(name), Shown(), replace(LIGHT, text=text))
    written(picture, width, height)
    roller = 2 * solved(name).roller.radius * picture.camera(QSizeF(width, height)).scale
    assert bool(found) == (roller >= 110 * text)
    for row, box in enumerate(found):
        clear = box.adjusted(-2, -2, 2, 2)
        assert not any(clear.intersects(other) for other in found[row + 1 :])


def test_a_strip_without_columns_is_no_taller_than_its_words(application):
    for height in range(240, 900, 20):
        for text in (1.0, 1.4, 2.0):
            theme = replace(LIGHT, text=text)
            strip = rail_painter.strip_height(theme, height)
            columns = theme.px(28 + 5 + 30 + 34)
            assert strip >= columns or strip == theme.px(rail_painter.PLAIN)
            assert (
                strip + rail_painter.spared(theme, height) <= max(0.32 * height, theme.px(66)) + 1
            )


@pytest.mark.parametrize("size", [(363, 305), (728, 350), (984, 445), (1566, 700)])
@pytest.mark.parametrize("name", ["T8", "T12", "L3", "sacrum", "face down"])
def test_the_peak_is_said_once_and_hides_little_of_the_roller(application, name, size):
    """On the roller where it is much wider than the number, in a line with the shares elsewhere."""
    outcome = solved(name)
    picture = BodyPicture(outcome, Shown(), LIGHT)
    camera = picture.camera(QSizeF(*size))
    reach = outcome.roller.radius * camera.scale
    middle = camera.point((outcome.roller.x, outcome.roller.y))
    roller = QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach)
    found = written(picture, *size)
    boxes = [box for text, box, _ in found if text.casefold().startswith("peak ")]
    assert len(boxes) == 1
    assert not boxes[0].intersects(roller) or boxes[0].width() < 0.8 * roller.width()


@pytest.mark.parametrize("name", ["T8", "L3"])
def test_numbers_of_pressure_lie_on_no_place_of_trouble(application, name):
    width, height = 985, 443
    picture = BodyPicture(solved(name), Shown(trouble=True), LIGHT)
    found = written(picture, width, height)
    numbers = [box for text, box, _ in found if text in ("10", "20", "40", "80")]
    floor = picture.camera(QSizeF(width, height)).floor
    numbers = [box for box in numbers if box.bottom() < floor]
    counts = [box for text, box, _ in found if re.search(r"(disc|pars).*%$", text)]
    assert counts
    assert not [box for box in numbers if any(box.intersects(other) for other in counts)]


@pytest.mark.parametrize("size", [(728, 350), (984, 445), (1566, 700)])
@pytest.mark.parametrize("name", ["T8", "T12", "L3", "face down"])
def test_every_count_of_trouble_has_a_line_of_its_own_that_crosses_no_other(
    application, monkeypatch, name, size
):
    flags = []
    original = trouble_painter._arranged
    monkeypatch.setattr(
        trouble_painter, "_arranged", lambda *given: flags.append(original(*given)) or flags[-1]
    )
    picture = BodyPicture(solved(name), Shown(trouble=True), LIGHT)
    found = {text: box for text, box, _ in written(picture, *size)}
    placed = picture.placed(QSizeF(*size))
    counts = {text: box for text, box in found.items() if re.search(r"(disc|pars).*%$", text)}
    assert len(counts) == len(troubles())
    drawn = next(each for each in flags if {flag.text for flag in each} == set(counts)
                 and all(flag.box.contains(counts[flag.text]) for flag in each))  # fmt: skip
    for flag in drawn:
        assert flag.start.x() == flag.end.x()
        for other in drawn:
            if other is not flag:
                assert not flag.box.intersects(other.box)
                line = QRectF(flag.start, flag.end).normalized().adjusted(-1, 0, 1, 0)
                assert not line.intersects(other.box)
    note = [box for text, box in found.items() if text == say("body.trouble")]
    assert not any(placed.is_under(box) for box in note)


@pytest.mark.parametrize("size", BODIES)
@pytest.mark.parametrize("name", ["T8", "face down"])
def test_words_of_the_body_keep_clear_of_its_edges(application, name, size):
    width, height, text = size
    shown = Shown(zoom=True) if text > 1.5 else Shown()
    found = written(BodyPicture(solved(name), shown, replace(LIGHT, text=text)), width, height)
    near = {said: box for said, box, _ in found if box.left() < 8 or box.right() > width - 4}
    assert not near


def test_in_a_large_window_the_scales_fill_the_ground_beside_the_rail(application):
    width, height = 1566, 700
    picture = BodyPicture(solved("T8"), Shown(), LIGHT)
    rail = rail_painter.rail_box(
        LIGHT, picture.camera(QSizeF(width, height)), track_of(picture.outcome.person)
    )
    below = [
        box for said, box, _ in written(picture, width, height)
        if box.left() > rail.right() and box.top() > rail.top()
    ]  # fmt: skip
    assert max(box.right() for box in below) - rail.right() > 0.8 * (width - rail.right())
    said = [text for text, _, _ in written(picture, width, height)]
    assert "Force in each bone, N" in said
    assert "On the skin, kPa" in said


@pytest.mark.parametrize("arms", ["head", "overhead", "crossed", "sides"])
@pytest.mark.parametrize("size", [(363, 305), (492, 411), (782, 640)])
def test_beside_another_scene_no_small_word_lies_on_an_arm_seen_from_behind(
    application, arms, size
):
    outcome = found_once(Scene(roller_level="L3", arms=arms))
    picture = BackPicture(outcome, Shown(), LIGHT, apart="Under L3")
    words = picture.placed_caption(QSizeF(*size))
    small = replace(words, box=words.small_box)
    assert not small.over(picture.placed(QSizeF(*size)).skins)


@pytest.mark.parametrize("size", [(728, 350), (984, 445), (1187, 527), (1566, 700)])
@pytest.mark.parametrize("name", ["T8", "T12", "L3", "sacrum"])
def test_how_the_scene_was_set_is_said_on_nothing(application, name, size):
    picture = BodyPicture(solved(name), Shown(), LIGHT)
    found = written(picture, *size)
    box = next(box for text, box, _ in found if text.startswith("Foam roller"))
    assert not picture.placed(QSizeF(*size)).is_under(box.adjusted(0, 2, 0, -2))
    assert not [text for text, other, _ in found if other != box and other.intersects(box)]
