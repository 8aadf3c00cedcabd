"""Scene files: new, open, save, recent ones, and what is kept of an unsaved scene."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from spineviz.scene import Scene, SceneError, dump_scene, load_scene
from spineviz.session.recovery import Recovery
from spineviz.session.session import Session
from spineviz.session.settings import Settings
from spineviz.session.whole_file import write_whole

SUFFIX = ".spineviz"
FILTER = f"Scenes (*{SUFFIX} *.json)"
SAVE_FILTER = f"Scenes (*{SUFFIX});;Scenes as JSON (*.json)"
UNTITLED = "Back rolling"


class Files(QObject):
    """Which file the scene belongs to, and whether it still is what the file holds.

    Opening another scene asks nothing: the one before comes back with undo.

    Signals:
        said(str): something to tell in words.
        changed(): the name, or whether the scene is saved.
    """

    said = Signal(str)
    changed = Signal()

    def __init__(
        self, session: Session, settings: Settings, recovery: Recovery | None, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._settings, self._recovery = session, settings, recovery
        self._window = window
        self._saved = self._kept = session.scene
        self.path: Path | None = None
        session.committed.connect(self._keep)
        session.changed.connect(self._keep)

    @property
    def modified(self) -> bool:
        """Whether the scene is another one than was saved, opened or started with."""
        return self._session.scene != self._saved

    @property
    def title(self) -> str:
        """Name of the file, or of a scene without one."""
        return self.path.name if self.path else UNTITLED

    def new(self) -> None:
        """Start again from the default scene, without a file."""
        self._take(Scene(), None, "New scene")

    def open(self, path: Path) -> None:
        """Take the scene of a file; what is wrong with it is said in words."""
        try:
            scene = load_scene(path)
        except SceneError as error:
            if not path.exists():
                self._settings.forget_recent(path)
            self.said.emit(f"Not opened: {error}.")
            return
        self._take(scene, path, f"Open {path.name}")
        self._settings.add_recent(path.absolute())

    def save(self) -> None:
        """Write to the file that the scene has, or ask for one."""
        if self.path is None:
            self.ask_save_as()
        else:
            self.save_as(self.path)

    def save_as(self, path: Path) -> None:
        """Write the scene to a file, whole or not at all."""
        path = path if path.suffix else path.with_suffix(SUFFIX)
        scene = self._session.scene
        try:
            write_whole(path, dump_scene(scene))
        except OSError as error:
            self.said.emit(f"Not saved: {path}: {error.strerror}.")
            return
        self.path, self._saved = path, scene
        self._settings.add_recent(path.absolute())
        self._keep()
        self.changed.emit()
        self.said.emit(f"Saved as {path.name}.")

    def ask_open(self) -> None:
        """Ask which file to open."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Open a scene", self._folder(), FILTER)
        if name:
            self.open(Path(name))

    def ask_save_as(self) -> None:
        """Ask under which name to save."""
        proposed = str(self.path or Path(self._folder()) / f"scene{SUFFIX}")
        name, _ = QFileDialog.getSaveFileName(self._window, "Save the scene", proposed, SAVE_FILTER)
        if name:
            self.save_as(Path(name))

    def restore(self, scene: Scene) -> None:
        """Take a scene that a crash has left; it is still unsaved."""
        self._session.load(scene, "Restore")

    def fill_recent(self, menu: QMenu) -> None:
        """List the files used last; those that are gone say so."""
        menu.clear()
        recent = self._settings.recent
        for path in recent:
            there = path.is_file()
            action = menu.addAction(path.name if there else f"{path.name} (missing)")
            action.setToolTip(str(path))
            action.triggered.connect(lambda _=False, path=path: self.open(path))
        if not recent:
            menu.addAction("None yet").setEnabled(False)

    def close(self) -> None:
        """The window closes: changes to a file that were not saved are kept for the next time."""
        if self._recovery is not None:
            self._recovery.close(keep=self.path is not None and self.modified)

    def _take(self, scene: Scene, path: Path | None, label: str) -> None:
        self.path, self._saved = path, scene
        self._session.load(scene, label)
        self.changed.emit()

    def _folder(self) -> str:
        recent = self._settings.recent
        return str((self.path or recent[0]).parent) if self.path or recent else ""

    def _keep(self, _: object = None) -> None:
        """Keep the last finished scene where a crash cannot reach it."""
        scene = self._session.history.scene
        if self._recovery is not None and scene != self._kept:
            self._recovery.write(scene)
        self._kept = scene
        if self._recovery is not None and scene == self._saved:
            self._recovery.clear()
        self.changed.emit()


def dropped_file(data: QMimeData) -> Path | None:
    """The one file on this machine that is dragged here, or None."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())
