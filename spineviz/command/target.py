"""Files that the command line writes: looked at before any work is done, then written whole."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from spineviz.command.stopping import ended_in_order
from spineviz.command.usage import UsageError
from spineviz.scene import in_short
from spineviz.session.whole_file import write_whole


def check_target(path: Path) -> None:
    """Refuse, before any work is done, a file that could not be written at the end.

    Raises:
        UsageError: the folder is missing or closed, or something else stands there.
    """
    there = True
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        there = False
    except OSError as error:  # a name that is too long, links that go round in a circle
        raise UsageError(f"{in_short(str(path))}: cannot be written: {error.strerror}") from None
    folder = Path(os.path.realpath(path)).parent
    if there and not path.is_file():
        raise UsageError(f"{path}: is not an ordinary file")
    if there and not os.access(path, os.W_OK):
        raise UsageError(f"{path}: cannot be written: {os.strerror(errno.EACCES)}")
    if not folder.is_dir():
        raise UsageError(f"{path}: there is no folder {folder}")
    if not os.access(folder, os.W_OK):
        raise UsageError(f"{path}: the folder {folder} cannot be written to")


def write(path: Path, content: str | bytes) -> None:
    """Write the file as a whole or not at all.

    Raises:
        UsageError: the file cannot be written; what stood there before still does.
    """
    try:
        with ended_in_order():
            write_whole(path, content)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from None
