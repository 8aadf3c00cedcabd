"""The back on the roller, and the cut across it."""

from __future__ import annotations

ENGLISH = {
    "back.face_down": (
        "Face down nothing presses on the back: side view and section show what is pressed."
    ),
    "back.no_roller": "No roller presses here: the side view shows the bend.",
    "back.pressed": "Roller under {level}, highest pressure {peak} at {at}.",
    "back.seen": "the back from below, right side up",
    "section.title": "Cross-section",
    "section.title_at": "Cross-section at {place}",
    "section.title_short": "Cut at {place}",
    "section.aside": "seen from the feet",
    "section.cut": "Cut at {place}, seen from the feet. {sums}. {peak}",
    "section.peak.middle": "Across the body the pressure is highest in the middle: {peak}.",
    "section.peak.left": (
        "Across the body the pressure is highest {side:0 mm} to the left: {peak}."
    ),
    "section.peak.right": (
        "Across the body the pressure is highest {side:0 mm} to the right: {peak}."
    ),
    "section.no_roller": (
        "No roller presses here: the side view shows the bend, and what holds it."
    ),
}
