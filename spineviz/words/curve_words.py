"""The pressure along the back."""

from __future__ import annotations

ENGLISH = {
    "curve.title": "Pressure along the back",
    "curve.title.down": "Pressure along the front",
    "curve.unit": "highest across it, {unit}",
    "curve.no_roller": "No roller: nothing presses on the body but the floor.",
    "curve.no_values": "no values",
    "curve.before": "before",
    "curve.baseline": "same roller at {level}",
    "curve.baseline_short": "at {level}",
    "curve.baseline_arms": "{level}, arms {arms}",
    "curve.peak": "Peak {peak} at {level}.",
    "curve.level": "{level} {peak}, {spine} to the spine",
    "curve.levels": "{peak} By level: {levels}",
    "curve.hint": "Roller under {level}: peak {peak}, {spine} {share}",
    "curve.swept": "peak by level",
}
