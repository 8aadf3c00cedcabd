"""What lessons say beside their own texts."""

from __future__ import annotations

from spineviz.teaching.lessons import KINDS, Step
from spineviz.values import written

BODIES = "bodies"

KIND_NAMES = {
    "see": "See",
    "predict": "Predict",
    "observe": "What happened?",
    "rule": "One rule",
    "unseen": "Unseen case",
    "sort": "Sort",
    "scope": "What it cannot answer",
    "evidence": "Evidence",
}
assert set(KIND_NAMES) == set(KINDS)

UNITS = {"%": "points"}
"""What a difference of a unit is called where that has a name of its own."""


def step_title(row: int, step: Step) -> str:
    """E.g. "2. Predict, 5 min"."""
    return f"{row}. {KIND_NAMES[step.kind]}, {step.minutes:g} min"


def distance_text(distance: float, unit: str) -> str:
    """How far an answer is from its border, e.g. "12 points"."""
    return written(distance, 0 if abs(distance) >= 10 else 1, UNITS.get(unit, unit))
