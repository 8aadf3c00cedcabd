"""What is said about one outcome: rows of `readings.csv` with its numbers.

A row applies always, or with one condition. Its number comes from the outcome, or is the outcome's
angle times a published slope at the level where that was measured.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from spineviz.anatomy.person import Person
from spineviz.mechanics.energy import Energy, Touch
from spineviz.mechanics.links import late_pulls
from spineviz.outcome import Curvature, Joint, Reading
from spineviz.tables.saying import Saying
from spineviz.tables.study_rows import ReadingRow
from spineviz.tables.tables import Tables
from spineviz.values import VALUE


def readings(
    condition: str, joints: Mapping[str, Joint], curvature: Curvature, tables: Tables
) -> tuple[Reading, ...]:
    """The read-outs that apply to a condition (always those of no condition)."""
    return tuple(
        _spoken(row, joints, curvature)
        for row in tables.readings
        if row.condition in ("", condition)
    )


def _spoken(row: ReadingRow, joints: Mapping[str, Joint], curvature: Curvature) -> Reading:
    """One row with the numbers of an outcome.

    Of a stretch of joints the one is told where the number is largest.
    """
    place, share, limit = "", 0.0, 0.0
    if row.what == "kyphosis":
        value = curvature.kyphosis_deg
    else:
        values = {name: _value(row, joints[name]) for name in _stretch(row, joints)}
        place = max(values, key=lambda name: values[name])
        value, limit = values[place], joints[place].range_deg
        # a joint bent the other way from standing uses nothing of the range that is spoken of
        bent = joints[place].standing_deg * (-1 if row.what == "flexion" else 1)
        share = joints[place].range_share if bent > 0 else 0.0
    slots = {
        "joint": place,
        "value": value,
        "share": 100 * share,
        "word": Saying(f"band.{VALUE['joint_range_share'].band(share)}"),
        "range": limit,
        "flat": curvature.kyphosis_flat_deg,
    }
    kind = f"reading.{row.condition or 'always'}.{row.reading.replace(' ', '_')}"
    return Reading(row.reading, place, value, row.unit, Saying(kind, slots), row.source)


def _stretch(row: ReadingRow, joints: Mapping[str, Joint]) -> tuple[str, ...]:
    """The joints from the upper to the lower level of a row."""
    names = tuple(joints)
    ends = [name.split("-") for name in names]
    first = next(n for n, (upper, _) in enumerate(ends) if upper == row.upper)
    last = next(n for n, (_, lower) in enumerate(ends) if lower == row.lower)
    return names[first : last + 1]


def _value(row: ReadingRow, joint: Joint) -> float:
    """The number that a row asks of a joint.

    Raises:
        KeyError: a kind of number that there is not.
    """
    return {
        "area": (row.per_degree or 0.0) * joint.extension_deg,
        "extension": joint.extension_deg,
        "flexion": -joint.extension_deg,
        "compression": joint.compression_N,
        "shear": abs(joint.shear_N),
    }[row.what]


def guarding(person: Person, energy: Energy, pose: np.ndarray, touch: Touch) -> tuple[Reading, ...]:
    """How the muscles guard: where they pull hardest, and on how much skin they have hardened."""
    cables, late = energy.model.cables, energy.model.pads.late
    if late is None:
        return ()
    pull = late_pulls(energy.model.cables, pose)
    most = int(np.argmax(pull))
    # where none pulls there is no place to tell
    place = f"{person.names[cables.j[most]]}-{person.names[cables.i[most]]}" if pull[most] else ""
    hard = touch.index[(touch.pressure > late.onset[touch.index]) & (late.times[touch.index] > 1)]
    area = float(np.sum(person.pads.area[hard])) * 1e4
    source = "ASSUMED: thresholds and strength of guarding, guard.* in constants.csv"
    return (
        Reading(
            "guarding pull",
            place,
            float(pull[most]),
            "N",
            _guarding_pull(place, float(pull[most])),
            source,
        ),
        Reading(
            "guarding tissue",
            "",
            area,
            "cm²",
            Saying("reading.guarding.tissue", {"value": area}),
            source,
        ),
    )


def _guarding_pull(joint: str, pull: float) -> Saying:
    if not joint:
        return Saying("reading.guarding.no_pull")
    upper, lower = joint.split("-")
    return Saying("reading.guarding.pull", {"upper": upper, "lower": lower, "value": pull})
