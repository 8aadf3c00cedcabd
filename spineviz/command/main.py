"""The command line: which command was asked for, and how the process ends.

Only the window and `render` load Qt, and only what computes loads numpy: `spineviz --help` and a
mistyped key answer at once. The module of a command holds its options; what is slow to load it
imports when it has read them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from spineviz.command import (
    bodies,
    check,
    handouts,
    keys,
    lab,
    lesson,
    questions,
    render,
    solve,
    sweep,
    window,
)
from spineviz.command.stopping import INTERRUPTED
from spineviz.command.usage import (
    MISTAKE,
    PIPE_CLOSED,
    UsageError,
    complain,
    discard_the_rest,
)
from spineviz.mechanics.one_thread import one_thread_from_the_start
from spineviz.scene import SceneError

COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "solve": solve.run,
    "sweep": sweep.run,
    "render": render.run,
    "keys": keys.run,
    "lab": lab.run,
    "check": check.run,
    "population": bodies.run,
    "questions": questions.run,
    "lesson": lesson.run,
    "handout": handouts.run,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code of the process."""
    one_thread_from_the_start()  # numpy is not loaded yet
    if getattr(sys, "frozen", False):  # then a helping process starts here too
        from multiprocessing import freeze_support

        freeze_support()
    words = list(sys.argv[1:] if arguments is None else arguments)
    command = COMMANDS.get(words[0]) if words else None
    try:
        for stream in (sys.stdout, sys.stderr):
            _never_fail_on_a_letter(stream)
        return command(words[1:]) if command else window.run(words, tuple(COMMANDS))
    except (SceneError, UsageError) as error:
        complain(str(error))
        return MISTAKE
    except MemoryError:
        complain("there is not enough memory")
        return MISTAKE
    except ImportError as error:  # half installed, or no memory is left for a library
        complain(f"a part cannot be loaded: {_reason(error)}")
        return MISTAKE
    except SystemError as error:  # a library in C that got no memory and did not say so
        complain(f"a library failed: {error}")
        return MISTAKE
    except BrokenPipeError:
        discard_the_rest(sys.stdout)
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED


def _reason(error: ImportError) -> str:
    """What is missing; numpy tells it in the last of twenty lines of advice."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1].removeprefix("Original error was: ") if lines else "no reason is given"


def _never_fail_on_a_letter(stream: object) -> None:
    """Print "?" for a letter such as ° that the terminal's character set lacks."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
