"""Coverage of every file from a `coverage json` report, against what each room promises.

Run as `python .ci/coverage.py REPORT`; ends with 1 where a room covers less than its floor. A floor
is raised when its room covers more, and never lowered.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

FLOORS = {
    "mechanics": 90.0,
    "simulation": 90.0,
    "values.py": 95.0,
    "words": 60.0,
    "session": 75.0,
}
"""% of the lines of a room. The five are asked for completely; what is left is printed."""

OTHERS = 30.0
"""% of the lines of every other room."""

BY_HAND = "make"
"""Pictures and pages that a maintainer renews by hand."""


def main(report: Path) -> int:
    """Print a line a file and a line a room; whether a room is below its floor."""
    lines: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for name, found in sorted(json.loads(report.read_text())["files"].items()):
        path = Path(name).parts
        path = path[path.index("spineviz") + 1 :]
        numbers = found["summary"]
        missing = found["missing_lines"]
        told = f"  lines {', '.join(map(str, missing))}" if missing else ""
        print(f"{numbers['percent_covered']:6.1f} %  {'/'.join(path)}{told}")
        lines[path[0]][0] += numbers["covered_lines"]
        lines[path[0]][1] += numbers["num_statements"]
    print()
    low = 0
    for room, (covered, all_of_them) in sorted(lines.items()):
        share = 100 * covered / all_of_them if all_of_them else 100.0
        floor = 0.0 if room == BY_HAND else FLOORS.get(room, OTHERS)
        low += share < floor
        print(f"{share:6.1f} %  {room}{'' if share >= floor else f': less than {floor:g} %'}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
