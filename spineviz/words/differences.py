"""What B has more or less than A, in the words and the rounding of the screen."""

from __future__ import annotations

from dataclasses import dataclass

from spineviz.outcome import Balanced

NONE = "–"


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
    """The rows of the strip; dashes where one of the two has no outcome."""
    if a is None or b is None:
        return tuple(Difference(name, NONE, NONE, note) for name, note in NAMES.items())
    rows = zip(_values(a), _values(b), FORMATS, NAMES.items(), strict=True)
    return tuple(
        Difference(name, NONE, NONE, note)
        if before is None or now is None
        else _difference(name, note, before, now, digits, unit, change_unit)
        for before, now, (digits, unit, change_unit), (name, note) in rows
    )


def summary(a: Balanced | None, b: Balanced | None) -> str:
    """One sentence, e.g. "B − A: peak pressure +32 kPa, straight to the spine +41 points, …"."""
    if a is None or b is None:
        which = "A" if a is None else "B"
        return f"B − A: no numbers, because {which} is outside the model."
    words = ", ".join(f"{row.name.lower()} {row.change}" for row in differences(a, b))
    return f"B ({_where(b)}) − A ({_where(a)}): {words}."


def _where(outcome: Balanced) -> str:
    return "no roller" if outcome.place is None else f"roller under {outcome.place.nearest}"


NAMES = {
    "Peak pressure": "Highest mean over 4 cm² of skin",
    "Onto the spine": "Share of the roller's force that enters a vertebra directly",
    "Push into extension": "The joint near the roller that is pushed furthest into extension",
    "Roller's force": "Everything that the roller carries",
    "Kyphosis": "Change of the curve of the thoracic spine",
    "Lordosis": "Change of the curve of the lumbar spine",
}
FORMATS = (
    (0, "\u202fkPa", "\u202fkPa"),
    (0, "\u202f%", " points"),
    (1, "°", "°"),
    (0, "\u202fN", "\u202fN"),
    (0, "°", "°"),
    (0, "°", "°"),
)
"""Digits after the point, unit of a value, unit of a difference, in the order of `NAMES`."""


def _values(outcome: Balanced) -> tuple[float | None, ...]:
    """In the order of `NAMES` and in the units of `FORMATS`; None for those of a roller that is not
    there."""
    roller, push, curvature = outcome.roller, outcome.push, outcome.curvature
    return (
        None if roller is None else roller.peak_kPa,
        None if roller is None else roller.spine_share * 100,
        push.extension_deg,
        None if roller is None else roller.force_N,
        curvature.kyphosis_deg,
        curvature.lordosis_deg,
    )


def _difference(
    name: str, note: str, before: float, now: float, digits: int, unit: str, change_unit: str
) -> Difference:
    # of the printed numbers, so that a reader who subtracts them finds the same
    first, last = f"{before:.{digits}f}", f"{now:.{digits}f}"
    change = round(float(last) - float(first), digits) + 0.0
    sign = "+" if change > 0 else ""
    return Difference(
        name,
        _true_minus(f"{sign}{change:.{digits}f}{change_unit}"),
        _true_minus(f"{first} → {last}{unit}"),
        note,
    )


def _true_minus(text: str) -> str:
    return text.replace("-", "−")
