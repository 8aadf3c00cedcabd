"""Text from files and people, put where Qt would read marks in it."""

from __future__ import annotations

import re
from html import escape

UNSEEN = "\N{REPLACEMENT CHARACTER}"
NO_LETTERS = r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069]"
"""Controls, half letters, ends of lines, and what turns the letters after it around: a name may end
otherwise than it looks."""


def shown_plainly(text: str) -> str:
    """A text as one line of letters; a mark stands for what is none."""
    if text.isascii() and text.isprintable():
        return text
    return re.sub(NO_LETTERS, UNSEEN, text)


def as_label(text: str) -> str:
    """For menus, buttons and labels: an ampersand is an ampersand."""
    return shown_plainly(text).replace("&", "&&")


def as_tip(text: str) -> str:
    """For tool tips and questions: nothing in it is markup."""
    text = "\n".join(shown_plainly(line) for line in text.split("\n"))
    return f"<qt>{escape(text)}</qt>" if any(sign in text for sign in "<&") else text


def as_title(text: str) -> str:
    """For titles of windows: nothing in it stands for the mark of a change."""
    return shown_plainly(text).replace("[*]", "[*][*]")
