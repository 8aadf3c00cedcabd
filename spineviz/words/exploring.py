"""What the page Explore says of its plots."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from spineviz.lab.exploration import BODIES, Exploration
from spineviz.scene import Quantity, Scene, shown
from spineviz.values import Value, written
from spineviz.words.sentences import ZONES


def headline(value: Value, quantity: Quantity) -> str:
    """Title of a plot."""
    across = "level" if quantity.choices else quantity.label.lower()
    return f"{value.title} and {across}"


def about_curve(known: int, beside: str = "") -> str:
    """Line under the title of the curve.

    Args:
        known: of how many bodies the band is. beside: what the dashed curve is of, or nothing.
    """
    dashed = f" · dashed: {beside}" if beside else ""
    band = f"band: {known} of {BODIES} sampled bodies, 5 to 95\u202f%" if known else "band: not yet"
    return f"line: this body · {band}{dashed}"


def about_cloud(count: int, scene: Scene) -> str:
    """Line under the title of the bodies."""
    place = scene.roller_level or f"{scene.roller_position_mm:.0f} mm"
    return f"{count} sampled bodies, roller under {place}; each dot one body"


def unit_of(quantity: Quantity) -> str:
    """What is written at the end of its axis."""
    return "" if quantity.choices else quantity.unit


def point_of(quantity: Quantity, at: float | str) -> str:
    """One value of a quantity."""
    if isinstance(at, str):
        return f"Roller under {at}"
    return f"{quantity.label} {shown(at)} {quantity.unit}".rstrip()


def under_pointer(found: Exploration, value: Value, row: int) -> tuple[str, ...]:
    """The numbers at one point of the curve: where it is, and a line for each that is known."""
    own, band = found.curve(value)[row], found.band(value)[:, row]
    beside = found.curve(value, beside=True)[row]
    said = [point_of(found.quantity, found.points[row])]

    def text(number: float) -> str:
        return written(float(number), value.digits, value.unit)

    said.append("this body: none" if np.isnan(own) else f"this body {text(own)}")
    if not np.isnan(beside):
        said.append(f"before {text(beside)}")
    if not np.isnan(band[0]):
        said.append(f"people {text(band[0])} to {text(band[2])}, middle {text(band[1])}")
    return tuple(said)


def zones(points: Sequence[float | str]) -> tuple[tuple[float, str], ...]:
    """Where zones of the spine begin among levels, on an axis of their numbers, and their names."""
    letters = [each[0] if isinstance(each, str) else "" for each in points]
    return tuple(
        (row - 0.5, ZONES[letter])
        for row, letter in enumerate(letters)
        if letter in ZONES and (row == 0 or letters[row - 1] != letter)
    )


def progress(done: int, total: int, busy: bool) -> str:
    """How far the work is."""
    if busy:
        return f"{done} of {total} scenes solved"
    return f"{total} scenes solved" if done == total else f"stopped after {done} of {total} scenes"
