"""A scene that many tests ask about is solved once for all of them."""

from __future__ import annotations

from functools import lru_cache

from spineviz.outcome import Outcome
from spineviz.scene import Scene
from spineviz.simulation.simulate import simulate


@lru_cache(maxsize=400)
def solved_afresh(scene: Scene) -> Outcome:
    """What a fresh start gives; not for tests that change the model or compare two solves."""
    return simulate(scene)
