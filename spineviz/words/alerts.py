"""What a reader of the numbers must know."""

from __future__ import annotations

ENGLISH = {
    "alert.unconverged": "No pose in balance was found for this scene, so there are no numbers.",
    "alert.gave_up": (
        "No equilibrium was found in {steps} steps; {left:3g N} are still unbalanced, so there are"
        " no numbers."
    ),
    "alert.friction": (
        "Holding the roller under this level takes {friction:0}% of its force in friction; it may"
        " slide."
    ),
    "alert.roller": (
        "The {product} is pressed to {used:0}% of its soft depth: it is nearly solid here."
    ),
    "alert.outside": "A pressure passes {limit:0 kPa}: outside the model.",
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
