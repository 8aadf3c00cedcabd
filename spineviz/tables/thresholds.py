"""Low, raised or high: one word for a read-out, from thresholds that hold everywhere alike.

The thresholds stand in `resources/lab/thresholds.csv` with the reason for each. They know nothing
of where the roller is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spineviz.tables.reading import rows

FILE = ("lab", "thresholds.csv")
LOW, RAISED, HIGH = "low", "raised", "high"
WORDS = (LOW, RAISED, HIGH)


@dataclass(frozen=True, slots=True)
class Threshold:
    """Where the word of a read-out changes; a value at the threshold takes the higher word.

    Attributes:
        raised_from, high_from: in the unit of the read-out.
        source: why there.
    """

    raised_from: float
    high_from: float
    source: str


@cache
def thresholds() -> dict[str, Threshold]:
    """Thresholds by read-out."""
    return {
        row["headline"]: Threshold(
            float(row["raised_from"]), float(row["high_from"]), row["source"]
        )
        for row in rows(*FILE)
    }


def word_of(headline: str, value: float) -> str:
    """The word for a value of that read-out."""
    threshold = thresholds()[headline]
    return WORDS[(value >= threshold.raised_from) + (value >= threshold.high_from)]
