"""What the three bars show: numbers of the outcome, its bands, its baseline, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from spineviz.lab.bands import RULE, band_of
from spineviz.outcome import Balanced, Rolled, RollerLoad
from spineviz.session.idle import BASELINE, BASELINE_LEVEL, baseline_scene
from spineviz.tables.thresholds import thresholds
from spineviz.values import VALUE, Numbers, Value
from spineviz.window.numbers.bar_picture import Reading
from spineviz.words.sentences import percent

FEWEST = 10  # bodies from which a band of people is shown

PEAK, SPINE, PUSH = (VALUE[key] for key in ("peak_kPa", "spine_share", "push_extension_deg"))
"""The values of the bars."""
USED, RANGE = VALUE["push_range_share"], VALUE["push_range_deg"]
FORCE, AREA = VALUE["force_N"], VALUE["area_cm2"]


def peak_reading(outcome: Rolled, baseline: Numbers | None, name: str = BASELINE_LEVEL) -> Reading:
    """Peak contact pressure, in kPa."""
    roller = outcome.roller
    sentence = (
        f"Highest at {roller.peak_level}; {FORCE.text(roller.force_N)} rest on"
        f" {AREA.text(roller.area_cm2)}."
    )
    reading = _reading(PEAK, PEAK, outcome, baseline, name, PEAK.unit, sentence)
    # the unit stands small beside the number, and is left out at the tick
    value = PEAK.of(outcome)
    assert value is not None
    base = None if baseline is None else baseline.get(PEAK.key)
    return replace(
        reading,
        text=PEAK.figure(value),
        baseline_text="" if base is None else f"{name} {PEAK.figure(base)}",
    )


def spine_reading(outcome: Rolled, baseline: Numbers | None, name: str = BASELINE_LEVEL) -> Reading:
    """Share of the roller's force that goes straight to the spine, in percent."""
    note = f"of {FORCE.text(outcome.roller.force_N)}"
    return _reading(SPINE, SPINE, outcome, baseline, name, note, f"{_round(outcome.roller)}.")


def extension_reading(
    outcome: Balanced, baseline: Numbers | None, name: str = BASELINE_LEVEL
) -> Reading:
    """The joint near the roller that is bent back furthest, in degrees."""
    push = outcome.push
    bent = push.extension_deg > 0
    return _reading(
        PUSH,
        USED,
        outcome,
        baseline,
        name,
        f"of {RANGE.text(push.range_deg)}" if bent else "",
        f"{push.joint} is bent back by {USED.text(push.range_share)} of its range."
        if bent
        else "No joint near the roller is bent back.",
    )


def _reading(
    value: Value,
    judged: Value,
    outcome: Balanced,
    baseline: Numbers | None,
    name: str,
    note: str,
    sentence: str,
) -> Reading:
    """What a bar shows of a value, with the band word of the value that it is judged by."""
    number, judgement = value.of(outcome), judged.of(outcome)
    assert number is not None
    assert judgement is not None
    low, high = band_of(outcome, value, number)
    base = None if baseline is None else baseline.get(value.key)
    return Reading(
        value.factor * number,
        value.text(number),
        note,
        judged.band(judgement),
        value.factor * low,
        value.factor * high,
        f"{value.figure(low)} to {value.text(high)}",
        sentence,
        None if base is None else value.factor * base,
        "" if base is None else f"{name} {value.text(base)}",
        _ratio(outcome, number, base, name),
    )


def with_people(reading: Reading, value: Value, people: Sequence[Numbers]) -> Reading:
    """The reading with the band of sampled bodies: 5th to 95th percentile, and the words for it."""
    known = [each[value.key] for each in people if value.key in each]
    if len(known) < FEWEST:
        return reading
    low, high = np.percentile(known, (5, 95)).tolist()
    words = f"Between people {value.figure(low)} to {value.text(high)} ({len(known)} bodies)."
    return replace(reading, people=(value.factor * low, value.factor * high), sentence=words)


def about(judged: Value, of: str = "") -> str:
    """How whisker, word and baseline of a bar come about.

    Args:
        judged: the value whose band word the bar shows.
        of: what a share is a share of, where the bar does not say it.
    """
    found = thresholds()[judged.bands]
    raised, high = (f"{judged.text(each)}{of}" for each in (found.raised_from, found.high_from))
    return (
        f"Low, raised from {raised}, high from {high}, wherever the roller is:"
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
