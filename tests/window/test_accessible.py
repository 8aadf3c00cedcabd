"""Whatever can have the focus has a name, shows the focus, and fits into a small window."""

from __future__ import annotations

import itertools

import pytest
from hands import settle
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QMenu, QMenuBar, QWidget

from spineviz.window.shell import help_pages, pages
from spineviz.window.shell.commands import COMMANDS, PICTURE_KEYS


def focusable(root: QWidget) -> list[QWidget]:
    """Widgets that the keyboard can reach; the inner field of a box or number speaks for it."""
    inner = (QMenu, QMenuBar, QLineEdit)
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget, inner)
        and widget.isVisibleTo(root)
        and widget.focusProxy() is None
    ]


def test_everything_that_takes_the_focus_has_an_accessible_name(window):
    window.toggle_panel("more")
    settle()
    found = focusable(window) + focusable(window.more)
    assert len(found) > 15
    nameless = [repr(widget) for widget in found if not widget.accessibleName()]
    assert nameless == []


def test_help_pages_are_named_too(window):
    for title, html in (("Keys", help_pages.keys_page()), ("About", pages.about_page())):
        page = pages.Page(title, html, window)
        page.show()
        settle()
        assert all(widget.accessibleName() for widget in focusable(page))
        assert page.text.toPlainText()
        page.close()
    assert all(each.what in help_pages.keys_page() for each in COMMANDS)
    assert all(what in help_pages.keys_page() for _, what in PICTURE_KEYS)
    assert "not medical advice" in pages.about_page()
    assert "sternal" in pages.model_page().lower()
    assert "assumed" in pages.limits_page(window.session.view.outcome).lower()


def test_the_body_view_tells_what_is_happening(window):
    assert window.body.accessibleName() == "Body on the roller"
    assert window.body.accessibleDescription() == window.sentence.text


def test_the_focus_is_visible_on_the_body(window):
    window.activateWindow()
    window.body.setFocus()
    settle()
    edge = window.body.grab().toImage().pixelColor(300, 1)
    assert edge == window.theme.color("accent")


@pytest.mark.parametrize("size", [(1024, 600), (1280, 720), (1920, 1080)])
def test_nothing_is_clipped_or_overlaps(window, size):
    window.resize(QSize(*size))
    settle()
    assert (window.width(), window.height()) == size
    inside = window.centralWidget().rect()
    blocks = [window.strip, window.body, window.plot, window.readout, window.sentence]
    boxes = [
        block.rect().translated(block.mapTo(window.centralWidget(), block.rect().topLeft()))
        for block in blocks
    ]
    assert all(inside.contains(box) for box in boxes)
    assert not any(a.intersects(b) for a, b in itertools.combinations(boxes, 2))
    controls = [child for child in window.strip.findChildren(QWidget) if child.isVisible()]
    assert all(child.width() >= child.minimumSizeHint().width() for child in controls)
    panel = window.readout
    assert isinstance(panel, QAbstractScrollArea)
    assert panel.verticalScrollBar().maximum() == 0
