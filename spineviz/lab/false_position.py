"""Where a number that grows with another one becomes nought."""

from __future__ import annotations

from collections.abc import Callable

Point = tuple[float, float]


def false_position(
    miss: Callable[[float], float], low: Point, high: Point, near: float, close: float
) -> float:
    """Place at which `miss` is nought, by the line between two ends.

    Of the ends one that stays counts half the next time: it would stay for good (the Illinois
    rule; Dowell & Jarratt 1971, BIT 11:168).

    Args:
        miss: grows with the place, nearly along a straight line.
        low, high: a place and `miss` there: not above nought, and not below.
        near: ends so near to each other are one place.
        close: `miss` that is as good as nought.
    """
    last = 0.0
    place = high[0]
    while high[0] - low[0] > near:
        place = low[0] - low[1] * (high[0] - low[0]) / (high[1] - low[1])
        now = miss(place)
        if abs(now) <= close:
            break
        stays = 0.5 if now * last > 0 else 1.0
        if now < 0:
            low, high = (place, now), (high[0], stays * high[1])
        else:
            low, high = (low[0], stays * low[1]), (place, now)
        last = now
    return place
