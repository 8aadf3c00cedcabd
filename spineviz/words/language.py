"""A language: its templates, how it writes numbers, and how the one is put into the other.

A template has named slots: `{place}` for a word, and for a number its digits, sign and unit:
`{peak:0 kPa}`, `{change:+1 °}`; `{force:g N}` writes as many digits as the number needs, and
`{left:3g N}` at most three. What a slot holds is a noun or a number with its unit, never a verb
or an adjective, which another language would have to bend; where the sentence turns with the
number there are two templates. So a second language is a second table of the same kinds.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct, field

from spineviz.scene import QUANTITIES
from spineviz.tables.saying import Refusal, Saying
from spineviz.values import ENGLISH as ON_SCREEN
from spineviz.values import TYPED, Marks, typed, written
from spineviz.words import (
    alerts,
    assumptions,
    back_words,
    board_words,
    body_words,
    caption_words,
    card_words,
    control_words,
    curve_words,
    explore_words,
    form_words,
    lab_refusals,
    menu_words,
    number_words,
    plain_words,
    readings,
    refusals,
    scene_refusals,
    session_words,
    sheet_words,
    shell_words,
    speaker_words,
    status_words,
    vote_words,
    writing_words,
)

FORM = re.compile(r"(\+?)(\d*)(g?)(?: (.+))?")
"""How a number is asked for: sign, digits, whether they are significant ones, unit."""


class Language(Struct, frozen=True):
    """How things are said.

    Attributes:
        code: of the language, as in ISO 639.
        templates: by kind.
        marks: with which numbers are written.
        names: what a key in the slot `key` is called; by itself where it has none.
    """

    code: str
    templates: Mapping[str, str]
    marks: Marks
    names: Mapping[str, str] = field(default_factory=dict)


SUBJECTS = (
    alerts,
    assumptions,
    back_words,
    board_words,
    body_words,
    caption_words,
    card_words,
    control_words,
    curve_words,
    form_words,
    explore_words,
    lab_refusals,
    menu_words,
    number_words,
    plain_words,
    readings,
    refusals,
    scene_refusals,
    session_words,
    sheet_words,
    shell_words,
    speaker_words,
    status_words,
    vote_words,
    writing_words,
)
TEMPLATES: Mapping[str, str] = {
    kind: template for subject in SUBJECTS for kind, template in subject.ENGLISH.items()
}
"""Of English, by kind: one table out of one for each subject."""

NAMES = {quantity.key: quantity.label for quantity in QUANTITIES}

SCREEN = Language("en", TEMPLATES, ON_SCREEN, NAMES)
"""English as it is shown: a quantity has the name that stands beside its field."""

PRINTED = Language("en", TEMPLATES, TYPED)
"""English for JSON, exceptions and a terminal, where a quantity is set by its key."""


UNSEEN = "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]"
"""Signs that break a line, move a cursor or cannot be written at all. A name of a file may have
them; a sentence does not."""


def _as_written(sign: re.Match[str]) -> str:
    return sign[0].encode("unicode_escape").decode("ascii")


Piece = tuple[str, str | None, str, bool]
"""Text, the slot after it or None, what that says of a number, and whether it is quoted (`!r`)."""


@lru_cache(maxsize=2048)  # of two languages
def _pieces(template: str) -> tuple[Piece, ...]:
    return tuple(
        (text, name, form or "", quoted == "r")
        for text, name, form, quoted in string.Formatter().parse(template)
    )


def _put(value: Any, form: str, language: Language) -> str:
    """The text of one slot.

    Raises:
        ValueError: a number whose slot does not say how it is written.
    """
    if isinstance(value, Refusal):
        value = value.saying
    if isinstance(value, Saying):
        return say(value, language)
    if not form:
        if isinstance(value, float):
            raise ValueError(f"a slot for {value} without digits")
        if isinstance(value, Sequence) and not isinstance(value, str):
            return ", ".join(_put(each, "", language) for each in value)
        text = str(value)
        return text if text.isprintable() else re.sub(UNSEEN, _as_written, text)  # seldom
    asked = FORM.fullmatch(form)
    if asked is None:
        raise ValueError(f"a slot of the form {form}")
    sign, digits, significant, unit = asked.groups(default="")
    marks = language.marks
    if significant:
        return typed(value, int(digits or 6), unit, marks=marks)
    return written(value, int(digits), unit, signed=bool(sign), marks=marks)


def say(what: Saying | str, language: Language = SCREEN, /, **slots: object) -> str:
    """The sentence of something to be said.

    Args:
        what: a saying, or its kind, with `slots`.
        language: of the sentence.

    Raises:
        KeyError: a kind that has no template, or a slot that nothing fills.
    """
    saying = Saying(what, slots) if isinstance(what, str) else what
    parts = []
    for text, name, form, quoted in _pieces(language.templates[saying.kind]):
        parts.append(text)
        if name is not None:
            value = saying.slots[name]
            if name == "key":  # as this language names it
                value = language.names.get(str(value), value)
            parts.append(_put(repr(value) if quoted else value, form, language))
    return "".join(parts)
