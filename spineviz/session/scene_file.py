"""A scene as the text of a file: written whole, read strictly.

Nothing of a file is believed before it was looked at: what it is, how much, how deep.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from spineviz.scene import Scene, SceneError, in_short

SCHEMA = 1
NO_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
MAX_FILE_BYTES = 100_000  # a scene is a few hundred bytes; anything larger is another kind of file
DEEPEST = 50  # objects and lists one in another that a scene file may hold


def dump_scene(scene: Scene, others: Mapping[str, object] | None = None) -> str:
    """Text of a scene file, with what else stands in it beside the scene."""
    content = {"schema": SCHEMA, "scene": scene.to_dict(), **(others or {})}
    return json.dumps(content, indent=1) + "\n"


def load_scene(path: Path) -> Scene:
    """The scene of a file, see `load_file`."""
    return load_file(path)[0]


def load_file(path: Path) -> tuple[Scene, dict[str, object]]:
    """Read a scene file strictly.

    Returns:
        The scene, and every entry beside schema and scene as it stands there: what is shown, and
        what another version may have written.

    Raises:
        SceneError: not readable, not a scene, or from a newer version.
    """
    return file_of_bytes(read_ordinary(path, MAX_FILE_BYTES), path)


def read_ordinary(path: Path, most: int) -> bytes:
    """The content of an ordinary file; a pipe or a device, which may never end, is refused.

    Raises:
        SceneError: it cannot be read, is no ordinary file, or has more than `most` bytes.
    """
    try:
        # without waiting, because a pipe is opened only when somebody writes to it
        with os.fdopen(os.open(path, os.O_RDONLY | NO_WAIT), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise SceneError("file.not_ordinary", path=path)
            raw = file.read(most + 1)
    except OSError as error:
        raise SceneError("file.unreadable", path=path, why=error.strerror) from None
    except SceneError:
        raise
    except ValueError:  # a name with a zero in it
        raise SceneError("file.no_name", path=in_short(str(path))) from None
    if len(raw) > most:
        raise SceneError("file.large", path=path, most=most)
    return raw


def file_of_bytes(raw: bytes, path: Path) -> tuple[Scene, dict[str, object]]:
    """What the content of a scene file holds, read strictly, see `load_file`.

    Raises:
        SceneError: it is not a scene, or from a newer version; names the path.
    """
    try:
        # a mark in front says that the text is UTF-8; some editors set it
        content = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_unique_keys)
    except SceneError as error:
        raise SceneError("refusal.in_file", path=path, why=error) from None
    except RecursionError:
        raise SceneError("file.nested", path=path) from None
    except UnicodeDecodeError:
        raise SceneError("file.not_utf8", path=path) from None
    except ValueError as error:
        if not isinstance(error, json.JSONDecodeError):  # Python's limit for reading digits
            raise SceneError("file.digits", path=path) from None
        raise SceneError("file.no_json", path=path, why=str(error)) from None
    if not isinstance(content, dict) or not isinstance(content.get("scene"), dict):
        raise SceneError("file.no_scene", path=path)
    schema = content.get("schema")
    # a text in its quotes, so that no sign in it acts on the sentence or on a terminal
    said = in_short(json.dumps(schema) if isinstance(schema, str) else schema)
    if isinstance(schema, int) and schema > SCHEMA:
        raise SceneError("file.newer", path=path, schema=said, reads=SCHEMA)
    if schema != SCHEMA or isinstance(schema, bool):
        raise SceneError("file.schema", path=path, schema=said, reads=SCHEMA)
    try:
        scene = Scene.from_dict(content["scene"])
    except SceneError as error:
        raise SceneError("refusal.in_file", path=path, why=error) from None
    others = {key: content[key] for key in content if key not in ("schema", "scene")}
    if _is_deep(others):
        raise SceneError("file.deep", path=path, most=DEEPEST)
    return scene, others


def _is_deep(value: object) -> bool:
    """Whether a JSON value is nested deeper than can be relied on to be written again."""
    level = [value]
    for _ in range(DEEPEST):
        level = [
            inner
            for each in level
            if isinstance(each, (dict, list))
            for inner in (each.values() if isinstance(each, dict) else each)
        ]
    return bool(level)


def _unique_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A JSON object whose keys occur once; a second one would silently win."""
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise SceneError("file.twice", key=in_short(twice))
    return found
