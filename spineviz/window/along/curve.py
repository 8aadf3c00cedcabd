"""What the plot along the back shows: pressure, unrolled, and what each level would get."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from msgspec import Struct, field

from spineviz.drawing.profile import Profile, profile
from spineviz.outcome import Balanced, Rolled
from spineviz.session.idle import BASELINE_ARMS, BASELINE_LEVEL
from spineviz.session.shown import Shown
from spineviz.simulation.place import RollerTrack, track_of
from spineviz.values import VALUE, Numbers
from spineviz.window.paint.theme import Theme
from spineviz.words.captions import held_against
from spineviz.words.language import say
from spineviz.words.sentences import ARM_WORDS, FACE_DOWN_ARMS

PEAK, SPINE = VALUE["peak_kPa"], VALUE["spine_share"]
"""Values swept over the levels: on the left scale, and on the right one."""

UNIT = say("curve.unit", unit=PEAK.unit)
NO_ROLLER = say("curve.no_roller")
NO_VALUES = say("curve.no_values")
FAR = 0.5  # of the way to the next level, from which the baseline is drawn beside the curve


class Curve(Struct, frozen=True, eq=False):
    """The highest pressure across the back at each place along it, on one fixed scale.

    Attributes:
        outcome: of the scene, or None where it has none.
        shown, theme: see there.
        sweep: numbers of the same scene with the roller under each level, as far as they are known.
        baseline: pressure at the level of the baseline, or None while it is not known.
        beside: outcome of scene A, which is then drawn instead of the baseline, or None.
        marked: the level that is lit up, or nothing.
        last: the last outcome, whose places are on the axis while there is none.
        before: outcome of the state before, which is then drawn instead of the baseline, or None.
    """

    outcome: Balanced | None
    shown: Shown
    theme: Theme
    sweep: Mapping[str, Numbers] = field(default_factory=dict)
    baseline: Profile | None = None
    beside: Rolled | None = None
    marked: str = ""
    last: Balanced | None = None
    before: Balanced | None = None

    @property
    def title(self) -> str:
        """What is shown: along the back, or face down along the front."""
        shown = self.outcome or self.last
        down = shown is not None and shown.person.face_down
        return say("curve.title.down" if down else "curve.title")

    @property
    def pressed(self) -> Rolled | None:
        """The outcome, where a roller presses at all."""
        return self.outcome if isinstance(self.outcome, Rolled) else None

    @property
    def track(self) -> RollerTrack | None:
        """Where the levels are on the axis; None before the first outcome."""
        drawn = self.outcome or self.last
        return None if drawn is None else track_of(drawn.person)

    @property
    def dashed(self) -> tuple[tuple[str, ...], Profile] | None:
        """Scene A, or else the state before, or else the baseline while the roller is elsewhere,
        with its names, the longest first; a body that has its levels at other places, or lies on
        its other side, is not drawn on this axis."""
        outcome, track, before = self.pressed, self.track, self.before
        if self.beside is not None:
            there = track is None or _one_axis(track, track_of(self.beside.person))
            return (("A",), profile(self.beside)) if there else None
        if outcome is None or track is None:
            return None
        if isinstance(before, Rolled) and _one_axis(track, track_of(before.person)):
            said, short = held_against(before, outcome), say("curve.before")
            return ((said, short) if len(said) > len(short) else (said,)), profile(before)
        if self.baseline is None:
            return None
        row = track.levels.index(BASELINE_LEVEL)
        at = float(track.position_mm[row])
        near = FAR * (float(track.position_mm[row + 1]) - at)
        away = abs(outcome.roller.place.mm - at) > near
        return (_baseline_names(outcome), self.baseline) if away else None

    @property
    def label(self) -> str:
        """The number at the peak, or nothing."""
        return "" if self.pressed is None else PEAK.text(self.pressed.roller.peak_kPa)

    @property
    def words(self) -> str:
        """The picture in sentences, or why there is none."""
        if self.pressed is None:
            return NO_VALUES if self.outcome is None else NO_ROLLER
        roller = self.pressed.roller
        text = say("curve.peak", peak=PEAK.text(roller.peak_kPa), level=roller.peak_level)
        levels = _levels(
            tuple((name, each[PEAK.key], each[SPINE.key]) for name, each in self.sweep.items())
        )
        return say("curve.levels", peak=text, levels=levels) if levels else text

    def hint(self, level: str) -> str:
        """What the roller would do under a level, or nothing while it is not known."""
        each = self.sweep.get(level)
        if each is None:
            return ""
        return say("curve.hint", level=level, share=SPINE.short, **_written(each))

    @property
    def pressure(self) -> Profile | None:
        """The pressure that is drawn, or None where nothing presses."""
        return None if self.pressed is None else profile(self.pressed)


def _one_axis(one: RollerTrack, other: RollerTrack) -> bool:
    """Whether the levels of two people are at the same places."""
    return one is other or np.array_equal(one.position_mm, other.position_mm)


def _baseline_names(outcome: Rolled) -> tuple[str, ...]:
    """What the baseline is called, the longest first; what differs besides the place is said."""
    if outcome.scene.arms == BASELINE_ARMS:
        names = ("curve.baseline", "curve.baseline_short")
        return tuple(say(each, level=BASELINE_LEVEL) for each in names)
    arms = (FACE_DOWN_ARMS if outcome.person.face_down else ARM_WORDS)[BASELINE_ARMS]
    return (say("curve.baseline_arms", level=BASELINE_LEVEL, arms=arms),)


@lru_cache(maxsize=4)
def _levels(sweep: tuple[tuple[str, float, float], ...]) -> str:
    """What each level would get, by its name, peak and share onto the spine."""
    return "; ".join(
        say("curve.level", level=name, peak=PEAK.text(peak), spine=SPINE.text(share))
        for name, peak, share in sweep
    )


def _written(numbers: Numbers) -> dict[str, str]:
    """Peak and share as slots of a sentence."""
    return {"peak": PEAK.text(numbers[PEAK.key]), "spine": SPINE.text(numbers[SPINE.key])}
