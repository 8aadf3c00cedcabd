"""Low, raised or high: one word for a read-out, from thresholds that hold everywhere alike.

The thresholds stand in `resources/lab/thresholds.csv` with the reason for each. They know nothing
of where the roller is.
"""

from __future__ import annotations

from spineviz.tables.study_rows import ThresholdRow
from spineviz.tables.tables import TABLES, Tables

LOW, RAISED, HIGH = "low", "raised", "high"
WORDS = (LOW, RAISED, HIGH)


def thresholds(tables: Tables = TABLES) -> dict[str, ThresholdRow]:
    """Thresholds by read-out."""
    return {row.headline: row for row in tables.thresholds}


def word_of(headline: str, value: float) -> str:
    """The word for a value of that read-out."""
    threshold = thresholds()[headline]
    return WORDS[(value >= threshold.raised_from) + (value >= threshold.high_from)]
