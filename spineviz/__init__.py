"""SpineViz: how a foam roller loads a back, computed from published anatomy.

    from spineviz import Scene, simulate
    simulate(Scene(roller_level="L3"))

`resources/help/scripting.md` shows more. What stands here is loaded when it is asked for.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # `typing` would keep Ctrl+C from being heard for twice as long
if TYPE_CHECKING:
    from spineviz.outcome import Outcome
    from spineviz.scene import Scene, SceneError
    from spineviz.simulation.simulate import simulate
    from spineviz.simulation.sweeping import sweep
    from spineviz.tables.saying import Saying
    from spineviz.values import VALUES

__version__ = "0.1.0"
__all__ = ["VALUES", "Scene", "SceneError", "__version__", "simulate", "sweep"]

_HOME = {
    "Scene": "spineviz.scene",
    "SceneError": "spineviz.scene",
    "VALUES": "spineviz.values",
    "simulate": "spineviz.simulation.simulate",
    "sweep": "spineviz.simulation.sweeping",
}
"""The module of each name that stands at the front door."""


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_HOME[name]), name)
    globals()[name] = found  # from now on without this detour
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})


def plain_english(saying: Saying) -> str:
    """The sentence of something to be said, as libraries and JSON give it."""
    from spineviz.words.language import PRINTED, say

    return say(saying, PRINTED)


def values_of(outcome: Outcome) -> dict[str, float | None]:
    """Every number of an outcome by its key in `VALUES`."""
    from spineviz.values import values_of

    return values_of(outcome)


def html_of(outcome: Outcome) -> str:
    """The main numbers of an outcome as a table for a notebook."""
    from spineviz.command.notebook import html_of

    return html_of(outcome)


def svg_of(outcome: Outcome) -> str | None:
    """The picture of an outcome for a notebook; None where there is none."""
    from spineviz.command.notebook import svg_of

    return svg_of(outcome)
