"""What stands in a tip: a word of the screen in one plain line, then all that is known of it."""

from __future__ import annotations

from spineviz.words.language import say

OF_QUANTITY = {
    "guarding": "guarding",
    "person.kyphosis_deg": "kyphosis",
    "person.lordosis_deg": "lordosis",
}
"""Word that a quantity of the scene needs, by its key."""


def plain(word: str) -> str:
    """What a word of the screen means."""
    return say(f"plain.{word}")


def tip(key: str, about: str) -> str:
    """What a quantity of the scene is: its word in one plain line, and all that is known of it."""
    word = OF_QUANTITY.get(key)
    return about if word is None else f"{plain(word)}\n\n{about}"
