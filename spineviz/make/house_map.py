"""The map of the rooms in `CONTRIBUTING.md`: `python -m spineviz.make map` writes it anew."""

from __future__ import annotations

import sys
from pathlib import Path

import spineviz
from spineviz.make.model_page import parted
from spineviz.make.rooms import ROOMS

PAGE = Path(spineviz.__file__).parents[1] / "CONTRIBUTING.md"
BLOCK = "map"


def house_map() -> str:
    """The rooms as a table, the highest floor first as in a house."""
    lines = ["| Floor | Room | Verb | What it is for | Libraries |", "|---" * 5 + "|"]
    for room in sorted(ROOMS, key=lambda room: -room.floor):
        path = f"`{room.name}/`" if room.verb else f"`{room.name}.py`"
        libraries = ", ".join(room.libraries)
        lines.append(f"| {room.floor} | {path} | {room.verb} | {room.about} | {libraries} |")
    return "\n".join(lines)


def with_map(page: str) -> str:
    """The page with the map as the table of rooms gives it."""
    before, _, after = parted(page, BLOCK)
    return f"{before}\n\n{house_map()}\n\n{after}"


def main() -> None:
    """Write the map anew."""
    PAGE.write_text(with_map(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name} is written\n")
