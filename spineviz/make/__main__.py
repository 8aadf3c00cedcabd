"""Make a page or the pictures of the project anew: `python -m spineviz.make WHAT`."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

PAGES = {
    "model-page": ("model_page", "tables of help/model.md and lab/bands.csv (minutes)"),
    "findings": ("findings", "help/findings.md and lab/card_bands.csv (minutes)"),
    "scripting-page": ("scripting_page", "what the scripts of help/scripting.md print"),
    "roll": ("roll_picture", "the moving picture of the README, screenshots/roll.gif"),
    "map": ("house_map", "the map of the rooms in CONTRIBUTING.md"),
}
"""What can be made, the module that makes it, and a line about it."""


def main() -> None:
    """Make what is asked for; nothing else is loaded."""
    parser = argparse.ArgumentParser(prog="python -m spineviz.make", description=__doc__)
    kinds = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    for name, (_, about) in PAGES.items():
        kinds.add_parser(name, help=about, description=about)
    about = "pictures of the README, or with --all every size, theme and scale"
    pictures = kinds.add_parser("screenshots", help=about, description=about)
    pictures.add_argument("--all", type=Path, metavar="FOLDER", help="every size, theme and scale")
    pictures.add_argument("--one-scale", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.what == "screenshots":
        from spineviz.make.screenshots import take_all

        take_all(asked.all, asked.one_scale)
    else:
        module, _ = PAGES[asked.what]
        import_module(f"spineviz.make.{module}").main()


if __name__ == "__main__":
    main()
