"""An outcome as plain data: the JSON of `solve` and the cells of `sweep`.

The names are a contract with programs that call the command line.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from spineviz.outcome import (
    BEHIND,
    ENTRY_TISSUES,
    KYPHOSIS,
    LORDOSIS,
    SIDES,
    SUPPORTS,
    Alert,
    Curvature,
    Joint,
    LevelLoad,
    Outcome,
    Push,
    Reading,
    RollerLoad,
    Vertebra,
)
from spineviz.scene import QUANTITIES, Scene
from spineviz.tables.tables import TABLES

DIGITS = 9
"""Significant digits printed: far below what the model knows, far above what a sum loses."""

ROLLER = (
    "force_N",
    "force_bodyweight",
    "peak_kPa",
    "mean_kPa",
    "area_cm2",
    "gradient_kPa_per_cm",
    "peak_level",
    "axis_level",
    "carries_most_level",
)
"""Numbers of the roller that stand together in JSON, and as columns of a row."""

Record = Joint | Push | Curvature | LevelLoad | Vertebra | Alert | Reading
Plain = str | float | int | bool | None | list["Plain"] | dict[str, "Plain"]


def number(value: float | None) -> float | None:
    """The value to `DIGITS` significant digits; None where there is no finite number."""
    if value is None or not math.isfinite(value):
        return None
    return float(f"{value:.{DIGITS}g}") + 0.0  # minus zero becomes zero


def alerts(outcome: Outcome) -> tuple[Alert, ...]:
    """The outcome's alerts; an unbalanced one always has at least the sentence that says so."""
    if outcome.converged or outcome.alerts:
        return outcome.alerts
    text = (
        f"No equilibrium was found in {outcome.iterations} steps;"
        f" {outcome.residual_N:.3g} N are still unbalanced, so there are no numbers."
    )
    return (Alert("unconverged", "", text),)


def as_plain(outcome: Outcome) -> dict[str, Plain]:
    """The outcome as the JSON object of `spineviz solve --json`."""
    return {
        "converged": outcome.converged,
        "residual_N": number(outcome.residual_N),
        "iterations": int(outcome.iterations),
        **_found(outcome),
        "alerts": [_numbers(alert) for alert in alerts(outcome)],
        "assumptions": list(outcome.assumptions) if outcome.converged else [],
        "scene": scene_as_plain(outcome.scene),
        "version": outcome.version,
    }


def _found(outcome: Outcome) -> dict[str, Plain]:
    """What is known of a balanced pose; without one the same keys with nothing in them."""
    balanced = outcome if outcome.converged else None
    roller = balanced.roller if balanced else None
    return {
        "roller": _roller(roller),
        "entry_share": _ledger(roller.entry_share if roller else {}, ENTRY_TISSUES),
        "shares": _ledger(roller.shares if roller else {}, tuple(BEHIND)),
        "cage_share": number(roller.cage_share) if roller else None,
        "spine_share": number(roller.spine_share) if roller else None,
        "side_N": _ledger(roller.side_N if roller else {}, SIDES),
        "erector_N": _ledger(roller.erector_N if roller else {}, SIDES),
        "supports_N": _ledger(balanced.supports_N if balanced else {}, SUPPORTS),
        "weight_N": number(outcome.weight_N),
        "friction_N": number(balanced.friction_N) if balanced else None,
        "joints": _records(balanced.joints if balanced else {}),
        "push": _numbers(balanced.push) if balanced else None,
        "curvature": {
            **_numbers(balanced.curvature),
            "kyphosis_definition": KYPHOSIS,
            "lordosis_definition": LORDOSIS,
        }
        if balanced
        else None,
        "levels": _records(roller.levels if roller else {}),
        "vertebrae": _records(balanced.vertebrae if balanced else {}),
        "readings": [_numbers(reading) for reading in balanced.readings] if balanced else [],
    }


def as_json(outcome: Outcome) -> str:
    """Text of `as_plain`; ASCII, so that the same scene gives the same bytes in every locale."""
    return json.dumps(as_plain(outcome), indent=2, allow_nan=False) + "\n"


def scene_as_plain(scene: Scene) -> dict[str, Plain]:
    """The scene with its keys as on the command line."""
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in scene.to_dict().items()
    }


def as_row(outcome: Outcome) -> dict[str, Plain]:
    """The outcome as one row of a table; cells are None where the pose did not converge."""
    balanced = outcome if outcome.converged else None
    roller = balanced.roller if balanced else None
    shares = roller.entry_share if roller else {}
    sides = roller.side_N if roller else {}
    columns = roller.erector_N if roller else {}
    supports = balanced.supports_N if balanced else {}
    curvature = _numbers(balanced.curvature) if balanced else {}
    push = _numbers(balanced.push) if balanced else {}
    row: dict[str, Plain] = {
        "converged": outcome.converged,
        "residual_N": number(outcome.residual_N),
        "iterations": int(outcome.iterations),
    }
    load = _roller(roller) or {}
    for column in (*ROLLER[:3], *ROLLER[6:], *ROLLER[3:6]):
        row[column] = load.get(column)
    for tissue in ENTRY_TISSUES:
        row[f"entry_share_{tissue}"] = number(shares.get(tissue))
    behind = roller.shares if roller else {}
    row |= {f"{part}_share": number(behind.get(part)) for part in BEHIND}
    for side in SIDES:
        row[f"side_{side}_N"] = number(sides.get(side))
        row[f"erector_{side}_N"] = number(columns.get(side))
    for support in SUPPORTS:
        row[f"support_{support}_N"] = number(supports.get(support))
    for name in ("kyphosis", "lordosis"):
        for when in ("", "_flat", "_standing", "_rest"):
            row[f"{name}{when}_deg"] = curvature.get(f"{name}{when}_deg")
    row |= {
        "push_joint": push.get("joint"),
        "push_extension_deg": push.get("extension_deg"),
        "push_range_share": push.get("range_share"),
    }
    readings = balanced.readings if balanced else ()
    said = {(reading.name, reading.place): reading.value for reading in readings}
    for each in TABLES.readings:
        if not each.condition:  # those that are read in every scene
            name, place = each.reading, f"{each.upper}-{each.lower}"
            row[f"{name.replace(' ', '_')}_{place}_percent"] = number(said.get((name, place)))
    joints = balanced.joints if balanced else {}
    row |= _most_extended(joints) | _nearest_its_range(joints)
    row["alerts"] = " ".join(alert.text for alert in alerts(outcome))
    return row


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


def _most_extended(joints: Mapping[str, Joint]) -> dict[str, Plain]:
    """The joint with the largest extension, and how large it is."""
    if not joints:
        return {"most_extended_joint": None, "most_extended_deg": None}
    name = max(joints, key=lambda joint: joints[joint].extension_deg)
    return {"most_extended_joint": name, "most_extended_deg": number(joints[name].extension_deg)}


def _nearest_its_range(joints: Mapping[str, Joint]) -> dict[str, Plain]:
    """The joint that uses the largest share of its published range, and that share."""
    if not joints:
        return {"nearest_range_joint": None, "nearest_range_share": None}
    name = max(joints, key=lambda joint: joints[joint].range_share)
    return {"nearest_range_joint": name, "nearest_range_share": number(joints[name].range_share)}


def _ledger(entries: Mapping[str, float], names: tuple[str, ...]) -> dict[str, Plain]:
    """A ledger in its fixed order; empty where there is none."""
    return {name: number(entries.get(name, 0.0)) for name in names} if entries else {}


def _records(records: Mapping[str, Record]) -> dict[str, Plain]:
    return {name: _numbers(record) for name, record in records.items()}


def _roller(roller: RollerLoad | None) -> dict[str, Plain] | None:
    """The roller's numbers that belong to no ledger."""
    return None if roller is None else {name: _plain(getattr(roller, name)) for name in ROLLER}


def _numbers(record: Record) -> dict[str, Plain]:
    """A flat record as an object: numbers rounded, words as they are."""
    return {name: _plain(value) for name, value in asdict(record).items()}


def _plain(value: str | float) -> Plain:
    return value if isinstance(value, str) else number(value)
