"""The unsaved scene of every window on disk, so that a crash does not take it along.

Each window owns `unsaved-….json` and a lock beside it in a folder of the user's own. A clean exit
removes both. A file whose lock nobody holds any more was left by a crash: the next window offers
it. The lock knows the process that made it, so windows side by side leave each other alone.
"""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QLockFile

from spineviz.scene import Scene, SceneError, dump_scene, load_scene
from spineviz.session.whole_file import write_whole

log = logging.getLogger(__name__)

PREFIX = "unsaved-"


@dataclass(frozen=True, slots=True)
class Left:
    """A scene that a crash has left.

    Attributes:
        scene: as it last was.
        file: where it lies.
    """

    scene: Scene
    file: Path


class Recovery:
    """The unsaved scene of one window.

    Args:
        folder: of the user's own; made when it is needed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / f"{PREFIX}{os.getpid()}-{uuid4().hex[:8]}.json"
        self._lock: QLockFile | None = None
        self._others: dict[Path, QLockFile] = {}

    @property
    def file(self) -> Path:
        """Where this window's scene is kept while it is unsaved."""
        return self._file

    def write(self, scene: Scene) -> None:
        """Keep a scene. A disk that takes nothing does not stop the window."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if self._lock is None:
                lock = _lock(self._file)
                if lock.tryLock(0):
                    self._lock = lock
            write_whole(self._file, dump_scene(scene))
        except OSError as error:
            log.warning("the unsaved scene is not kept: %s", error.strerror)

    def clear(self) -> None:
        """There is nothing unsaved any more."""
        _remove(self._file)

    def close(self, keep: bool = False) -> None:
        """The window closes in good order.

        Args:
            keep: leave the scene for the next time.
        """
        if not keep:
            self.clear()
        for lock in (self._lock, *self._others.values()):
            if lock is not None:
                lock.unlock()
        self._lock = None
        self._others = {}

    def left(self) -> list[Left]:
        """Scenes that nobody owns any more, the last one first. They are this window's from now on:
        no other one offers them as long as it lives."""
        found: list[tuple[float, Left]] = []
        for lock_file in self._folder.glob(f"{PREFIX}*.lock"):
            if not lock_file.with_suffix(".json").exists():
                QLockFile(str(lock_file)).removeStaleLockFile()
        for file in sorted(self._folder.glob(f"{PREFIX}*.json")):
            if file == self._file:
                continue
            lock = _lock(file)
            if not lock.tryLock(0):
                continue
            try:
                found.append((file.stat().st_mtime, Left(load_scene(file), file)))
            except (SceneError, OSError) as error:
                log.warning("a scene that was left is not readable: %s", error)
                _remove(file)
                lock.unlock()
                continue
            self._others[file] = lock
        return [left for _, left in sorted(found, key=lambda each: each[0], reverse=True)]

    def settle(self, left: Left) -> None:
        """This one was taken or declined."""
        _remove(left.file)
        lock = self._others.pop(left.file, None)
        if lock is not None:
            lock.unlock()


def _lock(file: Path) -> QLockFile:
    lock = QLockFile(str(file.with_suffix(".lock")))
    lock.setStaleLockTime(0)  # never by age, only when its process is gone
    return lock


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)
