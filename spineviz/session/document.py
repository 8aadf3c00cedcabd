"""Whose scene it is: the file, and what stands in it. Every step of the history knows its own."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from spineviz.scene import Scene, SceneError
from spineviz.session.lesson_run import LessonRun, read_run
from spineviz.session.scene_file import dump_scene
from spineviz.session.scene_in_picture import is_picture, open_file
from spineviz.session.shown import Shown
from spineviz.words.language import say

UNTITLED = say("file.untitled")
LESSON = "lesson"  # entry of a file: how far somebody is in a lesson


class Document(Struct, frozen=True):
    """One opening of a file, or one scene that has no file yet.

    Attributes:
        path: of its file, absolute; None where it has none.
        scene: that the file holds, or that an untitled one began with; None where that is
            something else than the program has ever shown: then it counts as changed.
        lesson: what the file hides and locks, see `Shown.lesson`.
        others: entries of the file that this version does not know, written back on save.
        number: tells openings of a history apart; the history gives it.
        run: how far somebody is in a lesson; None without one.
        held: how far that was in the file.
    """

    path: Path | None = None
    scene: Scene | None = None
    lesson: tuple[object, ...] = Shown().lesson
    others: Mapping[str, object] = field(default_factory=dict)
    number: int = 0
    run: LessonRun | None = None
    held: LessonRun | None = None

    @property
    def title(self) -> str:
        """Name of the file, or of a scene without one."""
        return self.path.name if self.path else UNTITLED

    def holds(self, scene: Scene, shown: Shown) -> bool:
        """Whether nothing would be lost if these went away."""
        now = scene, shown.lesson, self.run
        return now == (self.scene, self.lesson, self.held)

    def text(self, scene: Scene, shown: Shown) -> str:
        """The text of its file with these in it."""
        before = self.others.get("shown")
        unknown = before if isinstance(before, dict) else {}
        run = {} if self.run is None else {LESSON: self.run.to_dict()}
        entries = {**self.others, **run, "shown": {**unknown, **shown.to_dict()}}
        return dump_scene(scene, entries)


def absolute(path: Path) -> Path:
    """The one way to write a path, so that two that are the same are equal."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - a link keeps its own name


def read_document(path: Path, shown: Shown) -> tuple[Document, Scene, Shown]:
    """A file as a document, its scene, and what is shown of it where `shown` was shown before.

    Raises:
        SceneError: not readable, not a scene, or from a newer version.
    """
    scene, others = open_file(path)
    looks = others.get("shown", {})
    if not isinstance(looks, dict):
        raise SceneError("file.no_looks", path=path)
    try:
        shown = shown.read(looks)
    except SceneError as error:
        raise SceneError("refusal.in_file", path=path, why=error) from None
    others, run = run_of(others)
    if run is not None:
        shown = replace(shown, hidden=run.hidden)
    # a picture stays one: what is made of its scene is saved under another name
    whose = None if is_picture(path) else absolute(path)
    return Document(whose, scene, shown.lesson, others, run=run, held=run), scene, shown


def still_holds(document: Document) -> bool:
    """Whether the file of a document holds what it held when it was opened or saved here; one that
    certainly is gone takes nothing along when it is written."""
    assert document.path is not None
    if is_gone(document.path):
        return True
    try:
        found = read_document(document.path, Shown())[0]
    except SceneError:
        return False
    return (found.scene, found.lesson) == (document.scene, document.lesson)


def is_gone(path: Path) -> bool:
    """Whether there certainly is no such file; one that cannot be reached may come back."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def run_of(others: Mapping[str, object]) -> tuple[dict[str, object], LessonRun | None]:
    """How far somebody is in a lesson by the entries of a file, and the other entries. A place that
    cannot be read is worth less than the scene: it stays an entry that is not known."""
    entry = others.get(LESSON)
    try:
        run = read_run(entry) if isinstance(entry, dict) else None
    except SceneError:
        run = None
    if run is None:
        return dict(others), None
    return {key: value for key, value in others.items() if key != LESSON}, run
