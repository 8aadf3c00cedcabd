"""The picture of the body: its name, its keys, its scales."""

from __future__ import annotations

ENGLISH = {
    "view.nothing": "Nothing is known yet.",
    "body.name": "Body on the roller",
    "body.keys": (
        "Arrow keys move the roller 5 millimetres, with Shift 1 millimetre; Page Up and Page Down"
        " one vertebra; Home and End to the ends of the back."
    ),
    "body.hang": "{gap:0 mm} off the floor",
    "body.tips": "tips here",
    "body.trouble": "Where trouble was found: published counts, not computed; sources on the card",
    "seen.name": "From where the body is seen",
    "seen.side": "Side",
    "seen.side.what": "The body from the side",
    "seen.back": "Back",
    "columns.cage": "ribs and blades",
    "columns.cage.down": "ribs and shoulders",
    "columns.spine": "onto the spine",
    "columns.rest": "soft tissue, pelvis",
    "seen.back.what": "The back from below, bones in the same columns",
    "scale.force": "Roller’s force in each bone, N",
    "scale.force.short": "Force in each bone, N",
    "scale.pressure": "Pressure on the skin, kPa",
    "scale.pressure.short": "On the skin, kPa",
}
