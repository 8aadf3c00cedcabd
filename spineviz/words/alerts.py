"""What a reader of the numbers must know."""

from __future__ import annotations

ENGLISH = {
    "alert.unconverged": "No pose in balance was found for this scene, so there are no numbers.",
    "alert.friction": (
        "Holding the roller under this level takes {friction:0 %} of its force in friction; it may"
        " slide."
    ),
    "alert.roller": (
        "The {product} is pressed to {used:0 %} of its soft depth: it is nearly solid here."
    ),
    "alert.spot": (
        "On one spot the pressure passes {limit:0 kPa}, which is more than soft tissue was measured"
        " at: the peak is a rough guess here."
    ),
    "alert.outside.floor": (
        "In this balance the neck would pass the floor: the middle of a vertebra is {gap:0 mm}"
        " above it, of {least:0 mm} at least."
    ),
    "alert.outside.under": "In this balance the body lies under the roller's axis, not on it.",
    "alert.outside.inside": (
        "In this balance the roller would pass through the body: a vertebra lies {depth:0 mm}"
        " inside it."
    ),
    "alert.outside.hardly": (
        "In this balance the body hardly lies on the roller: it carries {carried:0 %} of the"
        " weight, of {least:0 %} at least."
    ),
    "alert.outside.beside": (
        "In this balance the back has slipped down beside the roller: {upwards:0 %} of its pressing"
        " is upwards, of {least:0 %} at least."
    ),
    "alert.outside.caught": (
        "In this balance a part of the body hangs on the underside of the roller, with {down:0 %}"
        " of its force, of {most:0 %} at most."
    ),
    "alert.outside.slides": (
        "The roller would not stay under this level: to hold it takes {friction:0 %} of its force"
        " in friction, of {most:0 %} at most."
    ),
    "alert.outside.pressure": (
        "In this balance the peak pressure is {peak:0 kPa}, of {most:0 kPa} at most."
    ),
    "alert.outside.nods": (
        "In this balance the head is upright: the face is turned by {nod:0 °} towards the feet, of"
        " {most:0 °} at most."
    ),
    "alert.outside.sits": (
        "In this balance the body sits rather than lies: the chest rises at {steep:0 °} from the"
        " floor, of {most:0 °} at most."
    ),
    "bands.rule": (
        "Whisker: band over all assumed and calibrated constants, computed for the default scene"
        " at {levels}, between them interpolated, and applied to this scene as a factor."
    ),
    "alert.hips_off": "The hips hang {gap:0 mm} above the floor.",
    "alert.tips": (
        "The body tips here: for each mm that the roller is moved, head or pelvis rise or fall by"
        " {fall:0 mm}."
    ),
    "alert.range.one.extension.published": (
        "{joint} is bent back beyond what living people reach: {bent:1 °} from standing, of"
        " {range:1 °}."
    ),
    "alert.range.one.extension.left": (
        "{joint} is bent back beyond the range left to it: {bent:1 °} from standing, of"
        " {range:1 °}."
    ),
    "alert.range.one.flexion.published": (
        "{joint} is bent forward beyond what living people reach: {bent:1 °} from standing, of"
        " {range:1 °}."
    ),
    "alert.range.one.flexion.left": (
        "{joint} is bent forward beyond the range left to it: {bent:1 °} from standing, of"
        " {range:1 °}."
    ),
    "alert.range.several.extension.published": (
        "{first} to {last} are bent back beyond what living people reach, {joint} furthest:"
        " {bent:1 °} from standing, of {range:1 °}."
    ),
    "alert.range.several.extension.left": (
        "{first} to {last} are bent back beyond the range left to them, {joint} furthest:"
        " {bent:1 °} from standing, of {range:1 °}."
    ),
    "alert.range.several.flexion.published": (
        "{first} to {last} are bent forward beyond what living people reach, {joint} furthest:"
        " {bent:1 °} from standing, of {range:1 °}."
    ),
    "alert.range.several.flexion.left": (
        "{first} to {last} are bent forward beyond the range left to them, {joint} furthest:"
        " {bent:1 °} from standing, of {range:1 °}."
    ),
}
