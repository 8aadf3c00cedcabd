"""What a word of the screen means, in one line, for whoever stays on it with the pointer."""

from __future__ import annotations

ENGLISH = {
    "plain.kPa": "Pressure: 10 kPa is about 1 kg resting on 10 cm².",
    "plain.newton": "Force: 10 N is about the weight of 1 kg.",
    "plain.kyphosis": "How far the middle back is rounded: angle from T1 to T12.",
    "plain.lordosis": "How far the low back is hollowed: angle from L1 to the sacrum.",
    "plain.extension": "Bending backwards. Counted from lying unloaded.",
    "plain.guarding": "Muscles tighten by themselves to protect a place. Strength assumed.",
    "plain.spine": "Onto the spine: through spinous processes and the muscle over the vertebra.",
    "plain.cage": "Through ribs, shoulder blades and the muscle lying over ribs.",
    "plain.spinous_process": "The bony bump you feel in the middle of the back.",
    "plain.whisker": "Black line: how far off the model could be; every assumption varied.",
    "plain.peak": "Highest pressure, as a mean over 4 cm² of skin.",
    "plain.before": "Hollow mark: what you had when you last let go.",
}
"""One line each, by the word."""

MOST_WORDS = 16
"""Of such a line."""
