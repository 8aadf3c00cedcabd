"""What the window asks about scene files: which to open, and under which name to save."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QMenu, QWidget

from spineviz.session.document import still_holds
from spineviz.session.filing import ENDINGS, LESSON_ENDING, SUFFIX, Filing, with_ending
from spineviz.session.recovery import Recovery
from spineviz.session.session import Session
from spineviz.session.settings import Settings
from spineviz.window.paint.plain import as_label, as_tip
from spineviz.words.language import say

FILTER = say("files.open_kinds", suffix=SUFFIX)
SAVE_FILTER = say("files.save_kinds", suffix=SUFFIX)


class Files(Filing):
    """The documents of a session, with questions where something has to be known."""

    def __init__(
        self, session: Session, settings: Settings, recovery: Recovery | None, window: QWidget
    ) -> None:
        super().__init__(session, settings, recovery, window)
        self._window = window

    def save(self) -> bool:
        """Write to the file that the scene has, or ask for one. Where another program or another
        window has written that file since, it is asked whether to replace it."""
        document = self._session.document
        if document.path is None:
            return self.ask_save_as()
        if not still_holds(document):
            from PySide6.QtWidgets import QMessageBox

            asked = as_tip(say("files.replace_other", name=document.title))
            answer = QMessageBox.question(self._window, say("files.save"), asked)
            if answer != QMessageBox.StandardButton.Yes:
                return False
        return super().save()

    def ask_open(self) -> None:
        """Ask which file to open."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(
            self._window, say("files.open"), self._folder(), FILTER
        )
        if name:
            self.open(Path(name))

    def ask_save_as(self) -> bool:
        """Ask under which name to save."""
        proposed = self._session.document.path or Path(self._folder()) / f"scene{SUFFIX}"
        path = ask_name(self._window, say("files.save"), proposed, SAVE_FILTER, ENDINGS)
        return path is not None and self.save_as(path)

    def ask_save_lesson(self) -> bool:
        """Ask under which name to save the lesson that is being written."""
        draft = self._session.author.draft
        proposed = draft.path or Path(self._folder()) / f"{draft.key}{LESSON_ENDING}"
        path = ask_name(self._window, say("files.save_lesson"), proposed,
                        say("files.lesson_kinds"), (LESSON_ENDING,))  # fmt: skip
        return path is not None and self.save_lesson_as(path)

    def fill_recent(self, menu: QMenu) -> None:
        """List the files used last; those that are gone, or cannot be reached now, say so."""
        menu.clear()
        recent = self._settings.recent
        for path in recent:
            there = os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises without access
            action = menu.addAction(
                as_label(path.name if there else say("files.missing", name=path.name))
            )
            action.setToolTip(as_tip(str(path)))
            action.triggered.connect(lambda _=False, path=path: self.open(path))
        if not recent:
            menu.addAction(say("files.none")).setEnabled(False)

    def _folder(self) -> str:
        path = self._session.document.path
        recent = self._settings.recent
        return str((path or recent[0]).parent) if path or recent else ""


def ask_name(
    window: QWidget, title: str, proposed: Path, filters: str, endings: Sequence[str]
) -> Path | None:
    """Ask under which name to write, and whether to replace what has that name already.

    Args:
        window: over which it is asked.
        title: of the question.
        proposed: where and what to begin with.
        filters: kinds of files, as Qt writes them.
        endings: that a name may have; it gets that of the chosen kind where it has none of them.

    Returns:
        The name that is to be written, or None where somebody has thought better of it.
    """
    from PySide6.QtWidgets import QFileDialog, QMessageBox

    name, chosen = QFileDialog.getSaveFileName(window, title, str(proposed), filters)
    if not name:
        return None
    first = chosen.partition("*")[2].partition(")")[0].partition(" ")[0]
    usual = [each for each in endings if each == first] + list(endings)
    typed = Path(name)
    path = with_ending(typed, usual)
    if path == typed or not os.path.lexists(path):  # the dialog has asked about what was typed
        return path
    answer = QMessageBox.question(window, title, as_tip(say("files.replace", name=path.name)))
    return path if answer == QMessageBox.StandardButton.Yes else None


def dropped_file(data: QMimeData) -> Path | None:
    """The one file on this machine that is dragged here, or None."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())
