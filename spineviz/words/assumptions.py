"""What was assumed for the numbers."""

from __future__ import annotations

ENGLISH = {
    "assumption.calibrated": "{name} = {value} {unit}: calibrated on {on}",
    "assumption.assumed": "{name} = {value} {unit}: {source}",
    "assumption.organs": (
        "Organs are out of scope: face down the belly is one soft bed with no bone behind it, held"
        " up by the spine. ASSUMED."
    ),
    "assumption.propped": (
        "Face down the forearms, if they lie on the floor, hold the shoulders at the height of a"
        " trunk that lies straight and level on the roller. ASSUMED."
    ),
    "assumption.press-up": (
        "Press-up: the arms are straight, the hands stand where the shoulders were, the back"
        " muscles are at rest, and nothing but weight holds the pelvis down. ASSUMED."
    ),
    "assumption.on-elbows": (
        "On elbows: the elbows stand where the shoulders were, the back muscles are at rest, and"
        " nothing but weight holds the pelvis down. ASSUMED."
    ),
}
