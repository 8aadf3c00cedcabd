"""Every unsaved scene of a window on disk, so that neither a crash nor a close takes it along.

Each owns `unsaved-….json` and a lock beside it in a folder of the user's own. A file whose lock
nobody holds any more was left by a crash, or on purpose: the next window offers it. The lock knows
the process that made it, so windows side by side leave each other alone.
"""

from __future__ import annotations

import logging
import os
import time
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from msgspec import Struct, field
from PySide6.QtCore import QLockFile

from spineviz.scene import Scene, SceneError
from spineviz.session.scene_file import MAX_FILE_BYTES, file_of_bytes, read_ordinary
from spineviz.session.whole_file import write_whole

log = logging.getLogger(__name__)

PREFIX = "unsaved-"
UNREADABLE = ".unreadable"
MOST_KEPT = 3 * MAX_FILE_BYTES  # beside a scene as large as may be lies what its file held
MOST_DIGITS = 100  # bytes of a lock that are looked at; the number of a process has fewer
MOST_OPEN = 64  # documents of a window that it keeps locked: each lock is an open file
WRITTEN_BY_THEN = 60.0  # s after which a lock names its process. ASSUMED: a second is long


class Left(Struct, frozen=True):
    """A scene that was left unsaved.

    Attributes:
        scene: as it last was.
        file: where it lies.
        others: every other entry of the file.
    """

    scene: Scene
    file: Path
    others: dict[str, object] = field(default_factory=dict)


class Recovery:
    """The unsaved scenes of one window.

    Args:
        folder: of the user's own; made when it is needed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._name = f"{PREFIX}{os.getpid()}-{uuid4().hex[:8]}"
        self._locks: dict[int, QLockFile] = {}
        self._others: dict[Path, QLockFile] = {}

    def file(self, number: int) -> Path:
        """Where a document is kept while it is unsaved."""
        return self._folder / f"{self._name}-{number}.json"

    def write(self, number: int, text: str) -> None:
        """Keep a document. A disk that takes nothing does not stop the window. What was left
        `MOST_OPEN` documents ago is anybody's to offer."""
        file = self.file(number)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock = self._locks.pop(number, None) or _lock(file)
            if lock.isLocked() or lock.tryLock(0):
                self._locks[number] = lock  # the last one now
            if len(self._locks) > MOST_OPEN:
                self._locks.pop(next(iter(self._locks))).unlock()
            write_whole(file, text)
        except OSError as error:
            log.warning("the unsaved scene is not kept: %s", error.strerror)

    def clear(self, number: int) -> None:
        """A document has nothing unsaved any more."""
        _remove(self.file(number))
        lock = self._locks.pop(number, None)
        if lock is not None:
            lock.unlock()

    def close(self) -> None:
        """The window closes in good order: what is kept still is for the next one to offer."""
        for lock in (*self._locks.values(), *self._others.values()):
            lock.unlock()
        self._locks, self._others = {}, {}

    def left(self) -> list[Left]:
        """Scenes that nobody owns any more, the last one first. They are this window's from now on:
        no other one offers them as long as it lives."""
        found: list[tuple[float, Left]] = []
        for lock_file in self._folder.glob(f"{PREFIX}*.lock"):
            if _is_ordinary(lock_file) and not lock_file.with_suffix(".json").exists():
                QLockFile(str(lock_file)).removeStaleLockFile()
        for file in sorted(self._folder.glob(f"{PREFIX}*.json")):
            if file.name.startswith(self._name) or not _is_ordinary(file.with_suffix(".lock")):
                continue
            lock = _lock(file)
            if not lock.tryLock(0) and not (_is_torn(file) and lock.tryLock(0)):
                continue
            try:
                scene, others = file_of_bytes(read_ordinary(file, MOST_KEPT), file)
                found.append((file.stat().st_mtime, Left(scene, file, others)))
            except (SceneError, OSError) as error:
                log.warning("a scene that was left is not readable: %s", error)
                _put_aside(file)
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


def _is_ordinary(lock: Path) -> bool:
    """Whether a lock can be read without waiting: a pipe would wait for somebody to write."""
    return lock.is_file() or not lock.exists()


def _is_torn(file: Path) -> bool:
    """Whether the lock of a scene names no process, as one that was cut off by a lack of power, and
    is old enough to be nobody's who is only writing it; then it is taken away."""
    lock = file.with_suffix(".lock")
    try:
        owner = lock.read_bytes()[:MOST_DIGITS].partition(b"\n")[0]
        if owner.strip().isdigit() or time.time() - lock.stat().st_mtime < WRITTEN_BY_THEN:
            return False
        lock.unlink()
    except OSError:
        return False
    return True


def _put_aside(file: Path) -> None:
    """Offer a file no more, and keep it: another version may have written it."""
    with suppress(OSError):
        file.replace(file.with_suffix(UNREADABLE))


def _lock(file: Path) -> QLockFile:
    lock = QLockFile(str(file.with_suffix(".lock")))
    lock.setStaleLockTime(0)  # never by age, only when its process is gone
    return lock


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)
