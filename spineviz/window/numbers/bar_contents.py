"""What the three bars show: numbers of the outcome, its bands, its baseline, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from spineviz.lab.bands import RULE, band_of
from spineviz.outcome import Balanced, Rolled, RollerLoad
from spineviz.session.idle import BASELINE, BASELINE_LEVEL, baseline_scene
from spineviz.tables.thresholds import thresholds, word_of
from spineviz.values import Headlines
from spineviz.window.numbers.bar_picture import Reading
from spineviz.words.sentences import degrees, percent

FEWEST = 10  # bodies from which a band of people is shown


def peak_reading(
    outcome: Rolled, baseline: Headlines | None, name: str = BASELINE_LEVEL
) -> Reading:
    """Peak contact pressure, in kPa."""
    roller = outcome.roller
    value = roller.peak_kPa
    low, high = band_of(outcome, "peak_kPa", value)
    base = None if baseline is None else baseline.peak_kPa
    return Reading(
        value,
        f"{value:.0f}",
        "kPa",
        word_of("peak_kPa", value),
        low,
        high,
        f"Highest at {roller.peak_level}; {roller.force_N:.0f} N rest on"
        f" {roller.area_cm2:.0f} cm².",
        base,
        "" if base is None else f"{name} {base:.0f}",
        _ratio(outcome, value, base, name),
    )


def spine_reading(
    outcome: Rolled, baseline: Headlines | None, name: str = BASELINE_LEVEL
) -> Reading:
    """Share of the roller's force that goes straight to the spine, in percent."""
    roller, share = outcome.roller, outcome.roller.spine_share
    low, high = band_of(outcome, "spine_share", share)
    base = None if baseline is None else baseline.spine_share
    return Reading(
        share * 100,
        percent(share),
        f"of {roller.force_N:.0f} N",
        word_of("spine_share", share),
        low * 100,
        high * 100,
        f"{_round(roller)}.",
        None if base is None else base * 100,
        "" if base is None else f"{name} {percent(base)}",
        _ratio(outcome, share, base, name),
    )


def extension_reading(
    outcome: Balanced, baseline: Headlines | None, name: str = BASELINE_LEVEL
) -> Reading:
    """The joint near the roller that is bent back furthest, in degrees."""
    push = outcome.push
    value = push.extension_deg
    low, high = band_of(outcome, "extension_deg", value)
    base = None if baseline is None else baseline.extension_deg
    bent = value > 0
    return Reading(
        value,
        degrees(value),
        f"of {degrees(push.range_deg)}" if bent else "",
        word_of("range_share", push.range_share),
        low,
        high,
        f"{push.joint} is bent back by {percent(push.range_share)} of its range."
        if bent
        else "No joint near the roller is bent back.",
        base,
        "" if base is None else f"{name} {degrees(base)}",
        _ratio(outcome, value, base, name),
    )


def with_people(reading: Reading, values: Sequence[float], digits: int, unit: str) -> Reading:
    """The reading with the band of sampled bodies: 5th to 95th percentile, and the words for it."""
    if len(values) < FEWEST:
        return reading
    low, high = np.percentile(values, (5, 95)).tolist()
    words = f"Between people {low:.{digits}f} to {high:.{digits}f}{unit} ({len(values)} bodies)."
    return replace(reading, people=(low, high), sentence=words)


def about(headline: str, unit: str, scale: float = 1.0) -> str:
    """How whisker, word and baseline of a bar come about."""
    found = thresholds()[headline]
    raised, high = found.raised_from * scale, found.high_from * scale
    return (
        f"Low, raised from {raised:g}{unit}, high from {high:g}{unit}, wherever the roller is:"
        f" {found.source}.\n\n{RULE}\n\nTick: {BASELINE}."
    )


def _ratio(outcome: Balanced, value: float, baseline: float | None, name: str) -> str:
    """E.g. "2.4 × T8", or "2.4 × A" beside a scene A; nothing without anything to divide by."""
    if baseline is None or baseline <= 0 or value < 0:
        return ""
    if name == BASELINE_LEVEL and outcome.scene == baseline_scene(outcome.scene):
        return "baseline"
    return f"{value / baseline:.1f} × {name}"


def _round(roller: RollerLoad) -> str:
    """What goes round the spine, and how much."""
    shares = roller.shares
    rest = shares["soft"] + shares["pelvis"]
    return f"Ribs, blades {percent(shares['cage'])}; soft, pelvis {percent(rest)}"
