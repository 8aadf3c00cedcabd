"""What B has more or less than A, in the words and the rounding of the screen."""

from __future__ import annotations

from msgspec import Struct

from spineviz.outcome import Balanced, Place
from spineviz.scene import QUANTITIES, Quantity, Scene
from spineviz.tables.tables import TABLES
from spineviz.values import VALUE, Value, written
from spineviz.words.sentences import ARM_WORDS, under

NONE = "–"

SHOWN = tuple(
    VALUE[key]
    for key in (
        "peak_kPa",
        "spine_share",
        "push_extension_deg",
        "force_N",
        "kyphosis_deg",
        "lordosis_deg",
    )
)
"""Values of the strip, in its order."""


class Difference(Struct, frozen=True):
    """One quantity of A and of B.

    Attributes:
        name: what it is.
        change: B − A, as the difference of the two printed numbers, with its unit.
        values: both, e.g. "31 → 63 kPa".
        note: where they are, or what they count; for the tool tip and for those who listen.
    """

    name: str
    change: str
    values: str
    note: str


def differences(a: Balanced | None, b: Balanced | None) -> tuple[Difference, ...]:
    """The rows of the strip; dashes where one of the two has no outcome, or no such number."""
    return tuple(_difference(value, a, b) for value in SHOWN)


def _difference(value: Value, a: Balanced | None, b: Balanced | None) -> Difference:
    before, now = (None if each is None else value.of(each) for each in (a, b))
    if before is None or now is None:
        return Difference(value.title, NONE, NONE, value.about)
    values = f"{value.figure(before)} → {value.text(now)}"
    return Difference(value.title, value.change(before, now), values, value.about)


def summary(a: Balanced | None, b: Balanced | None) -> str:
    """One sentence, e.g. "B − A: peak pressure +32 kPa, onto the spine +41 points, …"."""
    if a is None or b is None:
        which = "A" if a is None else "B"
        return f"B − A: no numbers, because {which} is outside the model."
    words = ", ".join(f"{row.name.lower()} {row.change}" for row in differences(a, b))
    return f"B ({_where(b)}) − A ({_where(a)}): {words}."


def _where(outcome: Balanced) -> str:
    return "no roller" if outcome.place is None else f"roller under {outcome.place.nearest}"


PLACES = ("roller.level", "roller.position_mm")
"""Quantities that are said by the place of the roller."""


def set_apart(
    a: Scene, b: Scene, at_a: Place | None = None, at_b: Place | None = None
) -> tuple[str, str]:
    """What tells two scenes apart, in the words of each, e.g. ("Under T8 · hips down", "Under L3 ·
    hips up"); empty where they are the same.

    Args:
        at_a, at_b: where the roller is in each, where that is known.
    """
    keys = [
        each for each in QUANTITIES if each.key not in PLACES and a.get(each.key) != b.get(each.key)
    ]
    moved = at_a is not None and at_b is not None and at_a != at_b
    found = []
    for scene, place in ((a, at_a), (b, at_b)):
        words = [f"under {under(place)}"] if moved and place is not None else []
        words += [_said(each, scene) for each in keys]
        text = " · ".join(words)
        found.append(text[:1].upper() + text[1:])
    return found[0], found[1]


def _said(quantity: Quantity, scene: Scene) -> str:
    """A setting in words, e.g. "diameter 300 mm"."""
    value = scene.get(quantity.key)
    name = quantity.label.lower()
    if quantity.key == "roller.kind":
        return str(TABLES.products[str(value)].name).lower()
    if quantity.key == "arms":
        return f"{name} {ARM_WORDS[str(value)]}"
    if quantity.many:
        given = value if isinstance(value, tuple) else ()
        return "without " + " and ".join(given) if given else "with everything"
    if isinstance(value, int | float):
        step = quantity.step or 1.0
        digits = 0 if step >= 1 else 1 if step >= 0.1 else 2
        return f"{name} {written(float(value), digits, quantity.unit)}"
    return f"{name} {value}"
