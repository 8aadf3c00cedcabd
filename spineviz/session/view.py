"""What the session tells the views, in one piece."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from spineviz.outcome import Balanced
from spineviz.scene import Scene


class State(Enum):
    """What the views may show.

    SETTLED: picture and numbers belong to the scene.
    SETTLING: a newer scene waits for its outcome; numbers are grey.
    OUTSIDE: the scene has no outcome; there are no numbers, the picture is the last good one or
        of the person lying flat.
    HIDDEN: a lesson does not tell the outcome yet; the picture is of the person lying flat.
    """

    SETTLED = "settled"
    SETTLING = "settling"
    OUTSIDE = "outside"
    HIDDEN = "hidden"


class View(Struct, frozen=True, eq=False):
    """Everything a view needs, in one piece.

    Attributes:
        scene: as it is set now.
        outcome: balanced outcome of this scene, or None: then there are no numbers to show.
        picture: last balanced outcome, for what is drawn, or `Waiting` while it is hidden, and
            where nobody has lain like this before; None before the first.
        state: see `State`.
        message: why there is no outcome, a sentence, or empty.
        before: outcome of the last committed scene before this one, or None.
    """

    scene: Scene
    outcome: Balanced | None
    picture: Balanced | None
    state: State
    message: str
    before: Balanced | None = None
