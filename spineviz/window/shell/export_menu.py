"""What the menu does with pictures and values: asks for a file and says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QWidget,
)

from spineviz.session.session import Session
from spineviz.window.controls.dialog_buttons import ok_and_cancel
from spineviz.window.controls.fields import ChoiceBox
from spineviz.window.paint.picture import Picture
from spineviz.window.shell.export import (
    FORMATS,
    ExportError,
    Sheet,
    as_image,
    caption_of,
    height_of_caption,
    sheet_of,
    values_text,
    write_picture,
    write_text,
    write_values,
)
from spineviz.window.shell.files import ask_name
from spineviz.window.shell.frame import COMPLETE, VIEWS, WHOLE
from spineviz.window.shell.look import Look
from spineviz.words.language import say

PICTURES = say("export.picture_kinds")
TABLES = say("export.table_kinds")
SCALES = (1, 2, 3, 4)
USUAL_SCALE = 2  # sharp on paper


class ExportDialog(QDialog):
    """Which view, and how many pixels."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("export.picture"))
        form = QFormLayout(self)
        self.view = ChoiceBox()
        for name, label in VIEWS.items():
            self.view.addItem(label, name)
        self.view.setAccessibleName(say("export.what"))
        self.scale = ChoiceBox()
        self.scale.setAccessibleName(say("export.pixels_of_png.what"))
        for scale in SCALES:
            self.scale.addItem(f"{scale}×", scale)
        self.scale.setCurrentIndex(SCALES.index(USUAL_SCALE))
        form.addRow(say("export.of"), self.view)
        form.addRow(say("export.pixels_of_png"), self.scale)
        form.addRow(ok_and_cancel(self))


class ExportMenu:
    """The commands that export.

    Args:
        window: over which dialogs open.
        session: what is exported.
        look: the theme it is painted in.
        tell: says what came of it.
        picture: the picture of a name of `VIEWS` as it is now, and its size without a caption.
    """

    def __init__(
        self,
        window: QWidget,
        session: Session,
        look: Look,
        tell: Callable[[str], None],
        picture: Callable[[str], tuple[Picture, QSize]],
    ) -> None:
        self._window, self._session, self._look = window, session, look
        self._picture, self._tell = picture, tell

    def sheet(self, name: str) -> Sheet:
        """The sheet of a view as it is now."""
        session = self._session
        view, a = session.view, session.compare.view
        picture, size = self._picture(name)
        whole = name in COMPLETE
        if not whole:
            high = height_of_caption(caption_of(view, a), self._look.theme)
            size = QSize(size.width(), size.height() + high)
        return sheet_of(picture, size, self._look.theme, view, a, whole)

    def copy_picture(self) -> None:
        """Put a picture of the whole window on the clipboard."""
        try:
            image = as_image(self.sheet(WHOLE), USUAL_SCALE)
        except ExportError as error:
            self._tell(say("export.not_copied", why=error))
            return
        QGuiApplication.clipboard().setImage(image)
        self._tell(say("export.copied"))

    def copy_values(self) -> None:
        """Put every value as it is shown on the clipboard."""
        session = self._session
        try:
            text = values_text(session.view, session.compare.view)
        except ExportError as error:
            self._tell(say("export.not_copied", why=error))
            return
        QGuiApplication.clipboard().setText(text)
        self._tell(say("export.values_copied"))

    def ask_picture(self) -> None:
        """Ask what to export and where to."""
        dialog = ExportDialog(self._window)
        self._look.dress(dialog)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        path = ask_name(
            self._window, say("export.picture"), Path("picture.png"), PICTURES, tuple(FORMATS)
        )
        if path is not None:
            self.write_picture(dialog.view.currentData(), path, dialog.scale.currentData())

    def ask_values(self) -> None:
        """Ask where to write the values."""
        path = ask_name(
            self._window, say("export.values"), Path("values.csv"), TABLES, (".csv", ".xlsx")
        )
        if path is not None:
            self.write_values(path)

    def ask_roll(self) -> None:
        """Ask what to roll over and where to write it, and make it in the background."""
        from spineviz.window.shell.roll_export import RollDialog, RollExport

        dialog = RollDialog(self._window, self._session)
        self._look.dress(dialog)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        path = dialog.ask_name()
        if path is not None:
            roll = RollExport(self._window, self._session, self._look, self._tell)
            roll.begin(dialog.asked, path)

    def ask_chart(self, picture: Picture, size: QSize) -> None:
        """Ask where to write a picture of the page Explore."""
        view, theme = self._session.view, self._look.theme
        path = ask_name(
            self._window,
            say("explore.save_picture.what"),
            Path("explore.png"),
            PICTURES,
            tuple(FORMATS),
        )
        if path is not None:
            sheet = sheet_of(picture, size, theme, view, None, whole=False)
            self._attempt(lambda: write_picture(sheet, path, USUAL_SCALE), path)

    def ask_chart_values(self, text: str) -> None:
        """Ask where to write the numbers of the page Explore."""
        path = ask_name(
            self._window,
            say("explore.save_csv.what"),
            Path("explore.csv"),
            say("explore.csv_kinds"),
            (".csv",),
        )
        if path is not None:
            self._attempt(lambda: write_text(path, text), path)

    def write_picture(self, view: str, path: Path, scale: float) -> None:
        """Write a picture and say so, or why not."""
        self._attempt(lambda: write_picture(self.sheet(view), path, scale), path)

    def write_values(self, path: Path) -> None:
        """Write the values and say so, or why not."""
        session = self._session
        self._attempt(lambda: write_values(session.view, session.compare.view, path), path)

    def _attempt(self, write: Callable[[], None], path: Path) -> None:
        try:
            write()
        except ExportError as error:
            self._tell(say("export.failed", why=error))
        else:
            self._tell(say("export.done", name=path.name))
