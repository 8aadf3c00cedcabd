"""What a word of the screen means, in one line, for whoever stays on it with the pointer."""

from __future__ import annotations

PLAIN = {
    "kPa": "Pressure: 10 kPa is about 1 kg resting on 10 cm².",
    "newton": "Force: 10 N is about the weight of 1 kg.",
    "kyphosis": "How far the middle back is rounded: angle from T1 to T12.",
    "lordosis": "How far the low back is hollowed: angle from L1 to the sacrum.",
    "extension": "Bending backwards. Counted from lying unloaded.",
    "guarding": "Muscles tighten by themselves to protect a place. Strength assumed.",
    "spine": "Onto the spine: through spinous processes and the muscle over the vertebra.",
    "cage": "Through ribs, shoulder blades and the muscle lying over ribs.",
    "spinous process": "The bony bump you feel in the middle of the back.",
    "whisker": "Black line: how far off the model could be; every assumption varied.",
    "peak": "Highest pressure, as a mean over 4 cm² of skin.",
    "before": "Hollow mark: what you had when you last let go.",
}
"""One line each, by the word."""

MOST_WORDS = 16
"""Of such a line."""

OF_QUANTITY = {
    "guarding": "guarding",
    "person.kyphosis_deg": "kyphosis",
    "person.lordosis_deg": "lordosis",
}
"""Word that a quantity of the scene needs, by its key."""


def tip(key: str, about: str) -> str:
    """What a quantity of the scene is: its word in one plain line, and all that is known of it."""
    word = OF_QUANTITY.get(key)
    return about if word is None else f"{PLAIN[word]}\n\n{about}"
