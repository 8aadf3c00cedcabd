"""Every number that is reported."""

from __future__ import annotations

from dataclasses import dataclass

from spineviz.outcome import Rolled


@dataclass(frozen=True, slots=True)
class Headlines:
    """The numbers shown in large, of one outcome with a roller."""

    peak_kPa: float
    spine_share: float
    extension_deg: float
    range_share: float


def headlines(outcome: Rolled) -> Headlines:
    """The headlines of an outcome with a roller."""
    return Headlines(
        outcome.roller.peak_kPa,
        outcome.roller.spine_share,
        outcome.push.extension_deg,
        outcome.push.range_share,
    )
