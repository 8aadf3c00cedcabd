"""The headline over the picture and its second line.

A slot is a noun phrase with its unit: the number of a row of VALUES in the rounding of the
screen, or the name of a place or a part; one that begins with `before_` is of the state before.
"""

from __future__ import annotations

ENGLISH = {
    "head.shared": "Here ribs and shoulder blades carry {cage} of the roller’s force.",
    "head.spine": "Under {level} the spine takes {spine} of the force.",
    "head.half": "Under {level} spine and ribs carry about half each: {spine} and {cage}.",
    "head.more": "Under {level} the spine takes {spine}, ribs and shoulder blades {cage}.",
    "head.entered": "Under {level} {most} of the force enters through the {tissue}.",
    "head.down.cage": "Face down, {cage} of the force is carried by {carriers}.",
    "head.down": "Face down, {most} of the force enters through the {tissue}.",
    "head.arms": "No roller here: the arms bend the back.",
    "head.off": "Outside the model. No numbers here.",
    "whatif.off": "Without {parts} the spine takes {spine}. With them it was {before_spine}.",
    "whatif.back": "With {parts} the spine takes {spine}. Without them it was {before_spine}.",
    "whatif.rest": "Nothing else was changed.",
    "why": "Why? Take ribs and blades away at {level}",
    "sub.start": "{spine} of {force} presses onto the spine. Drag the roller along the back.",
    "sub.spine": "{spine} of {force} presses onto the spine.",
    "sub.skin": "{force} rest on {area} of skin, at most {peak}.",
    "sub.before": "Under {before_level} the spine took {before_spine}.",
    "sub.setting": "Before, the spine took {before_spine}, and the peak was {before_peak}.",
    "sub.same": "Nothing you can see has changed.",
    "sub.noribs": "No rib reaches the roller here.",
    "sub.hollow": "The low back is hollowed by {lordosis}.",
    "sub.flat": "The low back is flattened by {lordosis}.",
    "sub.area": "{force} now rest on {area} instead of {before_area}.",
}
