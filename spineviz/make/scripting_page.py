"""What the scripts on the help page print; `python -m spineviz.make scripting-page` renews it."""

from __future__ import annotations

import io
import re
import sys
from contextlib import redirect_stdout

from spineviz.tables.resources import resource

PAGE = ("help", "scripting.md")
BLOCK = re.compile(r"```python\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)
"""A script, and under it what it prints."""


def rerun(page: str) -> str:
    """The page with its scripts run in order, and under each what it prints now."""
    names: dict[str, object] = {}

    def run(block: re.Match[str]) -> str:
        script, printed = block.group(1), io.StringIO()
        with redirect_stdout(printed):
            exec(compile(script, "/".join(PAGE), "exec"), names)
        return f"```python\n{script}```\n\n```text\n{printed.getvalue()}```"

    return BLOCK.sub(run, page)


def main() -> None:
    """Write the page anew."""
    path = resource(*PAGE)
    path.write_text(rerun(path.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{'/'.join(PAGE)} is written\n")
