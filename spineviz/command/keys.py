"""`spineviz keys [--json]`: every key with its unit, default and range."""

from __future__ import annotations

import json
from collections.abc import Sequence

from spineviz.command.columns import aligned, wrapped
from spineviz.command.usage import DONE, Parser, put
from spineviz.scene import QUANTITIES, shown


def run(words: Sequence[str]) -> int:
    """List every key."""
    parser = Parser(
        prog="spineviz keys",
        description="List every key with its unit, default and range.",
        allow_abbrev=False,
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args(words)
    put(keys_json() if asked.json else keys_text())
    return DONE


def keys_text() -> str:
    """Every key with its unit, default and range, and a sentence about it."""
    rows = [["KEY", "UNIT", "DEFAULT", "ALLOWED"]]
    rows += [
        [each.key, each.unit or "-", shown(each.default), str(each.allowed)] for each in QUANTITIES
    ]
    head, *keys = aligned(rows, right=())
    lines = [head]
    for line, quantity in zip(keys, QUANTITIES, strict=True):
        lines += [line, *wrapped(quantity.about, indent="    ")]
    return "\n".join(lines) + "\n"


def keys_json() -> str:
    """The same for programs."""
    keys = [
        {
            "key": each.key,
            "label": each.label,
            "unit": each.unit,
            "default": each.default,
            "low": each.low,
            "high": each.high,
            "step": each.step,
            "choices": each.choices,
            "many": each.many,
            "allowed": str(each.allowed),
            "about": each.about,
        }
        for each in QUANTITIES
    ]
    return json.dumps(keys, indent=2) + "\n"
