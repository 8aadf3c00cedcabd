"""All numbers of an outcome in one flat table, and how much of each a reader can see."""

from __future__ import annotations

from spineviz.outcome import Outcome


def numbers(outcome: Outcome) -> dict[tuple[str, str], float]:
    """Every read-out by (kind, name); kinds share a unit and a size."""
    assert outcome.converged
    roller, curvature = outcome.roller, outcome.curvature
    found = {
        ("force_N", "roller"): roller.force_N,
        ("pressure_kPa", "peak"): roller.peak_kPa,
        ("pressure_kPa", "mean"): roller.mean_kPa,
        ("area_cm2", "roller"): roller.area_cm2,
        ("gradient_kPa_per_cm", "roller"): roller.gradient_kPa_per_cm,
        ("share", "spine"): outcome.roller.spine_share,
        ("force_N", "friction"): outcome.friction_N,
        ("angle_deg", "kyphosis"): curvature.kyphosis_deg,
        ("angle_deg", "lordosis"): curvature.lordosis_deg,
    }
    for name, share in outcome.roller.entry_share.items():
        found["share", f"entry {name}"] = share
    for name, force in outcome.roller.side_N.items():
        found["force_N", f"side {name}"] = force
    for name, force in outcome.roller.erector_N.items():
        found["force_N", f"erector {name}"] = force
    for name, force in outcome.supports_N.items():
        found["force_N", f"support {name}"] = force
    for name, joint in outcome.joints.items():
        found["angle_deg", name] = joint.extension_deg
        found["range_share", name] = joint.range_share
        found["moment_Nm", name] = joint.moment_Nm
    for name, level in outcome.roller.levels.items():
        found["force_N", f"level {name}"] = level.force_N
        found["pressure_kPa", f"level {name}"] = level.peak_kPa
    for name, vertebra in outcome.vertebrae.items():
        found["place_mm", f"{name} x"] = vertebra.x_mm
        found["place_mm", f"{name} y"] = vertebra.y_mm
        found["angle_deg", f"{name} tilt"] = vertebra.tilt_deg
    return found


SAME = {
    "force_N": 0.02,
    "pressure_kPa": 0.01,
    "area_cm2": 0.02,
    "gradient_kPa_per_cm": 0.02,
    "share": 1e-4,
    "angle_deg": 2e-3,
    "range_share": 1e-3,
    "moment_Nm": 2e-3,
    "place_mm": 2e-3,
}
"""Differences between two solutions of one scene. Each is balanced to 1e-7 of the weight, 7e-5 N;
the softest motions of a body on a roller have some 100 N/m, so two may lie 1e-3 mm apart."""

SEEN = {
    "force_N": 0.5,
    "pressure_kPa": 0.1,
    "area_cm2": 0.1,
    "gradient_kPa_per_cm": 0.1,
    "share": 1e-3,
    "angle_deg": 0.01,
    "range_share": 2e-3,
    "moment_Nm": 0.01,
    "place_mm": 0.01,
}
"""Changes below the last digit that a screen shows: whether they jump cannot be seen."""
