"""Where the roller lies and what became of its force: the line under the picture, headings."""

from __future__ import annotations

ENGLISH = {
    "status.cage": "{headline}. {now} of {force:0} newtons is carried by ribs and blades.",
    "status.cage.before": (
        "{headline}. {now} of {force:0} newtons is carried by ribs and blades, before {before}."
    ),
    "status.down": "{headline}. {now} of {force:0} newtons is carried by {carriers}.",
    "status.down.before": (
        "{headline}. {now} of {force:0} newtons is carried by {carriers}, before {before}."
    ),
    "status.spine": "{headline}. {now} of {force:0} newtons goes onto the spine.",
    "status.spine.before": (
        "{headline}. {now} of {force:0} newtons goes onto the spine, before {before}."
    ),
    "status.entered": "{headline}. {now} of {force:0} newtons enters through the {tissue}.",
    "status.entered.before": (
        "{headline}. {now} of {force:0} newtons enters through the {tissue}, before {before}."
    ),
    "status.arms": "{headline}: extension by the arms.",
    "headline.press-up": "Press-up, no roller",
    "headline.on-elbows": "On elbows, no roller",
    "headline.under": "Roller under {level}",
    "headline.under.most": "Roller under {level}, most of it under {most}",
    "setting.press-up": "Face down on the floor · arms straight · pelvis left to its weight",
    "setting.on-elbows": "Face down on the floor · on elbows · pelvis left to its weight",
}
