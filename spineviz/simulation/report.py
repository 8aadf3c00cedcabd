"""An outcome as plain data: the JSON of `solve` and the cells of `sweep`.

The names are a contract with programs that call the command line.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Sequence
from functools import partial

from spineviz import values
from spineviz.outcome import KYPHOSIS, LORDOSIS, Alert, Balanced, Outcome, Reading
from spineviz.scene import QUANTITIES, Scene

DIGITS = 9
"""Significant digits printed: far below what the model knows, far above what a sum loses."""

Plain = str | float | int | bool | None | list["Plain"] | dict[str, "Plain"]


def number(value: float | None) -> float | None:
    """The value to `DIGITS` significant digits; None where there is no finite number."""
    if value is None or not math.isfinite(value):
        return None
    return float(f"{value:.{DIGITS}g}") + 0.0  # minus zero becomes zero


NULL_WITHOUT = ("roller", "push", "curvature")
"""Objects of JSON that are null where they have no number; the others are empty."""

JSON_ORDER = (
    "roller",
    "entry_share",
    "shares",
    "cage_share",
    "spine_share",
    "side_N",
    "erector_N",
    "supports_N",
    "weight_N",
    "friction_N",
    "joints",
    "push",
    "curvature",
    "levels",
    "vertebrae",
)
"""What stands where in JSON; what VALUES has besides comes after it."""


def as_plain(outcome: Outcome) -> dict[str, Plain]:
    """The outcome as the JSON object of `spineviz solve --json`."""
    numbers = _numbers_of(outcome)
    numbers["weight_N"] = number(outcome.weight_N)  # known without a pose too
    _add_words(outcome, numbers)
    return {
        "converged": outcome.converged,
        "residual_N": number(outcome.residual_N),
        "iterations": int(outcome.iterations),
        **{name: numbers.pop(name) for name in JSON_ORDER},
        **numbers,
        "readings": [_reading(each) for each in outcome.readings] if outcome.converged else [],
        "alerts": [_alert(alert) for alert in outcome.alerts],
        "assumptions": [str(each) for each in outcome.assumptions] if outcome.converged else [],
        "scene": scene_as_plain(outcome.scene),
        "version": outcome.version,
    }


def _numbers_of(outcome: Outcome) -> dict[str, Plain]:
    """Every number of VALUES under its path, a place between the last two parts of it."""
    made: dict[str, Plain] = {}
    there: set[str] = set()  # objects that have a number
    for value in values.VALUES:
        top, _, name = value.stands.partition(".")
        if not name:
            if top:
                made[top] = number(value.of(outcome))
            continue
        group: Plain = made.setdefault(top, {})
        assert isinstance(group, dict)
        if value.places is None:
            group[name] = number(value.of(outcome))
            if group[name] is not None:
                there.add(top)
        elif outcome.converged:
            for place in value.places(outcome):
                record = group.setdefault(place, {})
                assert isinstance(record, dict)
                record[name] = number(value.of(outcome, place))
                there.add(top)
    return {
        name: ({} if name not in NULL_WITHOUT else None)
        if isinstance(group, dict) and name not in there
        else group
        for name, group in made.items()
    }


def _add_words(outcome: Outcome, numbers: dict[str, Plain]) -> None:
    """What bone lies behind as one ledger, where peak and push are, how curves are measured."""
    if not outcome.converged:
        return
    if outcome.roller is not None:
        numbers["shares"] = {name: number(part) for name, part in outcome.roller.shares.items()}
    roller, push, curvature = (numbers[name] for name in NULL_WITHOUT)
    if outcome.roller is not None and isinstance(roller, dict):
        for name in LEVELS_OF_ROLLER:
            roller[name] = getattr(outcome.roller, name)
    if isinstance(push, dict) and isinstance(curvature, dict):
        numbers["push"] = {"joint": outcome.push.joint, **push}
        curvature |= {"kyphosis_definition": KYPHOSIS, "lordosis_definition": LORDOSIS}


def as_json(outcome: Outcome) -> str:
    """Text of `as_plain`; ASCII, so that the same scene gives the same bytes in every locale."""
    return json.dumps(as_plain(outcome), indent=2, allow_nan=False) + "\n"


def scene_as_plain(scene: Scene) -> dict[str, Plain]:
    """The scene with its keys as on the command line."""
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in scene.to_dict().items()
    }


def _level(outcome: Balanced, name: str) -> str | None:
    """A level that the roller's load names; None without one."""
    return None if outcome.roller is None else str(getattr(outcome.roller, name))


LEVELS_OF_ROLLER = ("peak_level", "axis_level", "carries_most_level")


PLACES: dict[str, dict[str, Callable[[Balanced], str | None]]] = {
    "mean_kPa": {name: partial(_level, name=name) for name in LEVELS_OF_ROLLER},
    "push_extension_deg": {"push_joint": lambda outcome: outcome.push.joint},
    "most_extended_deg": {"most_extended_joint": lambda outcome: _joint(outcome, "extension_deg")},
    "nearest_range_share": {"nearest_range_joint": lambda outcome: _joint(outcome, "range_share")},
}
"""Columns that name a place instead of a number, by the column that they stand before."""


def as_row(outcome: Outcome) -> dict[str, Plain]:
    """The outcome as one row of a table; cells are None where the pose did not converge."""
    row: dict[str, Plain] = {
        "converged": outcome.converged,
        "residual_N": number(outcome.residual_N),
        "iterations": int(outcome.iterations),
    }
    for value in values.VALUES:
        if not value.column or value.places is not None:
            continue
        for name, place_of in PLACES.get(value.key, {}).items():
            row[name] = place_of(outcome) if outcome.converged else None
        row[value.key] = number(value.of(outcome))
    row["alerts"] = " ".join(alert.text for alert in outcome.alerts)
    return row


def _joint(outcome: Balanced, attribute: str) -> str | None:
    """The joint with the largest number of that name."""
    joints = outcome.joints
    return max(joints, key=lambda name: float(getattr(joints[name], attribute)), default=None)


def csv_text(rows: Sequence[dict[str, Plain]]) -> str:
    """The rows as CSV with a line of column names; missing numbers are empty cells."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return text.getvalue()


def scene_cells(scene: Scene) -> dict[str, Plain]:
    """Every quantity of the scene as a cell of a row, None where it is not set; a set as one
    word, as `--set` takes it."""
    values = {quantity.key: scene.get(quantity.key) for quantity in QUANTITIES}
    return {
        key: ",".join(value) if isinstance(value, tuple) else value for key, value in values.items()
    }


def _cell(value: Plain) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.9g}" if isinstance(value, float) else str(value)


def _alert(alert: Alert) -> dict[str, Plain]:
    return {"kind": alert.kind, "place": alert.place, "text": alert.text}


def _reading(reading: Reading) -> dict[str, Plain]:
    return {
        "name": reading.name,
        "place": reading.place,
        "value": number(reading.value),
        "unit": reading.unit,
        "sentence": reading.sentence,
        "source": reading.source,
    }
