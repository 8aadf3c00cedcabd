"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from spineviz.words.language import say


def write_whole(path: Path, content: str | bytes) -> None:
    """Write beside the file and put it into its place, so that no half of a file is ever there.

    A link keeps pointing to the file that it points to, and a file that is there keeps who may
    read it. What is no ordinary file, or is protected from writing, is not put away either, though
    its folder would allow that.

    Raises:
        OSError: it cannot be written; what stood there before still does. The words are in
            `strerror`.
    """
    data = content.encode() if isinstance(content, str) else content
    if "\0" in str(path):  # Python has another kind of error for that alone
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        raise OSError(errno.EINVAL, say("file.special"))
    if target.exists() and not os.access(target, os.W_OK):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))
    # a name of its own, because the longest name that a disk takes leaves no room for an ending
    partial = target.with_name(f".spineviz-{os.getpid()}-{os.urandom(4).hex()}.part")
    try:
        with partial.open("xb") as file:
            with suppress(FileNotFoundError):
                partial.chmod(target.stat().st_mode & 0o7777)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # or a power cut leaves the new name on nothing
        partial.replace(target)
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
