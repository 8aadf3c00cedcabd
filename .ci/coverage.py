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
    "mechanics": 100.0,
    "simulation": 100.0,
    "values.py": 100.0,
    "words": 100.0,
    "session": 100.0,
}
"""% of the lines of a room. The five are asked for completely, by tests of their own and without a
window: a line that is new there comes with a test that meets it, or is printed and turns the step
red. Of the other rooms, whose tests are not among those that are measured, what was met is
printed."""


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
        floor = FLOORS.get(room, 0.0)
        low += share < floor
        print(f"{share:6.1f} %  {room}{'' if share >= floor else f': less than {floor:g} %'}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
