"""The pages of the Help menu, each open once; the sheet of keys is made from the commands."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from spineviz.session.session import Session
from spineviz.window.shell.commands import COMMANDS, MENUS, PICTURE_KEYS
from spineviz.window.shell.look import Look
from spineviz.words.language import say

if TYPE_CHECKING:
    from spineviz.window.shell.pages import Page


class HelpPages:
    """Opens pages over a window.

    Args:
        window: over which they stand.
        session: for the assumptions of the numbers on screen.
        look: says how large the type is.
    """

    def __init__(self, window: QWidget, session: Session, look: Look) -> None:
        self._window, self._session, self._look = window, session, look
        self._open: dict[str, Page] = {}

    def open(self, name: str) -> None:
        """Open a page, or bring the one that is open to the front with what it says now."""
        from spineviz.window.shell import pages

        title, made = {
            "keys": ("help.keys", keys_page),
            "teaching": ("help.teaching", pages.teaching_page),
            "limits": ("help.limits", lambda: pages.limits_page(self._session.view.outcome)),
            "model": ("help.model", pages.model_page),
            "about": ("help.about", pages.about_page),
        }[name]
        page = self._open.get(name)
        if page is None:
            size = self._look.theme.text
            page = self._open[name] = pages.Page(say(title), made(), self._window, size)
        else:
            page.text.setHtml(made())
        page.show()
        page.raise_()
        page.activateWindow()


def keys_page() -> str:
    """Every command with its keys, a heading a menu, and the keys of the picture."""
    parts = [f"<h2>{say('help.keys')}</h2>"]
    for menu, title in MENUS.items():
        commands = [each for each in COMMANDS if each.menu == menu]
        if commands:
            parts.append(_sheet(title, [(each.shown_keys, each.what) for each in commands]))
    parts.append(_sheet(say("help.in_picture"), PICTURE_KEYS))
    return "".join(parts)


def _sheet(title: str, rows: Iterable[tuple[str, str]]) -> str:
    cells = "".join(
        f"<tr><td width='190'><b>{escape(keys)}</b></td><td>{escape(what)}</td></tr>"
        for keys, what in rows
    )
    return f"<h3>{escape(title.replace('&', ''))}</h3><table cellspacing='3'>{cells}</table>"
