"""What was there before: the last committed state with its outcome, for as long as another holds.

While something is held, that is what the change began with; once it is let go, it stays what the
change began with until the next one.
"""

from __future__ import annotations

from spineviz.outcome import Balanced
from spineviz.scene import Scene


class Remembered:
    """Keeps the outcomes of the last two scenes that were committed and found their balance.

    A committed scene without an outcome is passed over: there is nothing to be held against it.
    """

    def __init__(self) -> None:
        self._last: Balanced | None = None
        self._before: Balanced | None = None

    def take(self, outcome: Balanced | None, committed: Scene) -> None:
        """Learn what was solved last, and which scene was committed last."""
        if outcome is None or outcome.scene != committed:
            return
        if self._last is not None and self._last.scene != committed:
            self._before = self._last
        self._last = outcome

    def before(self, scene: Scene) -> Balanced | None:
        """What a scene is held against, or None where nothing came before it."""
        changed = self._last is not None and self._last.scene != scene
        found = self._last if changed else self._before
        return None if found is None or found.scene == scene else found

    def forget(self) -> None:
        """Another document has nothing before it."""
        self._last = self._before = None
