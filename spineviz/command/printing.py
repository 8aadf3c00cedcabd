"""What `solve` and `sweep` print for a person: short aligned tables."""

from __future__ import annotations

from collections.abc import Sequence

from spineviz.command.columns import aligned, wrapped
from spineviz.command.keys import shown
from spineviz.outcome import (
    BACK_TISSUES,
    ENTRY_TISSUES,
    FRONT_TISSUES,
    KYPHOSIS,
    LORDOSIS,
    SIDES,
    SUPPORTS,
    Balanced,
    Outcome,
)
from spineviz.scene import Scene
from spineviz.simulation.report import Plain, alerts

PREDICTION = (
    "Prediction of a model, not a measurement: nobody has published force or pressure measured"
    " under a back on a roller."
)
EXTENSION = (
    "Extension is positive and counted from the same body lying flat on the floor, its share of the"
    " range from standing."
)

SWEPT = (
    ("force_N", "force", "N"),
    ("peak_kPa", "peak", "kPa"),
    ("mean_kPa", "mean", "kPa"),
    ("area_cm2", "area", "cm²"),
    ("cage_share", "cage", "%"),
    ("cage_share", "cage", "%"),
    ("spine_share", "spine", "%"),
    ("soft_share", "soft", "%"),
    ("pelvis_share", "pelvis", "%"),
    ("soft_share", "soft", "%"),
    ("pelvis_share", "pelvis", "%"),
    ("kyphosis_deg", "kyphosis", "°"),
    ("lordosis_deg", "lordosis", "°"),
)
"""Columns of `sweep` for a person, with heading and unit; the CSV has every column."""

CARRIED = {
    "cage": "Carried by ribs and shoulder blades",
    "spine": "Onto the spine",
    "soft": "Soft, no bone behind",
    "pelvis": "Pelvis",
}
"""What `Outcome.shares` are called."""

DECIMALS = {"N": 0, "kPa": 1, "cm²": 0, "°": 1}


def outcome_text(outcome: Outcome) -> str:
    """What a person reads after `spineviz solve`."""
    lines = [_scene_line(outcome.scene), ""]
    if outcome.converged:
        lines += _numbers(outcome)
        for reading in outcome.readings:
            lines += wrapped(reading.sentence)
        if outcome.readings:
            lines.append("")
    for alert in alerts(outcome):
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
    body = [
        [_cell(row[key]), *(_cell(row[column], unit) for column, _, unit in SWEPT)] for row in rows
    ]
    head = [key, *(f"{heading} {unit}" for _, heading, unit in SWEPT)]
    return "\n".join([*aligned([head, *body]), "", *wrapped(PREDICTION)]) + "\n"


def _numbers(outcome: Balanced) -> list[str]:
    curvature = outcome.curvature
    rows = _roller(outcome)
    rows.append(["The body's weight is held by", "", ""])
    rows += [
        [f"  {support}", f"{outcome.supports_N.get(support, 0.0):.0f}", "N"] for support in SUPPORTS
    ]
    rows += [
        ["Kyphosis", f"{curvature.kyphosis_deg:.1f}", "°"],
        ["  lying flat", f"{curvature.kyphosis_flat_deg:.1f}", "°"],
        ["  standing", f"{curvature.kyphosis_standing_deg:.1f}", "°"],
        ["Lordosis", f"{curvature.lordosis_deg:.1f}", "°"],
        ["  lying flat", f"{curvature.lordosis_flat_deg:.1f}", "°"],
        ["  standing", f"{curvature.lordosis_standing_deg:.1f}", "°"],
    ]
    where = "near the roller" if outcome.roller is not None else "largest"
    rows += [
        [f"Extension {where}, at {outcome.push.joint}", "", ""],
        ["  from lying flat", f"{outcome.push.extension_deg:.1f}", "°"],
        ["  of the range from standing", f"{100 * outcome.push.range_share:.0f}", "%"],
    ]
    return [*aligned(rows, right=(1,)), "", *_most_used_joints(outcome), ""]


def _roller(outcome: Balanced) -> list[list[str]]:
    """Force and pressure of the roller, and where its force enters."""
    roller = outcome.roller
    if roller is None:
        return [["No roller: extension by the arms", "", ""]]
    rows = [
        ["Force on the roller", f"{roller.force_N:.0f}", "N"],
        ["  of the body's weight", f"{100 * roller.force_bodyweight:.0f}", "%"],
        ["Peak pressure, at " + roller.peak_level, f"{roller.peak_kPa:.1f}", "kPa"],
        ["Mean pressure", f"{roller.mean_kPa:.1f}", "kPa"],
        ["Area", f"{roller.area_cm2:.0f}", "cm²"],
        *([words, f"{100 * roller.shares[name]:.0f}", "%"] for name, words in CARRIED.items()),
        ["The roller's force enters through", "", ""],
    ]
    rows += [
        [f"  {tissue}", f"{100 * roller.entry_share.get(tissue, 0.0):.0f}", "%"]
        for tissue in ENTRY_TISSUES
        if tissue in (FRONT_TISSUES if outcome.scene.face == "down" else BACK_TISSUES)
    ]
    rows += [[f"On the {side} side", f"{roller.side_N.get(side, 0.0):.0f}", "N"] for side in SIDES]
    if outcome.scene.face == "up":
        rows += [
            [f"  {side} back muscle", f"{roller.erector_N.get(side, 0.0):.0f}", "N"]
            for side in SIDES
        ]
    return rows


def _most_used_joints(outcome: Balanced, count: int = 5) -> list[str]:
    """The joints nearest to the end of their published range."""
    names = sorted(outcome.joints, key=lambda name: -outcome.joints[name].range_share)[:count]
    rows = [["Joints nearest their range", "from standing °", "published °", "share %"]]
    for name in names:
        joint = outcome.joints[name]
        rows.append(
            [
                f"  {name}",
                f"{joint.standing_deg:+.1f}",
                f"{joint.range_deg:.1f}",
                f"{100 * joint.range_share:.0f}",
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


def _cell(value: Plain, unit: str = "") -> str:
    """A number with the decimals that are worth reading; a dash where there is none."""
    if value is None:
        return "-"
    if not isinstance(value, float):
        return str(value)
    if unit == "%":
        return f"{100 * value:.0f}"
    return f"{value:.{DECIMALS[unit]}f}" if unit in DECIMALS else f"{value:.9g}"
