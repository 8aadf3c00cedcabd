"""Undo and redo by snapshot: a scene is small and frozen, so every step keeps a whole one.

Beside the scene a step keeps what was shown and whose scene it is, so undo over an opened file
brings its name back too, and nothing can be saved under another one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from spineviz.scene import Scene
from spineviz.session.document import Document
from spineviz.session.lesson_draft import LessonDraft
from spineviz.session.lesson_run import LessonRun
from spineviz.session.shown import Shown

DEPTH = 200  # steps that can be undone; a scene takes some hundred bytes


class Step(Struct, frozen=True):
    """A committed scene and the words for what led to it.

    `pinned` is the scene that it is compared with, if any: pinning is a change like any other.
    `draft` is the lesson that is being written, if any: it goes along from document to document.
    """

    label: str
    scene: Scene
    pinned: Scene | None
    shown: Shown
    document: Document
    draft: LessonDraft | None = None

    @property
    def modified(self) -> bool:
        """Whether it is something else than its file holds."""
        return not self.document.holds(self.scene, self.shown)


class History:
    """Committed scenes, and where among them we are.

    Args:
        scene: where it starts; this cannot be undone.
        shown: what is shown at first.
        document: of the scene; an untitled one where there is none.
    """

    def __init__(
        self, scene: Scene, shown: Shown | None = None, document: Document | None = None
    ) -> None:
        shown = shown or Shown()
        document = document or Document(None, scene, shown.lesson)
        self._numbers = 1
        self._steps = [Step("", scene, None, shown, replace(document, number=1))]
        self._at = 0

    @property
    def now(self) -> Step:
        """The last committed step."""
        return self._steps[self._at]

    @property
    def scene(self) -> Scene:
        """The last committed scene."""
        return self.now.scene

    @property
    def pinned(self) -> Scene | None:
        """The scene that the last committed one is compared with, or None."""
        return self.now.pinned

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, or None."""
        return self.now.label if self._at else None

    @property
    def redo_label(self) -> str | None:
        """What redo would bring back, or None."""
        return self._steps[self._at + 1].label if self._at + 1 < len(self._steps) else None

    def commit(self, label: str, scene: Scene) -> bool:
        """Add a step and forget what was undone; False where nothing has changed."""
        return self.commit_pair(label, scene, self.pinned)

    def commit_pair(self, label: str, scene: Scene, pinned: Scene | None) -> bool:
        """The same for a scene together with the one that it is compared with from now on."""
        return self._add(replace(self.now, label=label, scene=scene, pinned=pinned))

    def take(self, step: Step) -> None:
        """Go on with another document, as one step."""
        self._numbers += 1
        document = replace(step.document, number=self._numbers)
        self._add(replace(step, document=document, draft=self.now.draft))

    def come_back(self, step: Step) -> None:
        """Go on with a document that was left, as one step."""
        self._add(replace(step, draft=self.now.draft))

    def write(self, draft: LessonDraft, label: str) -> bool:
        """Another state of the lesson that is being written, or another lesson, as one step."""
        return self._add(replace(self.now, label=label, draft=draft))

    def lesson_saved(self, draft: LessonDraft) -> None:
        """A draft stands in its file now, and has that file in every step of it. One whose file
        was written over has none any more."""
        for row, each in enumerate(self._steps):
            known = each.draft
            if known is None:
                continue
            if row == self._at:
                known = draft
            elif known.number == draft.number:
                known = replace(known, path=draft.path, held=draft.held)
            elif known.path == draft.path:
                known = replace(known, path=None, held={})
            self._steps[row] = replace(each, draft=known)

    def show(self, shown: Shown, label: str) -> bool:
        """Show something else: a step where it belongs to the document, otherwise none."""
        if shown.lesson != self.now.shown.lesson:
            return self._add(replace(self.now, label=label, shown=shown))
        self._steps[self._at] = replace(self.now, shown=shown)
        return False

    def saved(self, path: Path, step: Step) -> None:
        """A step stands in a file now: its document has that name from its first step to its last.
        Another opening of the same file knows what it holds; one whose file was written over has
        none any more."""
        number, taken = step.document.number, step.document.path != path
        for row, each in enumerate(self._steps):
            document = each.document
            if document.number == number or (document.path == path and not taken):
                document = replace(
                    document,
                    path=path,
                    scene=step.scene,
                    lesson=step.shown.lesson,
                    held=document.run,
                )
            elif document.path == path:
                document = replace(document, path=None, scene=None)
            self._steps[row] = replace(each, document=document)

    def teach(self, run: LessonRun) -> None:
        """Somebody is elsewhere in the lesson of this document. That is true for every step of it:
        undo takes back what was done to the scene, never a vote, and shows nothing that is hidden.
        A lesson that has ended leaves nothing to keep.
        """
        number = self.now.document.number
        for row, each in enumerate(self._steps):
            if each.document.number != number:
                continue
            document, shown = (
                replace(each.document, run=run),
                replace(each.shown, hidden=run.hidden),
            )
            if run.ended and document.path is None:
                document = replace(document, scene=each.scene, lesson=shown.lesson, held=run)
            self._steps[row] = replace(each, document=document, shown=shown)

    def undo(self) -> Scene:
        """One step back, as far as there is one."""
        return self._go(max(self._at - 1, 0))

    def redo(self) -> Scene:
        """One step forward, as far as there is one."""
        return self._go(min(self._at + 1, len(self._steps) - 1))

    def _go(self, row: int) -> Scene:
        before, self._at = self.now, row
        if before.document.number == self.now.document.number:
            # how one looks at a document is not undone with what one did to it
            looks = before.shown.of_lesson(self.now.shown)
            self._steps[row] = replace(self.now, shown=looks)
        return self.scene

    def _add(self, step: Step) -> bool:
        if replace(step, label=self.now.label) == self.now:
            return False
        self._steps = self._steps[: self._at + 1][-DEPTH:]
        self._steps.append(step)
        self._at = len(self._steps) - 1
        return True


class Recorded(Protocol):
    """A session, as far as its scene, what is shown of it and its history are asked for."""

    @property
    def scene(self) -> Scene:
        """The scene as it is set now."""

    @property
    def shown(self) -> Shown:
        """What is shown."""

    @property
    def history(self) -> History:
        """Where the document, its lesson and the draft stand."""
