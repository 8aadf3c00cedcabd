"""Where the speaker's card is."""

from __future__ import annotations

from enum import Enum


class Card(Enum):
    """Where the card is.

    AWAY: nowhere. OVER: on the stage, which the class sees. BESIDE: next to it, where the class
    has a window of its own.
    """

    AWAY = "away"
    OVER = "over"
    BESIDE = "beside"
