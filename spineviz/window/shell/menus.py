"""Menus made from the table of commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu

from spineviz.window.shell.commands import COMMANDS, MENUS, Command

Slot = Callable[[], object] | Callable[[bool], object]


class Menus:
    """The menu bar of a window.

    Args:
        window: gets the menus.
        slots: what each command does, by its id; a checkable one is told whether it is on now.

    Attributes:
        actions: Qt's action of each command, by its id.
        menus: by the key of `MENUS`.
    """

    def __init__(self, window: QMainWindow, slots: Mapping[str, Slot]) -> None:
        missing = {command.id for command in COMMANDS} ^ set(slots)
        assert not missing, f"commands and slots differ: {sorted(missing)}"
        self.menus: dict[str, QMenu] = {}
        self.actions: dict[str, QAction] = {}
        groups: dict[str, QActionGroup] = {}
        for command in COMMANDS:
            menu = self._menu(window, command.menu)
            if command.first:
                menu.addSeparator()
            action = self.actions[command.id] = menu.addAction(command.text)
            action.setCheckable(command.checkable)
            action.setToolTip(command.what)
            if command.plain:  # a shortcut would take the key from whatever has the focus
                action.setText(f"{command.text}\t{command.shown_keys}")
            else:
                action.setShortcuts(command.sequences)
            if command.group:
                if command.group not in groups:
                    groups[command.group] = QActionGroup(window)
                groups[command.group].addAction(action)
            action.triggered.connect(_slot(command, slots[command.id]))
        window.addActions(list(self.actions.values()))  # a hidden menu bar keeps its shortcuts

    def _menu(self, window: QMainWindow, key: str) -> QMenu:
        if not self.menus:
            self.menus = {key: QMenu(text, window) for key, text in MENUS.items()}
            used = {command.menu for command in COMMANDS}
            for each in MENUS:
                if each in used:
                    window.menuBar().addMenu(self.menus[each])
        return self.menus[key]


def _slot(command: Command, slot: Slot) -> Callable[[bool], None]:
    def run(on: bool = False) -> None:
        if command.checkable:
            slot(on)  # type: ignore[call-arg]
        else:
            slot()  # type: ignore[call-arg]

    return run
