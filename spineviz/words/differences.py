"""What B has more or less than A, in the words and the rounding of the screen."""

from __future__ import annotations

from dataclasses import dataclass

from spineviz.outcome import Balanced
from spineviz.values import VALUE, Value

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


@dataclass(frozen=True, slots=True)
class Difference:
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
