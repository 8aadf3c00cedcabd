"""Whose scene it is: the file, and what stands in it. Every step of the history knows its own."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from spineviz.scene import Scene, SceneError, dump_scene
from spineviz.session.scene_in_picture import is_picture, open_file
from spineviz.session.shown import Shown

UNTITLED = "Back rolling"


@dataclass(frozen=True, slots=True)
class Document:
    """One opening of a file, or one scene that has no file yet.

    Attributes:
        path: of its file, absolute; None where it has none.
        scene: that the file holds, or that an untitled one began with; None where that is
            something else than the program has ever shown: then it counts as changed.
        lesson: what the file hides and locks, see `Shown.lesson`.
        others: entries of the file that this version does not know, written back on save.
        number: tells openings of a history apart; the history gives it.
    """

    path: Path | None = None
    scene: Scene | None = None
    lesson: tuple[object, ...] = Shown().lesson
    others: Mapping[str, object] = field(default_factory=dict)
    number: int = 0

    @property
    def title(self) -> str:
        """Name of the file, or of a scene without one."""
        return self.path.name if self.path else UNTITLED

    def holds(self, scene: Scene, shown: Shown) -> bool:
        """Whether nothing would be lost if these went away."""
        return (scene, shown.lesson) == (self.scene, self.lesson)

    def text(self, scene: Scene, shown: Shown) -> str:
        """The text of its file with these in it."""
        before = self.others.get("shown")
        unknown = before if isinstance(before, dict) else {}
        return dump_scene(scene, {**self.others, "shown": {**unknown, **shown.to_dict()}})


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
        raise SceneError(f'{path}: "shown" is no object')
    try:
        shown = shown.read(looks)
    except SceneError as error:
        raise SceneError(f"{path}: {error}") from None
    # a picture stays one: what is made of its scene is saved under another name
    whose = None if is_picture(path) else absolute(path)
    return Document(whose, scene, shown.lesson, others), scene, shown
