"""A scene that many tests ask about is solved once for all of them."""

from __future__ import annotations

from spineviz.outcome import Outcome
from spineviz.scene import Scene
from spineviz.simulation.simulate import simulate

FOUND: dict[tuple[Scene, Scene | None], Outcome] = {}
MOST = 400


def found_once(scene: Scene, warm: Outcome | None = None) -> Outcome:
    """What `simulate` gives; not for tests that change the model or compare two solves."""
    key = scene, None if warm is None else warm.scene
    if key not in FOUND:
        if len(FOUND) == MOST:
            del FOUND[next(iter(FOUND))]
        FOUND[key] = simulate(scene, warm)
    return FOUND[key]
