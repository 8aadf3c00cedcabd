"""What rooms without language hand on instead of sentences: a kind with its numbers."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


class Saying(Struct, frozen=True):
    """Something to be said, in no language yet.

    `words/` has a template for every kind and language. `str` gives the plain English sentence of
    libraries, JSON and the command line. It asks the front door for it, as an outcome at a prompt
    does, because this is the lowest room and may import none above it: so there is one table of
    language, and an exception that nobody formats still says what is wrong.

    Attributes:
        kind: key of the template.
        slots: what stands in its named places: numbers, words of the tables, other sayings.
    """

    kind: str
    slots: Mapping[str, object] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.kind)  # a mapping has no hash

    def __str__(self) -> str:
        from spineviz import plain_english

        return plain_english(self)


class Refusal(ValueError):
    """Something that cannot be done as asked.

    Attributes:
        saying: what, where, and which values can.
    """

    def __init__(self, kind: str, /, **slots: object) -> None:
        super().__init__(kind)
        self.saying = Saying(kind, slots)

    def __str__(self) -> str:
        return str(self.saying)
