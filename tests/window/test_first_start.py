"""The first start on small screens and with large type: the window fits, and nothing is cut."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hands import settle
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSizeF
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QLabel
from type_found import written

from spineviz.session.settings import Settings
from spineviz.teaching.lessons import lessons
from spineviz.window.explore.explore_page import ExplorePage
from spineviz.window.figure.view_chooser import ViewChooser
from spineviz.window.shell import explore_window, pages, window_place
from spineviz.window.shell.main_window import default_window
from spineviz.window.shell.pages import Page
from spineviz.window.shell.sentence_line import WRAP

LAPTOP, SCALED_LAPTOP, DOUBLED = (1366, 768), (1093, 614), (960, 540)
SCALED_MORE, DOUBLED_LAPTOP = (911, 512), (683, 384)
"""1366 x 768, the same at 125 %, 1920 x 1080 at 200 %, and the first at 150 % and at 200 %, in the
pixels that Qt counts."""


@pytest.fixture
def first_start(application, monkeypatch):
    """Make the first window on a screen; the type is the system's, or so many per cent."""
    made = []

    def start(size: tuple[int, int], points: float = 0.0, percent: int = 100):
        room = QRect(0, 0, *size)
        screen = SimpleNamespace(availableGeometry=lambda: room)
        monkeypatch.setattr(
            window_place,
            "QGuiApplication",
            SimpleNamespace(primaryScreen=lambda: screen, screens=lambda: [screen]),
        )
        if points:
            font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
            font.setPointSizeF(points)
            monkeypatch.setattr(QFontDatabase, "systemFont", lambda _: font)
        settings = Settings()
        settings.text_percent = percent
        window = default_window(None, settings)
        window.session.solve_now()
        window.show()
        settle()
        made.append(window)
        return window

    yield start
    for window in made:
        window.close()
        window.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize(
    ("size", "points", "percent"),
    [(LAPTOP, 0, 100), (SCALED_LAPTOP, 0, 100), (DOUBLED, 0, 100), (LAPTOP, 15, 100),
     ((1028, 636), 0, 200), (SCALED_MORE, 0, 100), (SCALED_MORE, 15, 100), (LAPTOP, 20, 100),
     (DOUBLED_LAPTOP, 0, 100)],
    ids=["laptop", "laptop at 125 %", "full HD at 200 %", "system font of 15 pt", "text of 200 %",
         "laptop at 150 %", "both", "system font of 20 pt", "laptop at 200 %"],
)  # fmt: skip
def test_the_first_window_fits_the_screen_and_shows_all_of_itself(
    first_start, size, points, percent
):
    window = first_start(size, points, percent)
    assert window.width() <= size[0] - window_place.FRAME.width()
    assert window.height() <= size[1] - window_place.FRAME.height()
    assert window.minimumSizeHint().width() <= window.width(), "nothing asks for more"
    assert window.minimumSizeHint().height() <= window.height()
    inside = window.centralWidget().rect()
    parts = [window.body, window.readout, window.strip, window.sentence, window.play_bar]
    for part in parts:
        place = QRect(part.mapTo(window.centralWidget(), part.rect().topLeft()), part.size())
        assert inside.contains(place), part
    assert window.body.width() * window.body.height() >= 0.3 * window.width() * window.height(), (
        "the picture is the largest thing"
    )
    assert window.readout.horizontalScrollBar().maximum() == 0
    for label in window.readout.findChildren(QLabel):
        if label.isVisible() and not label.wordWrap():
            assert label.width() >= label.minimumSizeHint().width(), label.text()


@pytest.mark.parametrize(("size", "percent"), [(DOUBLED, 100), ((1028, 636), 200)], ids=str)
def test_what_is_offered_first_never_lies_on_the_headline(first_start, size, percent):
    window = first_start(size, percent=percent)
    assert window.invitations.isVisible()
    said = window.body.placed_caption().box
    offered = QRectF(window.invitations.geometry())
    assert not said.adjusted(0, 0, 0, -2).intersects(offered)
    assert window.body.rect().contains(window.invitations.geometry())


@pytest.mark.parametrize(
    ("size", "points", "percent"),
    [(LAPTOP, 20, 100), (LAPTOP, 15, 100), (LAPTOP, 0, 100), ((1028, 636), 0, 200),
     (SCALED_LAPTOP, 0, 150)],
    ids=str,
)  # fmt: skip
def test_what_is_offered_first_lies_on_no_head_and_no_knee(first_start, size, points, percent):
    window = first_start(size, points, percent)
    body, offered = window.body, QRectF(window.invitations.geometry())
    assert window.invitations.isVisible()
    assert all(not button.visibleRegion().isEmpty() for button in window.invitations.first)
    assert not body.placed.is_under(offered)
    assert QRectF(body.rect()).contains(offered)
    words = written(body.body_picture(), body.width(), body.height())
    covered = [said for said, box, _ in words if box.intersects(offered)]
    assert not [said for said in covered if said in body.body_picture().said.head]


def test_a_sentence_of_two_rows_begins_with_its_first_word(first_start):
    window = first_start((1028, 636), percent=200)
    line = window.sentence
    assert not line.more.isVisible()
    assert line._fitting(line._room()) == line.text  # in two rows all of it has room
    line.set_text(" ".join(4 * [line.text]))
    assert line.more.isVisible()
    shown = line._fitting(line._room())
    assert shown.startswith("Roller under T8")
    assert shown.endswith(" …")
    box = QFontMetrics(line._type).boundingRect(line._room(), int(WRAP), shown)
    assert box.height() <= line.height()
    low, rows = line.height(), line._line_height()
    line.more.click()
    settle()
    assert line.height() >= low + rows


@pytest.mark.parametrize(
    ("size", "percent"),
    [((800, 600), 100), ((720, 1280), 150), ((720, 1280), 200), (DOUBLED, 100), (LAPTOP, 100)],
    ids=str,
)
def test_buttons_of_the_view_lie_on_no_word_and_on_no_body(first_start, size, percent):
    """Where there is no such place they are not there: the View menu has the same choice."""
    window = first_start(size, percent=percent)
    body, chooser = window.body, window.findChild(ViewChooser)
    assert chooser.isVisible() == (size in (DOUBLED, LAPTOP))
    if not chooser.isVisible():
        return
    corner = chooser.mapToGlobal(chooser.rect().topLeft()) - body.mapToGlobal(QPoint())
    place = QRectF(QRect(corner, chooser.size()))
    assert QRectF(body.rect()).contains(place)
    words = written(body.body_picture(), body.width(), body.height())
    assert not [said for said, box, _ in words if box.intersects(place)]
    assert not body.body_picture().placed(QSizeF(body.size())).is_under(place)


@pytest.mark.parametrize("panel", ["more", "questions", "lessons", "author"])
@pytest.mark.parametrize(("size", "percent"), [((1028, 636), 200), ((800, 600), 100)], ids=str)
def test_no_panel_pushes_anything_over_the_edge_of_a_small_window(
    first_start, size, percent, panel
):
    window = first_start(size, percent=percent)
    window.toggle_panel(panel)
    settle()
    assert window.minimumSizeHint().width() <= window.width(), "nothing asks for more"
    inside = window.centralWidget().rect()
    for part in (getattr(window, panel), window.body, window.readout):
        if part.isVisible():
            place = QRect(part.mapTo(window.centralWidget(), QPoint()), part.size())
            assert inside.contains(place), part
    assert window.body.isVisible()
    window.toggle_panel(panel)
    settle()
    assert window.readout.isVisible()


@pytest.mark.parametrize("number", range(2))
def test_a_lesson_in_large_type_shows_all_of_its_question(first_start, number):
    window = first_start((1028, 636), percent=200)
    window.session.lesson.start(lessons()[number], alone=False)
    settle()
    for label in window.stage.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    assert window.theme.text > 1.0, "larger than usual all the same"
    window.session.lesson.leave()
    settle()
    assert window.theme.text == pytest.approx(2.0)


@pytest.mark.parametrize(
    ("size", "percent"), [(DOUBLED_LAPTOP, 100), ((1028, 636), 200), (LAPTOP, 150)], ids=str
)
def test_every_page_opens_no_larger_than_its_screen_and_larger_for_large_type(
    first_start, monkeypatch, size, percent
):
    window = first_start(size, percent=percent)
    room = QRect(0, 0, *size)
    screen = SimpleNamespace(availableGeometry=lambda: room)
    for kind in (Page, ExplorePage):
        monkeypatch.setattr(kind, "screen", lambda self: screen, raising=False)
    window.open_page("keys")
    window.explore()
    settle()
    for kind, usual in ((Page, pages.OPENS_AT), (ExplorePage, explore_window.OPENS_AT)):
        page = window.findChild(kind)
        assert page.isVisible()
        assert page.width() <= size[0] - window_place.FRAME.width()
        assert page.height() <= size[1] - window_place.FRAME.height()
        assert page.width() >= min(usual.width() * window.theme.text, 0.9 * size[0])
        page.close()
