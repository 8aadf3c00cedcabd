"""Every number that is reported."""

from __future__ import annotations

from dataclasses import dataclass

from spineviz.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Headlines:
    """The numbers shown in large, of one converged outcome."""

    peak_kPa: float
    spine_share: float
    extension_deg: float
    range_share: float


def headlines(outcome: Outcome) -> Headlines:
    """The headlines of a converged outcome."""
    assert outcome.roller is not None
    assert outcome.spine_share is not None
    assert outcome.push is not None
    return Headlines(
        outcome.roller.peak_kPa,
        outcome.spine_share,
        outcome.push.extension_deg,
        outcome.push.range_share,
    )
