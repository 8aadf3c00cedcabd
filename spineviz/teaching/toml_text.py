"""Reading TOML that anybody may have written."""

from __future__ import annotations

import re
from typing import Any

DEEPEST = 200
"""Names one in the other, `a.b.c`; a lesson has four. The reader's time grows with their square."""

DOTTED = re.compile(rf"(?<![\w\"'.-])(?:[\w\"'-]+[ \t]*\.[ \t]*){{{DEEPEST}}}")


def toml_of(text: str) -> dict[str, Any]:
    """The table that a text holds.

    Raises:
        RecursionError: it is nested too deep.
        ValueError: it is no TOML, or a number in it has thousands of digits.
    """
    if DOTTED.search(text):
        raise RecursionError
    import tomllib  # with the first text: a window that opens without one has no need of it

    return tomllib.loads(text)
