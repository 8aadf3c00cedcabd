"""Scene codes in the window: copied, pasted or typed, and dropped."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QInputDialog, QWidget

from spineviz.scene import Scene, SceneError
from spineviz.session.session import Session
from spineviz.teaching.scene_code import code_of, is_code, scene_of_code
from spineviz.words.language import say

EXAMPLE = code_of(Scene(roller_level="L3"))


class SceneCodes:
    """The commands of scene codes.

    Args:
        window: over which dialogs open. session: whose scene it is.
        dress: gives a dialog the look of the window. tell: says what came of it.
    """

    def __init__(
        self,
        window: QWidget,
        session: Session,
        dress: Callable[[QWidget], None],
        tell: Callable[[str], None],
    ) -> None:
        self._window, self._session = window, session
        self._dress, self._tell = dress, tell

    def copy(self) -> None:
        """Put the code of the scene on the clipboard."""
        code = code_of(self._session.scene)
        QGuiApplication.clipboard().setText(code)
        self._tell(say("code.copied", code=code))

    def ask(self) -> None:
        """Ask for a code; one that is on the clipboard stands there already."""
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(say("code.ask"))
        dialog.setLabelText(say("code.label", example=EXAMPLE))
        held = QGuiApplication.clipboard().text()
        dialog.setTextValue(held.strip() if is_code(held) else "")
        dialog.resize(460, dialog.height())
        self._dress(dialog)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.take(dialog.textValue())

    def take(self, text: str) -> None:
        """Set the scene of a code as one step, or say why not."""
        try:
            scene = scene_of_code(text)
        except SceneError as error:
            self._tell(say("code.not_taken", why=error))
            return
        if scene != self._session.scene:
            self._session.load(scene, say("code.ask"))
        self._tell(say("code.taken", code=code_of(scene)))


def dropped_code(data: QMimeData) -> str | None:
    """The text that is dragged here, if it means to be a code, right or wrong; else None."""
    if data.hasUrls() or not data.hasText() or not is_code(data.text()):
        return None
    return data.text()
