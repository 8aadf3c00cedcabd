"""Menus and buttons made from the table of commands."""

from __future__ import annotations

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QAbstractButton, QMainWindow, QMenu

from spineviz.window.paint.plain import as_label
from spineviz.window.shell.commands import COMMANDS, MENUS, Command, Commanded


class Menus:
    """The menu bar of a window.

    Args:
        window: gets the menus.
        commanded: the same, as the commands see it.

    Attributes:
        actions: Qt's action of each command, by its id.
        menus: by the key of `MENUS`.
    """

    def __init__(self, window: QMainWindow, commanded: Commanded) -> None:
        self._window = commanded
        self.menus = {key: QMenu(text, window) for key, text in MENUS.items()}
        self.actions: dict[str, QAction] = {}
        groups: dict[str, QActionGroup] = {}
        for command in COMMANDS:
            menu = self.menus[command.menu]
            if command.first:
                menu.addSeparator()
            action = self.actions[command.id] = menu.addAction(command.text)
            action.setCheckable(command.checkable)
            action.setToolTip(command.what)
            action.setAutoRepeat(command.repeats)
            if command.plain:  # a shortcut would take the key from whatever has the focus
                action.setText(f"{command.text}\t{command.shown_keys}")
            else:
                action.setShortcuts(command.sequences)
            if command.group:
                if command.group not in groups:
                    groups[command.group] = QActionGroup(window)
                groups[command.group].addAction(action)
            action.triggered.connect(lambda _=False, command=command: self._run(command))
        for menu in self.menus.values():
            if menu.actions():
                window.menuBar().addMenu(menu)
        window.addActions(list(self.actions.values()))  # a hidden menu bar keeps its shortcuts

    def _run(self, command: Command) -> None:
        command.run(self._window)
        self.refresh()  # Qt has ticked it already, whatever came of it

    def refresh(self, _: object = None) -> None:
        """Tick what is on, and grey what cannot be done."""
        for command in COMMANDS:
            action = self.actions[command.id]
            if command.is_on is not None:
                action.setChecked(command.is_on(self._window))
            if command.enabled is not None:
                action.setEnabled(command.enabled(self._window))
            if command.label is not None:
                label = command.label(self._window)
                action.setText(f"{command.text}: {as_label(label)}" if label else command.text)

    def put_on(self, button: QAbstractButton, name: str) -> None:
        """Make a button another face of a command that can be on: it shows what the menu shows,
        and however it is pressed, by hand or by a screen reader, it runs the command."""
        action = self.actions[name]
        button.setCheckable(True)
        button.setChecked(action.isChecked())
        action.toggled.connect(button.setChecked)
        button.toggled.connect(lambda on: None if on == action.isChecked() else action.trigger())
