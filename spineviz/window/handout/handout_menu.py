"""What the menu does with handouts: asks for lesson, paper and file, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QWidget

from spineviz.scene import SceneError
from spineviz.session.session import Session
from spineviz.session.whole_file import write_whole
from spineviz.simulation.simulate import simulate
from spineviz.teaching.handout import PAPERS
from spineviz.teaching.lesson_answers import NoAnswerError
from spineviz.teaching.lesson_check import remembering
from spineviz.teaching.lesson_parts import Lesson
from spineviz.teaching.lessons import lessons
from spineviz.window.controls.dialog_buttons import ok_and_cancel
from spineviz.window.controls.fields import ChoiceBox
from spineviz.window.handout.handout_pages import handout_pdf
from spineviz.words.handout_words import handouts, handouts_of_scene
from spineviz.words.language import say

PAPER_NAMES = {"a4": "A4", "letter": "Letter"}
assert set(PAPER_NAMES) == set(PAPERS)


class Wanted(Struct, frozen=True):
    """What is to be printed: a lesson, or without one the scene as it is now; and how."""

    lesson: Lesson | None
    paper: str = "a4"
    key: bool = False
    grey: bool = False


class HandoutDialog(QDialog):
    """Which handout, on which paper, with or without the answers.

    Args:
        offered: the lessons there are. running: the one that runs, chosen at first.
    """

    def __init__(
        self, parent: QWidget, offered: tuple[Lesson, ...], running: Lesson | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("handout.make"))
        self._offered = offered
        form = QFormLayout(self)
        self.what, self.paper = ChoiceBox(), ChoiceBox()
        self.what.setAccessibleName(say("handout.what"))
        self.what.addItem(say("handout.scene"))
        for lesson in offered:
            self.what.addItem(say("handout.lesson", title=lesson.title))
        if running is not None:
            self.what.setCurrentIndex(1 + offered.index(running))
        self.paper.setAccessibleName(say("handout.paper"))
        for paper, name in PAPER_NAMES.items():
            self.paper.addItem(name, paper)
        self.key = QCheckBox(say("handout.key"))
        self.grey = QCheckBox(say("handout.grey"))
        form.addRow(say("handout.of"), self.what)
        form.addRow(say("handout.paper"), self.paper)
        form.addRow(self.key)
        form.addRow(self.grey)
        form.addRow(ok_and_cancel(self))

    @property
    def wanted(self) -> Wanted:
        """What has been chosen."""
        row = self.what.currentIndex()
        lesson = self._offered[row - 1] if row > 0 else None
        return Wanted(lesson, self.paper.currentData(), self.key.isChecked(),
                      self.grey.isChecked())  # fmt: skip


class HandoutMenu:
    """The command that makes a handout.

    Args:
        window: over which dialogs open. session: whose scene and lesson it is.
        dress: gives a dialog the look of the window. ask_name: asks for a file, or gives None.
        tell: says what came of it.
    """

    def __init__(
        self,
        window: QWidget,
        session: Session,
        dress: Callable[[QWidget], None],
        ask_name: Callable[..., Path | None],
        tell: Callable[[str], None],
    ) -> None:
        self._window, self._session = window, session
        self._dress, self._ask_name, self._tell = dress, ask_name, tell

    def ask(self) -> None:
        """Ask what to print and where to write it."""
        run = self._session.lesson.run
        running = None if run is None else run.lesson
        offered = lessons()
        if running is not None and running not in offered:
            offered = (*offered, running)
        dialog = HandoutDialog(self._window, offered, running)
        self._dress(dialog)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        wanted = dialog.wanted
        if self._held_back(wanted):
            self._tell(say("handout.not_made", why=say("handout.held_back")))
            return
        path = self._ask_name(
            self._window, say("handout.make"), Path("handout.pdf"), say("handout.kinds"), (".pdf",)
        )
        if path is not None:
            self.write(wanted, path)

    def write(self, wanted: Wanted, path: Path) -> None:
        """Write a handout whole and say so, or why not."""
        if self._held_back(wanted):
            self._tell(say("handout.not_made", why=say("handout.held_back")))
            return
        try:
            write_whole(path, self._content(wanted))
        except (NoAnswerError, SceneError) as error:
            self._tell(say("handout.not_made", why=error))
        except OSError as error:
            why = say("handout.not_written", path=str(path), why=error.strerror)
            self._tell(say("handout.not_made", why=why))
        else:
            self._tell(say("handout.made", name=path.name))

    def _content(self, wanted: Wanted) -> bytes:
        solve = remembering(simulate)
        if wanted.lesson is None:
            sheets = handouts_of_scene(self._session.scene, solve, wanted.key)
        else:
            sheets = handouts(wanted.lesson, solve, wanted.key)
        return handout_pdf(sheets, wanted.paper, wanted.grey)

    def _held_back(self, wanted: Wanted) -> bool:
        """Whether it would tell what the lesson that runs hides now or later."""
        run = self._session.lesson.run
        if run is None or run.ended:
            return False
        return wanted.key or (wanted.lesson is not None and wanted.lesson != run.lesson)
