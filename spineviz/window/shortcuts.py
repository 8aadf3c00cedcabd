"""Every shortcut, in one table that the menus, the body view and the help page read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Keys and what they do; `action` names the menu's action, empty for keys of the body view."""

    keys: str
    what: str
    action: str = ""


SHORTCUTS = (
    Shortcut("Ctrl+O", "Open a scene", "open"),
    Shortcut("Ctrl+S", "Save the scene", "save"),
    Shortcut("Ctrl+Q", "Quit", "quit"),
    Shortcut("Ctrl+Z", "Undo", "undo"),
    Shortcut("Ctrl+Shift+Z", "Redo", "redo"),
    Shortcut("Ctrl+M", "Person and model", "more"),
    Shortcut("F1", "Keys", "keys"),
    Shortcut("Left, Right", "Move the roller 5 mm along the back"),
    Shortcut("Shift+Left, Shift+Right", "Move the roller 1 mm"),
    Shortcut("Page Up, Page Down", "Move the roller one vertebra"),
    Shortcut(
        "Home, End",
        "Move the roller to the upper or the lower end of the back; while the picture is zoomed,"
        " Home shows the whole body again",
    ),
    Shortcut("Double click", "Zoom the picture to the trunk, or back to the whole body"),
)

KEYS = {shortcut.action: shortcut.keys for shortcut in SHORTCUTS if shortcut.action}
