"""The lab's commands in this process: words in, exit code and both streams out."""

from __future__ import annotations

import contextlib
import io
import json
from typing import Any

from msgspec import Struct

from spineviz.command.main import main


class Done(Struct, frozen=True):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output, which must be JSON without NaN or infinity."""

        def refuse(word: str) -> None:
            raise AssertionError(f"{word} in the output")

        return json.loads(self.out, parse_constant=refuse)


def run(*words: str) -> Done:
    """Run `spineviz WORDS`."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(words)
        except SystemExit as stop:  # --help leaves by this door
            code = stop.code if isinstance(stop.code, int) else -1
    return Done(code, out.getvalue(), err.getvalue())


def lab(*words: str) -> Any:
    """Run `spineviz lab WORDS --json`, which must succeed in silence, and read its JSON."""
    done = run("lab", *words, "--json")
    assert (done.code, done.err) == (0, ""), words
    return done.json
