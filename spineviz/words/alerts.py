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
    "alert.range.extension.published": (
        "{joint} is bent {bent:1 °} into extension, beyond its published range of {range:1 °}."
    ),
    "alert.range.extension.left": (
        "{joint} is bent {bent:1 °} into extension, beyond the range left to it of {range:1 °}."
    ),
    "alert.range.flexion.published": (
        "{joint} is bent {bent:1 °} into flexion, beyond its published range of {range:1 °}."
    ),
    "alert.range.flexion.left": (
        "{joint} is bent {bent:1 °} into flexion, beyond the range left to it of {range:1 °}."
    ),
}
