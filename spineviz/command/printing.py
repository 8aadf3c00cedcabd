"""What `solve` and `sweep` print for a person: short aligned tables."""

from __future__ import annotations

from collections.abc import Sequence

from spineviz.command.columns import aligned, wrapped
from spineviz.outcome import (
    BACK_TISSUES,
    BEHIND,
    ENTRY_TISSUES,
    FRONT_TISSUES,
    KYPHOSIS,
    LORDOSIS,
    SIDES,
    SUPPORTS,
    Balanced,
    Outcome,
)
from spineviz.scene import Scene, shown
from spineviz.simulation.report import Plain
from spineviz.values import VALUE, Value, written

PREDICTION = (
    "Prediction of a model, not a measurement: nobody has published force or pressure measured"
    " under a back on a roller."
)
EXTENSION = (
    "Extension is positive and counted from the same body lying flat on the floor, its share of the"
    " range from standing."
)

SWEPT = tuple(
    VALUE[key]
    for key in (
        "force_N",
        "peak_kPa",
        "mean_kPa",
        "area_cm2",
        "cage_share",
        "spine_share",
        "soft_share",
        "pelvis_share",
        "kyphosis_deg",
        "lordosis_deg",
    )
)
"""Columns of `sweep` for a person, headed by their words; the CSV has every column."""


def outcome_text(outcome: Outcome) -> str:
    """What a person reads after `spineviz solve`."""
    lines = [_scene_line(outcome.scene), ""]
    if outcome.converged:
        lines += _numbers(outcome)
        for reading in outcome.readings:
            lines += wrapped(reading.sentence)
        if outcome.readings:
            lines.append("")
    for alert in outcome.alerts:
        lines += wrapped(f"! {alert.text}")
    if outcome.converged:
        lines += [
            *wrapped(EXTENSION),
            *wrapped(f"Kyphosis: {KYPHOSIS}."),
            *wrapped(f"Lordosis: {LORDOSIS}."),
            *wrapped(_prediction(outcome)),
        ]
    return "\n".join(lines) + "\n"


def rows_text(rows: Sequence[dict[str, Plain]], key: str) -> str:
    """The main columns of a sweep along one key, and what the numbers are."""
    body = [[_cell(row[key]), *(_cell(row[value.key], value) for value in SWEPT)] for row in rows]
    head = [key, *(f"{value.word} {value.unit}" for value in SWEPT)]
    return "\n".join([*aligned([head, *body]), "", *wrapped(PREDICTION)]) + "\n"


def _numbers(outcome: Balanced) -> list[str]:
    rows = _roller(outcome)
    rows.append(["The body's weight is held by", "", ""])
    rows += [_line(outcome, f"support_{support}_N", f"  {support}") for support in SUPPORTS]
    for curve in ("kyphosis", "lordosis"):
        rows.append(_line(outcome, f"{curve}_deg", curve.capitalize()))
        rows.append(_line(outcome, f"{curve}_flat_deg", "  lying flat"))
        rows.append(_line(outcome, f"{curve}_standing_deg", "  standing"))
    where = "near the roller" if outcome.roller is not None else "largest"
    rows.append([f"Extension {where}, at {outcome.push.joint}", "", ""])
    rows.append(_line(outcome, "push_extension_deg", "  from lying flat"))
    rows.append(_line(outcome, "push_range_share", "  of the range from standing"))
    return [*aligned(rows, right=(1,)), "", *_most_used_joints(outcome), ""]


def _line(outcome: Balanced, key: str, words: str) -> list[str]:
    """Words, the shown number and its unit; a dash where there is no number."""
    value = VALUE[key]
    return [words, _cell(value.of(outcome), value), value.unit]


def _roller(outcome: Balanced) -> list[list[str]]:
    """Force and pressure of the roller, and where its force enters."""
    roller, down = outcome.roller, outcome.scene.face == "down"
    if roller is None:
        return [["No roller: extension by the arms", "", ""]]
    lines = [
        ("force_N", "Force on the roller"),
        ("force_bodyweight", "  of the body's weight"),
        ("peak_kPa", f"Peak pressure, at {roller.peak_level}"),
        ("mean_kPa", "Mean pressure"),
        ("area_cm2", "Area"),
        *((f"{part}_share", VALUE[f"{part}_share"].title) for part in BEHIND),
    ]
    rows = [_line(outcome, key, words) for key, words in lines]
    rows.append(["The roller's force enters through", "", ""])
    rows += [
        _line(outcome, f"entry_share_{tissue}", f"  {tissue}")
        for tissue in ENTRY_TISSUES
        if tissue in (FRONT_TISSUES if down else BACK_TISSUES)
    ]
    rows += [_line(outcome, f"side_{side}_N", f"On the {side} side") for side in SIDES]
    if not down:
        rows += [_line(outcome, f"erector_{side}_N", f"  {side} back muscle") for side in SIDES]
    return rows


def _most_used_joints(outcome: Balanced, count: int = 5) -> list[str]:
    """The joints nearest to the end of their published range."""
    names = sorted(outcome.joints, key=lambda name: -outcome.joints[name].range_share)[:count]
    rows = [["Joints nearest their range", "from standing °", "published °", "share %"]]
    bent, limit, used = (
        VALUE[f"joint_{name}"] for name in ("standing_deg", "range_deg", "range_share")
    )
    for name in names:
        joint = outcome.joints[name]
        rows.append(
            [
                f"  {name}",
                written(joint.standing_deg, bent.digits, signed=True),
                limit.figure(joint.range_deg),
                used.figure(joint.range_share),
            ]
        )
    return aligned(rows)


def _prediction(outcome: Balanced) -> str:
    count = len(outcome.assumptions)
    return PREDICTION + (f" It rests on {count} assumptions, which --json lists." if count else "")


def _scene_line(scene: Scene) -> str:
    """The scene as it would be typed."""
    settings = [f"{key}={shown(value)}" for key, value in scene.to_dict().items() if value != ()]
    return "\n".join(wrapped(" ".join(settings)))


def _cell(number: Plain, value: Value | None = None) -> str:
    """A number as the value shows it; a dash where there is none."""
    if number is None:
        return "-"
    if not isinstance(number, float):
        return str(number)
    return f"{number:.9g}" if value is None else value.figure(number)
