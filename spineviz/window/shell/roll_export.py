"""File ▸ Export roll: asks what to roll over, and makes the frames beside everything else."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QProgressDialog,
    QWidget,
)

from spineviz.scene import SceneError
from spineviz.session.animation import (
    AnimationError,
    Stopped,
    check_animation,
    write_animation,
)
from spineviz.session.roll_path import FRAMES_A_SECOND, USUAL_RATE, roll_path
from spineviz.session.session import Session
from spineviz.window.controls.dialog_buttons import ok_and_cancel
from spineviz.window.controls.fields import ChoiceBox
from spineviz.window.shell.export import ExportError
from spineviz.window.shell.files import ask_name
from spineviz.window.shell.frame import VIEWS
from spineviz.window.shell.look import Look
from spineviz.window.shell.unseen import frames
from spineviz.words.language import say

KINDS = {
    ".gif": say("roll.kind.gif"),
    ".webp": say("roll.kind.webp"),
    ".apng": say("roll.kind.apng"),
    ".mp4": say("roll.kind.mp4"),
    "": say("roll.kind.folder"),
}
"""What a roll is written as, by the ending."""

SIZES = ((640, 360), (960, 540), (1280, 720), (1920, 1080))
USUAL_SIZE = 1
POLL = 30  # ms between two looks at whether all is written


class Asked(Struct, frozen=True):
    """What somebody wants to have: levels, what is seen, frames a second, and px."""

    first: str
    last: str
    view: str
    rate: int
    size: tuple[int, int]


class RollDialog(QDialog):
    """From where to where, what is seen, and how it is written."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("roll.title"))
        self._over = parent
        form = QFormLayout(self)
        levels = session.track.levels
        named = [(each, each) for each in levels]
        last = "L5" if "L5" in levels else levels[-1]
        self._first = self._box(form, "roll.from", named, levels[0])
        self._last = self._box(form, "roll.to", named, last)
        views = [(label, name) for name, label in VIEWS.items()]
        self._view = self._box(form, "export.of", views, "body")
        rates = [(str(each), each) for each in FRAMES_A_SECOND]
        self._rate = self._box(form, "roll.rate", rates, USUAL_RATE)
        sizes = [(f"{wide} × {high}", (wide, high)) for wide, high in SIZES]
        self._size = self._box(form, "roll.size", sizes, SIZES[USUAL_SIZE])
        kinds = [(label, ending) for ending, label in KINDS.items()]
        self._kind = self._box(form, "roll.kind", kinds, ".gif")
        form.addRow(ok_and_cancel(self))

    def _box(
        self,
        form: QFormLayout,
        name: str,
        items: Sequence[tuple[str, object]],
        usual: object,
    ) -> ChoiceBox:
        box = ChoiceBox()
        box.setAccessibleName(say(name))
        for text, data in items:
            box.addItem(text, data)
        box.setCurrentIndex([data for _, data in items].index(usual))
        form.addRow(say(name), box)
        return box

    @property
    def kind(self) -> str:
        """Ending of the file; empty for a folder."""
        return str(self._kind.currentData())

    def ask_name(self) -> Path | None:
        """Ask where to write it; None where somebody has thought better of it."""
        over = self._over
        if self.kind:
            proposed = Path(f"roll{self.kind}")
            return ask_name(
                over, say("roll.title"), proposed, say("roll.kinds", ending=self.kind), [self.kind]
            )
        name, _ = QFileDialog.getSaveFileName(over, say("roll.title"), "roll", say("roll.folders"))
        return Path(name) if name else None

    @property
    def asked(self) -> Asked:
        """What was chosen."""
        return Asked(
            self._first.currentData(),
            self._last.currentData(),
            self._view.currentData(),
            self._rate.currentData(),
            tuple(self._size.currentData()),
        )


class RollExport(QObject):
    """Makes one animation: a frame a turn of the event loop, then the file in a thread.

    Args:
        window: over which the progress stands.
        session: whose scene rolls; it is not touched.
        look: colours.
        tell: says what came of it.
    """

    def __init__(
        self, window: QWidget, session: Session, look: Look, tell: Callable[[str], None]
    ) -> None:
        super().__init__(window)
        self._session, self._look, self._tell = session, look, tell
        self._dialog = QProgressDialog(say("roll.rolling"), say("roll.cancel"), 0, 1, window)
        self._dialog.setWindowTitle(say("roll.title"))
        self._dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self._dialog.setAutoClose(False)
        self._dialog.setAutoReset(False)
        self._dialog.setMinimumDuration(0)
        look.dress(self._dialog)
        self._frames: list[bytes] = []
        self._coming: Iterator[bytes | None] = iter(())
        self._stop = threading.Event()
        self._writer: threading.Thread | None = None
        self._why = ""
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._step)

    def begin(self, asked: Asked, path: Path) -> None:
        """Begin, or say why that cannot be."""
        self._path, self._rate = path, asked.rate
        try:
            check_animation(path)
            scenes = roll_path(self._session.scene, asked.first, asked.last, asked.rate)
        except (AnimationError, SceneError) as error:
            self._end(say("roll.not_exported", why=str(error)))
            return
        shown = replace(self._session.shown, hints=False)
        size = QSize(*asked.size)
        self._coming = frames(scenes, size, self._look.theme, asked.view, shown)
        self._dialog.setMaximum(len(scenes))
        self._dialog.show()
        self._turn.start()

    @property
    def running(self) -> bool:
        """Whether it is still being made."""
        return self._turn.isActive()

    def _step(self) -> None:
        """One frame, or one look at the thread that writes."""
        if self._dialog.wasCanceled():
            self._stop.set()
        if self._stop.is_set() and self._writer is None:
            self._end(say("roll.cancelled"))
        elif self._writer is not None:
            if not self._writer.is_alive():
                self._end(self._why or say("roll.exported", name=self._path.name))
        else:
            self._paint()

    def _paint(self) -> None:
        try:
            frame = next(self._coming)
            if frame is not None:
                self._frames.append(frame)
                self._dialog.setValue(len(self._frames))
        except StopIteration:
            self._dialog.setLabelText(say("roll.writing"))
            self._writer = threading.Thread(target=self._write, daemon=True)
            self._writer.start()
            self._turn.setInterval(POLL)
        except ExportError as error:
            self._end(say("roll.not_exported", why=str(error)))

    def _write(self) -> None:
        try:
            write_animation(self._frames, self._rate, self._path, self._go_on)
        except AnimationError as error:
            self._why = say("roll.not_exported", why=str(error))
        except Stopped:
            self._why = say("roll.cancelled")

    def _go_on(self) -> None:
        if self._stop.is_set():
            raise Stopped

    def _end(self, said: str) -> None:
        self._turn.stop()
        self._coming = iter(())
        self._dialog.close()
        self._dialog.deleteLater()
        self._tell(said)
        self.deleteLater()
