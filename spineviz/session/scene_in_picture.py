"""The scene in a file: a scene file, or a picture that was exported with its scene inside.

A picture keeps the text of its scene file where its format keeps a description: a text chunk of
PNG, `<desc>` of SVG, `dc:description` (the subject) in the metadata of PDF.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from spineviz.scene import Scene, SceneError
from spineviz.session.scene_file import MAX_FILE_BYTES, file_of_bytes, load_file, read_ordinary

MAX_PICTURE_BYTES = 100_000_000  # a window at four times its pixels has some ten million
PNG = b"\x89PNG\r\n\x1a\n"
KEY = b"Description"

SVG_DESCRIPTION = re.compile(rb"<desc[^<>]*>([^<]*)</desc>")
PDF_DESCRIPTION = re.compile(
    rb"<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">([^<]*)</rdf:li>"
)


def is_picture(path: Path) -> bool:
    """Whether a file is a picture by its name."""
    return path.suffix.lower() in INSIDE


def open_file(path: Path) -> tuple[Scene, dict[str, object]]:
    """The scene of a scene file or of an exported picture, and what stands beside it.

    Raises:
        SceneError: not readable, no scene in it, or one that this version cannot read.
    """
    inside = INSIDE.get(path.suffix.lower())
    if inside is None:
        return load_file(path)
    text = inside(read_ordinary(path, MAX_PICTURE_BYTES))
    if text is None or len(text) > MAX_FILE_BYTES:
        raise SceneError("file.no_picture", path=path)
    return file_of_bytes(text, path)


def metadata_of(title: str, scene: str) -> bytes:
    """Metadata (XMP) of a PDF, with the text of a scene file as its description."""
    from html import escape

    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:format>application/pdf</dc:format>"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt>'
        "</dc:title>"
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(scene)}</rdf:li></rdf:Alt>'
        "</dc:description></rdf:Description></rdf:RDF></x:xmpmeta>\n"
        '<?xpacket end="r"?>'
    ).encode()


def _in_png(raw: bytes) -> bytes | None:
    """The description of a PNG: chunks of length, kind, content and checksum."""
    if not raw.startswith(PNG):
        return None
    place = len(PNG)
    while place + 12 <= len(raw):
        length = int.from_bytes(raw[place : place + 4], "big")
        kind, content = raw[place + 4 : place + 8], raw[place + 8 : place + 8 + length]
        key, _, rest = content.partition(b"\0")
        if key == KEY and kind == b"tEXt":
            return rest.decode("latin-1").encode()
        if key == KEY and kind == b"zTXt":
            return _unpacked(rest[1:])
        if key == KEY and kind == b"iTXt":
            packed, text = rest[:1] == b"\1", rest[2:].split(b"\0", 2)[-1]
            return _unpacked(text) if packed else text
        place += 12 + length
    return None


def _unpacked(packed: bytes) -> bytes | None:
    """Unpacked text, not more of it than a scene file has."""
    try:
        return zlib.decompressobj().decompress(packed, MAX_FILE_BYTES + 1)
    except zlib.error:
        return None


def _described(pattern: re.Pattern[bytes]) -> Callable[[bytes], bytes | None]:
    """Reads the description that a pattern finds."""
    from html import unescape

    def read(raw: bytes) -> bytes | None:
        found = pattern.search(raw)
        if found is None:
            return None
        return unescape(found.group(1).decode("utf-8", "replace")).encode()

    return read


INSIDE: Mapping[str, Callable[[bytes], bytes | None]] = {
    ".png": _in_png,
    ".svg": _described(SVG_DESCRIPTION),
    ".pdf": _described(PDF_DESCRIPTION),
}
"""How the text of the scene is found in a picture of each suffix."""
