"""`spineviz [FILE] [--set KEY=VALUE ...] [--lesson NAME [--present]]`: the window."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence

from spineviz import __version__
from spineviz.command.usage import Parser, UsageError, add_scene, count, scene_of
from spineviz.scene import in_short

LESSON_FILE = ".toml"  # a file of this ending holds a lesson, not a scene


def run(words: Sequence[str], commands: Sequence[str]) -> int:
    """Open the window; `commands` are those that could have been meant instead."""
    parser = Parser(
        prog="spineviz",
        description="A foam roller under a back: without a command, the window opens.",
        epilog=f"commands: {', '.join(commands)}; spineviz COMMAND --help describes one",
        allow_abbrev=False,
    )
    add_scene(parser)
    parser.add_argument(
        "--frames", type=count, metavar="N", help="close the window after N pictures (for tests)"
    )
    parser.add_argument("--lesson", metavar="NAME|FILE", help="open a lesson; see spineviz lesson")
    parser.add_argument("--present", action="store_true", help="the lesson as a class sees it")
    parser.add_argument("--version", action="version", version=f"spineviz {__version__}")
    asked = parser.parse_args(words)
    if asked.file is not None and not os.path.exists(asked.file):  # noqa: PTH110 - never raises
        raise UsageError(
            f"there is no command and no file {in_short(str(asked.file))!r};"
            f" the commands are {', '.join(commands)}"
        )
    if asked.lesson is None and asked.file is not None and asked.file.suffix.lower() == LESSON_FILE:
        asked.lesson, asked.file = str(asked.file), None
    if asked.present and asked.lesson is None:
        raise UsageError("--present takes a lesson: --lesson NAME --present")
    if asked.lesson is not None and (asked.file is not None or asked.set):
        raise UsageError("--lesson brings its own scenes, so neither a file nor --set goes with it")
    scene = scene_of(asked.file, asked.set)
    lesson = None
    if asked.lesson is not None:
        from spineviz.command.print_lesson import chosen

        (lesson,) = chosen([asked.lesson])
    from spineviz.command.display import connect

    gc.disable()  # until the first picture: what is loaded now stays, and looking takes time
    try:
        application = connect(style="fusion")  # the same everywhere, coloured by the palette
        from spineviz.window.shell.app import run as run_window

        return run_window(application, scene, asked.frames, asked.file, lesson, asked.present)
    finally:
        gc.freeze()  # a window that closed before it had looked for garbage need not do so now
        gc.enable()
