"""Where the data files are: beside the package in a checkout, inside it once installed."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def resources(package: Path = PACKAGE) -> Path:
    """The folder with anatomy tables, rollers, icons and help pages.

    The wheel carries `resources/` as `_resources` inside the package. That copy is
    looked for first: a checkout has none, and what lies beside an installed package
    belongs to somebody else.
    """
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def resource(*parts: str) -> Path:
    """Path of one data file or folder, e.g. `resource("anatomy", "discs.csv")`.

    Raises:
        FileNotFoundError: there is none; the message names the place looked in.
    """
    path = resources().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"the data file {'/'.join(parts)} is missing from {resources()}")
    return path
