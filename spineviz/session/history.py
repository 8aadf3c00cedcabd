"""Undo and redo by snapshot: a scene is small and frozen, so every step keeps a whole one."""

from __future__ import annotations

from dataclasses import dataclass

from spineviz.scene import Scene

DEPTH = 200  # steps that can be undone; a scene takes some hundred bytes


@dataclass(frozen=True, slots=True)
class Step:
    """A committed scene and the words for what led to it.

    `pinned` is the scene that it is compared with, if any: pinning is a change like any other.
    """

    label: str
    scene: Scene
    pinned: Scene | None = None


class History:
    """Committed scenes, and where among them we are.

    Args:
        scene: where it starts; this cannot be undone.
    """

    def __init__(self, scene: Scene) -> None:
        self._steps = [Step("", scene)]
        self._at = 0

    @property
    def scene(self) -> Scene:
        """The last committed scene."""
        return self._steps[self._at].scene

    @property
    def pinned(self) -> Scene | None:
        """The scene that the last committed one is compared with, or None."""
        return self._steps[self._at].pinned

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, or None."""
        return self._steps[self._at].label if self._at else None

    @property
    def redo_label(self) -> str | None:
        """What redo would bring back, or None."""
        return self._steps[self._at + 1].label if self._at + 1 < len(self._steps) else None

    def commit(self, label: str, scene: Scene) -> bool:
        """Add a step and forget what was undone; False where nothing has changed."""
        return self.commit_pair(label, scene, self.pinned)

    def commit_pair(self, label: str, scene: Scene, pinned: Scene | None) -> bool:
        """The same for a scene together with the one that it is compared with from now on."""
        if scene == self.scene and pinned == self.pinned:
            return False
        self._steps = self._steps[: self._at + 1][-DEPTH:]
        self._steps.append(Step(label, scene, pinned))
        self._at = len(self._steps) - 1
        return True

    def undo(self) -> Scene:
        """One step back, as far as there is one."""
        self._at = max(self._at - 1, 0)
        return self.scene

    def redo(self) -> Scene:
        """One step forward, as far as there is one."""
        self._at = min(self._at + 1, len(self._steps) - 1)
        return self.scene
