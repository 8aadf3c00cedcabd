"""What the page Explore says of its plots."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from spineviz.lab.exploration import BODIES, Exploration
from spineviz.scene import Quantity, Scene, shown
from spineviz.values import Value, written
from spineviz.words.language import say
from spineviz.words.sentences import ZONES

PEOPLE = ("explore.row.low", "explore.row.middle", "explore.row.high")
"""Kinds of the names of the rows of a band."""


def headline(value: Value, quantity: Quantity) -> str:
    """Title of a plot."""
    if quantity.choices:
        return say("explore.headline.level", value=value.title)
    return say("explore.headline", value=value.title, across=quantity.label.lower())


def about_curve(known: int, beside: str = "") -> str:
    """Line under the title of the curve.

    Args:
        known: of how many bodies the band is. beside: what the dashed curve is of, or nothing.
    """
    none = say("explore.band.none")
    band = say("explore.band", known=known, all=BODIES) if known else none
    if beside:
        return say("explore.about.beside", band=band, beside=beside)
    return say("explore.about", band=band)


def about_cloud(count: int, scene: Scene) -> str:
    """Line under the title of the bodies."""
    place = scene.roller_level or say("explore.cloud.place", position=scene.roller_position_mm)
    return say("explore.cloud", count=count, place=place)


def unit_of(quantity: Quantity) -> str:
    """What is written at the end of its axis."""
    return "" if quantity.choices else quantity.unit


def point_of(quantity: Quantity, at: float | str) -> str:
    """One value of a quantity."""
    if isinstance(at, str):
        return say("explore.at.level", level=at)
    value = f"{shown(at)} {quantity.unit}".rstrip()
    return say("explore.at", quantity=quantity.label, value=value)


def under_pointer(found: Exploration, value: Value, row: int) -> tuple[str, ...]:
    """The numbers at one point of the curve: where it is, and a line for each that is known."""
    own, band = found.curve(value)[row], found.band(value)[:, row]
    beside = found.curve(value, beside=True)[row]
    said = [point_of(found.quantity, found.points[row])]

    def text(number: float) -> str:
        return written(float(number), value.digits, value.unit)

    none = say("explore.own.none")
    said.append(none if np.isnan(own) else say("explore.own", value=text(own)))
    if not np.isnan(beside):
        said.append(say("explore.before", value=text(beside)))
    if not np.isnan(band[0]):
        low, middle, high = map(text, band)
        said.append(say("explore.people", low=low, middle=middle, high=high))
    return tuple(said)


def heads(found: Exploration) -> tuple[str, ...]:
    """What stands over the columns of a table of values: each point of the curve."""
    return tuple(each if isinstance(each, str) else shown(each) for each in found.points)


def rows(found: Exploration, value: Value) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The numbers of the curve as rows of a table, with the name of each; blank where one is not
    known."""
    band = found.band(value)
    series = [(say("explore.row.own"), found.curve(value))]
    if found.beside is not None:
        series.append((say("explore.row.before"), found.curve(value, beside=True)))
    series += list(zip(map(say, PEOPLE), band, strict=True))
    return tuple(
        (name, tuple("" if np.isnan(each) else written(float(each), value.digits, value.unit)
                     for each in numbers))
        for name, numbers in series
    )  # fmt: skip


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
        return say("explore.solving", done=done, all=total)
    if done == total:
        return say("explore.solved", all=total)
    return say("explore.stopped", done=done, all=total)
