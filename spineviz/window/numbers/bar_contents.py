"""What the bars show: numbers of the outcome, its bands, what was before, in words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec.structs import replace

from spineviz.lab.bands import RULE, band_of
from spineviz.outcome import Balanced, Rolled
from spineviz.tables.thresholds import thresholds
from spineviz.values import VALUE, Numbers, Value, scalars_of
from spineviz.window.numbers.bar_picture import Reading
from spineviz.words.captions import held_against
from spineviz.words.language import say
from spineviz.words.status_line import bent_too_far
from spineviz.words.tips import plain

FEWEST = 10  # bodies from which a band of people is shown

CAGE, PEAK, PUSH = (VALUE[key] for key in ("cage_share", "peak_kPa", "push_extension_deg"))
"""The values of the bars."""
USED, RANGE = VALUE["push_range_share"], VALUE["push_range_deg"]
FORCE, AREA = VALUE["force_N"], VALUE["area_cm2"]


A = "A"
"""What a scene that is compared with is called."""


def against(
    outcome: Balanced | None, before: Balanced | None, beside: Balanced | None = None
) -> tuple[Numbers | None, str]:
    """Numbers that an outcome is held against, and what they are called: those of A, else those of
    the state before."""
    if beside is not None:
        return scalars_of(beside), A
    if before is None or outcome is None:
        return None, ""
    return scalars_of(before), held_against(before, outcome)


def cage_reading(outcome: Rolled, base: Numbers | None = None, name: str = "") -> Reading:
    """Share of the roller's force that ribs and shoulder blades carry, in percent."""
    whole = say("bar.whole", force=FORCE.text(outcome.roller.force_N))
    return _calm(CAGE, outcome, base, name, whole)


def peak_reading(outcome: Rolled, base: Numbers | None = None, name: str = "") -> Reading:
    """Peak pressure, in kPa."""
    where = say(
        "bar.peak_at",
        level=outcome.roller.peak_level,
        force=FORCE.text(outcome.roller.force_N),
        area=AREA.text(outcome.roller.area_cm2),
    )
    return _calm(PEAK, outcome, base, name, where)


def _calm(value: Value, outcome: Rolled, base: Numbers | None, name: str, more: str) -> Reading:
    """A number that is not judged: its whisker in words, and more about it."""
    number = value.of(outcome)
    assert number is not None
    low, high = band_of(outcome, value, number)
    before = None if base is None else base.get(value.key)
    return Reading(
        value.factor * number,
        value.text(number),
        "",
        "",
        value.factor * low,
        value.factor * high,
        band := say("bar.band", low=value.figure(low), high=value.text(high)),
        say("bar.could_be", band=band),
        None if before is None else value.factor * before,
        "" if before is None else f"{name} {value.text(before)}",
        more,
    )


def extension_reading(outcome: Balanced, base: Numbers | None = None, name: str = "") -> Reading:
    """The joint near the roller that is bent back furthest, in degrees."""
    push = outcome.push
    bent = push.extension_deg > 0
    low, high = band_of(outcome, PUSH, push.extension_deg)
    before = None if base is None else base.get(PUSH.key)
    return Reading(
        push.extension_deg,
        PUSH.text(push.extension_deg),
        say("bar.of", whole=RANGE.text(push.range_deg)) if bent else "",
        USED.band(push.range_share),
        low,
        high,
        say("bar.band", low=PUSH.figure(low), high=PUSH.text(high)),
        say("bar.bent", joint=push.joint, share=USED.text(push.range_share))
        if bent
        else say("bar.not_bent"),
        before,
        "" if before is None else f"{name} {PUSH.text(before)}",
        bent_too_far(outcome),
    )


def with_people(reading: Reading, value: Value, people: Sequence[Numbers]) -> Reading:
    """The reading with the band of sampled bodies: 5th to 95th percentile, and the words for it."""
    known = [each[value.key] for each in people if value.key in each]
    if len(known) < FEWEST:
        return reading
    low, high = np.percentile(known, (5, 95)).tolist()
    band = say("bar.band", low=value.figure(low), high=value.text(high))
    words = say("bar.people", band=band, bodies=len(known))
    return replace(reading, people=(value.factor * low, value.factor * high), sentence=words)


def about_calm(word: str) -> str:
    """What a calm bar shows, and how its whisker and its mark come about."""
    return "\n\n".join((plain(word), plain("whisker"), say(RULE), plain("before")))


def about(judged: Value, of: str = "") -> str:
    """How whisker and word of the bar of extension come about.

    Args:
        judged: the value whose band word the bar shows.
        of: what a share is a share of, where the bar does not say it.
    """
    found = thresholds()[judged.bands]
    raised, high = (f"{judged.text(each)}{of}" for each in (found.raised_from, found.high_from))
    words = say("bar.words", raised=raised, high=high, source=found.source)
    return "\n\n".join((plain("extension"), words, say(RULE), plain("before")))
