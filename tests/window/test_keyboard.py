"""Everything can be reached and done by keyboard alone, and one sees where one is."""

from __future__ import annotations

from collections import Counter

import pytest
from hands import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from test_accessible import focusable

from spineviz.window.paint.theme import ThemeChoice
from spineviz.window.shell import pages


@pytest.fixture
def window(window):
    """The same, with everything open and active."""
    window.resize(1280, 1000)
    window.toggle_panel("more")
    window.offer.offer(window.session.scene)
    window.activateWindow()
    window.body.setFocus()
    settle()
    return window


def walk(window) -> list[QWidget]:
    """Widgets in the order of the Tab key, from the picture round to it again."""
    found = []
    for _ in range(200):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        at = window.focusWidget()
        found.append(at)
        if at is window.body:
            return found
    raise AssertionError("Tab does not come round")


def test_tab_reaches_everything_once(window):
    reached = [widget for widget in walk(window) if widget in set(focusable(window))]
    missed = [
        widget.accessibleName() for widget in set(focusable(window)) - set(reached)
        if widget.isEnabled()
    ]  # fmt: skip
    assert missed == []
    assert [each for each, times in Counter(reached).items() if times > 1] == []


def test_tab_goes_along_a_row_in_reading_order(window):
    order = walk(window)
    for row in (window.strip, window.play_bar):
        places = [
            widget.mapTo(row, widget.rect().topLeft()).x()
            for widget in order
            if row.isAncestorOf(widget)
        ]
        assert len(places) >= 4
        assert places == sorted(places)


def test_every_name_is_its_own(window):
    names = Counter(widget.accessibleName() for widget in focusable(window))
    assert "" not in names
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.PROJECTOR])
def test_the_focus_can_be_seen_on_every_control(window, choice):
    window.set_theme(choice)
    settle()
    accent = window.theme.color("accent").rgb()
    hidden = []
    for widget in focusable(window):
        if not widget.isEnabled() or not widget.isVisible():
            continue
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        settle(2)
        image = widget.grab().toImage()
        ring = sum(
            image.pixel(x, y) == accent
            for x in range(image.width())
            for y in (*range(4), *range(max(image.height() - 4, 0), image.height()))
        )
        if ring < min(image.width(), 20):
            hidden.append(widget.accessibleName())
    assert hidden == []


def test_menus_open_by_their_letters_and_no_letter_is_taken_twice(window):
    def letters(texts):
        found = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
        return [letter for letter, times in Counter(found).items() if times > 1]

    assert letters([action.text() for action in window.menuBar().actions()]) == []
    for menu in window.menus.menus.values():
        assert letters([action.text() for action in menu.actions()]) == []


def test_help_pages_close_by_esc(window):
    window.commands["keys"].trigger()
    settle()
    (page,) = window.findChildren(pages.Page)
    assert [each.accessibleName() for each in focusable(page)]
    assert all(each.accessibleName() for each in page.findChildren(QAbstractButton))
    QTest.keyClick(page, Qt.Key.Key_Escape)
    settle()
    assert not any(each.isVisible() for each in window.findChildren(pages.Page))
