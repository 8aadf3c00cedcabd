"""The panel of questions: a card opens its scenes, its answer follows what is on screen."""

import re

import pytest
from hands import settle
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest

from spineviz.scene import Scene
from spineviz.tables.tables import TABLES
from spineviz.teaching.answers import answer, verdicts
from spineviz.teaching.cards import TITLES, card, cards
from spineviz.teaching.trouble import troubles
from spineviz.window.figure import trouble_painter
from spineviz.window.figure.body_view import BodyView
from spineviz.window.lesson.questions_panel import PAUSE, QuestionsPanel


def opened(window, key: str) -> QuestionsPanel:
    window.strip.questions.setChecked(True)
    settle()
    window.questions.open(card(key))
    settle()
    return window.questions


def page(panel: QuestionsPanel) -> str:
    return " ".join(panel.page.toPlainText().split())


def plain(text: str) -> str:
    return " ".join(text.split())


def test_the_list_asks_what_every_card_asks_and_shows_no_code(window):
    window.strip.questions.setChecked(True)
    texts = [window.questions.list.item(row).text() for row in range(len(cards()))]
    assert texts == [each.asks for each in cards()]


@pytest.mark.parametrize("key", ["C3", "Q1", "Q9"])
def test_a_card_opens_its_pair_and_says_what_the_outcomes_say(window, key):
    panel = opened(window, key)
    asked, compare = card(key), window.session.compare
    assert compare.view.scene == asked.first
    assert window.session.scene == asked.second
    first, second = compare.outcome, window.session.view.outcome
    assert plain(answer(asked, first, second)) in page(panel)
    for verdict in verdicts(asked, first, second):
        assert plain(verdict.text) in page(panel)
    assert not panel.again.isEnabled()


def test_a_card_with_one_scene_leaves_the_comparison(window):
    opened(window, "C3")
    panel = opened(window, "C1")
    assert not window.session.compare.active
    assert window.session.scene == card("C1").first
    assert plain(answer(card("C1"), window.session.view.outcome, None)) in page(panel)


def test_the_numbers_follow_a_changed_scene_and_lead_back(window):
    panel = opened(window, "C3")
    window.session.set("roller.level", "T5")
    settle()
    assert "You have changed the scene" in page(panel)
    now = plain(answer(card("C3"), window.session.compare.outcome, window.session.view.outcome))
    assert now in page(panel)
    assert "As the talk says" not in page(panel)  # of the scenes of the card only
    panel.again.click()
    settle()
    assert window.session.scene == card("C3").second
    assert "You have changed the scene" not in page(panel)


def test_the_drawer_has_every_label_and_its_sources(window):
    panel = opened(window, "C6")
    assert "Not known" not in page(panel)
    panel.drawer.click()
    settle()
    for title in TITLES.values():
        assert f"{title}." in page(panel)
    for each in card("C6").evidence:
        assert plain(each.text) in page(panel)
        for key in each.references:
            assert plain(TABLES.references[key].title) in page(panel)
    marks = {int(number) for number in re.findall(r"\[(\d+)\]", page(panel))}
    assert marks == set(range(1, max(marks) + 1))


def test_the_knee_changes_no_scene(window):
    before = window.session.scene
    panel = opened(window, "Q8")
    assert window.session.scene == before
    assert "outside what this app can show" in page(panel)


def test_a_card_is_opened_by_the_keyboard(window):
    window.strip.questions.setChecked(True)
    settle()
    assert window.questions.list.hasFocus()
    QTest.keyClick(window.questions.list, Qt.Key.Key_Home)
    QTest.keyClick(window.questions.list, Qt.Key.Key_Return)
    settle()
    assert window.questions.card == cards()[0]
    assert window.session.scene == cards()[0].first


def test_the_card_follows_the_arrow_keys_and_esc_closes_the_panel(window):
    window.strip.questions.setChecked(True)
    settle()
    panel = window.questions
    QTest.keyClick(panel.list, Qt.Key.Key_Home)
    for _ in range(3):  # only the last of a run opens
        QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert panel.card is None
    steps = []
    window.session.changed.connect(lambda view: steps.append(view.scene))
    QTest.qWait(2 * PAUSE)
    settle()
    assert panel.card == cards()[panel.list.currentRow()]
    assert window.session.scene in panel.card.scenes
    assert not {each.scenes[-1] for each in cards()[:3]} & set(steps) - set(panel.card.scenes)
    QTest.keyClick(panel.list, Qt.Key.Key_Escape)
    settle()
    assert window.session.shown.panel == ""
    assert panel.card is None
    assert window.focusWidget() is window.body


def test_a_card_is_undone_in_one_step(window):
    opened(window, "C4")
    window.session.undo()
    settle()
    assert window.session.scene == Scene()
    assert not window.session.compare.active


def test_the_overlay_comes_and_goes_with_its_card(window, monkeypatch):
    painted = []
    monkeypatch.setattr(
        "spineviz.window.figure.body_picture.paint_trouble",
        lambda *given: painted.append(trouble_painter.paint_trouble(*given)),
    )
    opened(window, "C1")
    assert not painted
    opened(window, "C2")
    assert painted
    painted.clear()
    window.strip.questions.setChecked(False)
    settle()
    window.body.repaint()
    assert not painted


def test_every_trouble_has_a_share_and_a_place():
    for each in troubles():
        assert 0 < each.share <= 1
        assert each.kind in ("disc", "pars")
        assert each.reference in TABLES.references


def test_one_panel_at_a_time(window):
    window.strip.more.setChecked(True)
    window.strip.questions.setChecked(True)
    assert window.questions.isVisible()
    assert not window.more.isVisible()
    window.strip.more.setChecked(True)
    assert not window.questions.isVisible()


@pytest.mark.parametrize(
    ("key", "size", "bars"),
    [("C1", (1024, 600), True), ("C3", (1280, 720), True), ("C3", (1024, 600), False)],
)
def test_a_card_leaves_the_bars_and_the_roller_to_be_seen(window, key, size, bars):
    """A pair in the smallest window has the strip of differences in place of the bars."""
    window.resize(*size)
    panel = opened(window, key)
    assert window.size() == QSize(*size)
    assert window.readout.isVisible() is bars
    assert window.comparison.strip.isVisible() is window.session.compare.active
    assert bars or window.comparison.strip.isVisible()

    def place(widget) -> QRect:
        return QRect(widget.mapTo(window, QPoint()), widget.size())

    views = [view for view in window.findChildren(BodyView) if view.isVisible()]
    seen = [place(each) for each in (panel, *views, *[window.readout] * bars)]
    for row, one in enumerate(seen):
        assert window.rect().contains(one)
        assert not any(one.intersects(other) for other in seen[row + 1 :])
    for view in views:
        roller = view.outcome.roller
        assert view.rect().contains(view.camera.point((roller.x, roller.y)).toPoint())


@pytest.mark.parametrize("way", ["cards", "sacrum"])
def test_a_scene_whose_places_differ_from_the_last_one_paints(window, way):
    """The curve of the sacrum must not be drawn on the places of a body that lies face down."""
    if way == "cards":
        opened(window, "C8")
        opened(window, "Q5")
    else:
        window.session.set("roller.level", "sacrum")
        settle()
        window.session.set("face", "down")
    window.grab()
    settle()
    window.plot.grab()
    assert window.session.view.outcome is None or window.session.view.outcome.converged
