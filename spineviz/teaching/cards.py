"""The cards: a question or claim, the scenes that show it, and what is known about it.

Each is a file in `resources/questions/`. A card holds no result: its answer is a text with places
for numbers, which `answers.fill` takes from outcomes.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from msgspec import Struct

from spineviz.scene import Scene, SceneError
from spineviz.tables.resources import resource
from spineviz.tables.tables import TABLES
from spineviz.teaching.toml_text import toml_of

DRAWER = ("claim", "trials", "opinion", "unknown")
"""Kinds of evidence a card lists; what the model says is not listed but computed."""

TITLES = {
    "claim": "Claim",
    "model": "Model",
    "trials": "Trials",
    "opinion": "Opinion",
    "unknown": "Not known",
}
"""The labels of the evidence drawer, in its order."""

KINDS = ("claim", "question")


class CardError(ValueError):
    """A file that is no card; the message says which and why."""


class Evidence(Struct, frozen=True):
    """One statement of the drawer with the keys of its sources."""

    kind: str
    text: str
    references: tuple[str, ...]


class Expectation(Struct, frozen=True):
    """What the talk expects of a number from scene A to scene B: +1 more, −1 less."""

    number: str
    sign: int


class Card(Struct, frozen=True):
    """One card.

    Attributes:
        key: `C3`, `Q1`.
        kind: `claim` of the talk or `question` of a viewer.
        asks: the claim or the question in plain words.
        first, second: scenes A and B; the second may be missing, and both where a question has
            nothing to do with the back.
        names: words for A and B.
        look: what to look at.
        answer: text with places for numbers.
        expects: what the talk expects from A to B.
        evidence: the drawer.
        overlay: name of an overlay of the picture that the card switches on, or empty.
    """

    key: str
    kind: str
    asks: str
    first: Scene | None
    second: Scene | None
    names: tuple[str, str]
    look: str
    answer: str
    expects: tuple[Expectation, ...]
    evidence: tuple[Evidence, ...]
    overlay: str = ""

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """The scenes that there are."""
        return tuple(scene for scene in (self.first, self.second) if scene is not None)


@cache
def cards() -> tuple[Card, ...]:
    """Every card, claims first.

    Raises:
        CardError: a file that is no card.
    """
    return tuple(
        _card(path.stem, toml_of(path.read_text(encoding="utf-8")))
        for path in sorted(
            resource("questions").glob("*.toml"),
            key=lambda path: (path.stem[:1], len(path.stem), path.stem),  # Q10 behind Q9
        )
    )


def card(key: str) -> Card:
    """The card with this key, in either case.

    Raises:
        CardError: there is none.
    """
    for each in cards():
        if each.key.lower() == key.lower():
            return each
    known = ", ".join(each.key for each in cards())
    raise CardError(f"there is no card {key!r}; the cards are {known}")


def _card(key: str, content: dict[str, Any]) -> Card:
    try:
        scenes = [_scene(content, name) for name in ("a", "b")]
        return Card(
            key=key,
            kind=_one_of(content["kind"], KINDS),
            asks=content["asks"],
            first=scenes[0],
            second=scenes[1],
            names=(content.get("a", {}).get("name", ""), content.get("b", {}).get("name", "")),
            look=content["look"],
            answer=content["answer"],
            expects=tuple(
                Expectation(each["number"], {"more": 1, "less": -1}[each["direction"]])
                for each in content.get("expects", ())
            ),
            evidence=tuple(
                Evidence(_one_of(each["kind"], DRAWER), each["text"], _known(each))
                for each in content["evidence"]
            ),
            overlay=content.get("overlay", ""),
        )
    except (KeyError, SceneError) as error:
        raise CardError(f"{key}: {error}") from None


def _scene(content: dict[str, Any], name: str) -> Scene | None:
    return Scene.from_dict(content[name]["scene"]) if name in content else None


def _one_of(value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise KeyError(f"{value!r} is none of {', '.join(allowed)}")
    return value


def _known(entry: dict[str, Any]) -> tuple[str, ...]:
    keys = tuple(entry.get("references", ()))
    for key in keys:
        if key not in TABLES.references:
            raise KeyError(f"there is no reference {key!r}")
    return keys
