"""The scene in an exported picture is read back, whatever program has written the picture anew."""

from __future__ import annotations

import io
import zlib
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from spineviz.scene import Scene, SceneError
from spineviz.session.document import read_document
from spineviz.session.scene_file import MAX_FILE_BYTES, dump_scene
from spineviz.session.scene_in_picture import INSIDE, PNG, is_picture, metadata_of, open_file
from spineviz.session.shown import Shown

SCENE = Scene(roller_level="L3", hips="up", lean_deg=-7.0)
TEXT = dump_scene(SCENE, {"note": "5 < 7 & “ü”"})


def png(add) -> bytes:
    """A picture of one point, with what `add` puts beside it."""
    info, kept = PngInfo(), io.BytesIO()
    info.add_text("Title", "a spine")
    add(info)
    Image.new("RGB", (1, 1)).save(kept, "PNG", pnginfo=info)
    return kept.getvalue()


PLAIN = dump_scene(SCENE)
PICTURES = {
    "a.png": png(lambda info: info.add_itxt("Description", TEXT)),
    "packed.png": png(lambda info: info.add_itxt("Description", TEXT, zip=True)),
    "old.PNG": png(lambda info: info.add_text("Description", PLAIN)),
    "old-packed.png": png(lambda info: info.add_text("Description", PLAIN, zip=True)),
    "a.svg": f"<svg><title>x</title><desc id='1'>{escape(TEXT)}</desc></svg>".encode(),
    "a.pdf": b"%PDF-1.4\n" + metadata_of("x <y>", TEXT) + b"%%EOF",
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_scene_of_a_picture_is_read_and_the_picture_is_no_file_of_its_own(tmp_path, name):
    file = tmp_path / name
    file.write_bytes(PICTURES[name])
    assert is_picture(file)
    scene, others = open_file(file)
    assert scene == SCENE
    assert others == ({} if "old" in name else {"note": "5 < 7 & “ü”"})
    assert read_document(file, Shown())[0].path is None, "saving asks for another name"


def test_a_scene_file_is_no_picture(tmp_path):
    file = tmp_path / "a.spineviz"
    file.write_text(TEXT, encoding="utf-8")
    assert not is_picture(file)
    assert open_file(file)[0] == SCENE


TOO_MUCH = " " * 2 * MAX_FILE_BYTES


def broken_pack(info: PngInfo) -> None:
    info.add(b"zTXt", b"Description\0\0" + zlib.compress(TEXT.encode())[3:])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", b"GIF89a"),
        ("a.png", png(lambda info: None)),
        ("a.png", PICTURES["a.png"][:60]),
        ("a.png", png(broken_pack)),
        (
            "a.png",
            png(lambda info: info.add_itxt("Description", " " * 2 * MAX_FILE_BYTES, zip=True)),
        ),
        ("a.svg", b"<svg><desc/></svg>"),
        ("a.pdf", b"%PDF-1.4\n%%EOF"),
    ],
)
def test_a_picture_without_a_scene_says_so(tmp_path, name, content):
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(SceneError, match=r"a\.(png|svg|pdf)"):
        open_file(file)


@given(st.binary(max_size=200))
def test_any_bytes_after_the_head_of_a_picture_are_read_to_their_end(tail):
    assert INSIDE[".png"](PNG + tail) is None or b"Description" in tail


def test_a_picture_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(SceneError):
        open_file(Path(tmp_path / "none.png"))


def test_a_picture_with_more_in_it_than_a_scene_file_may_have_is_refused(tmp_path):
    file = tmp_path / "a.svg"
    for size, good in ((1000, True), (MAX_FILE_BYTES, False)):
        text = dump_scene(Scene(lean_deg=3.0), {"others": "x" * size}).replace('"', "&quot;")
        file.write_text(f"<svg><desc>{text}</desc></svg>")
        if good:
            assert read_document(file, Shown())[1] == Scene(lean_deg=3.0)
        else:
            with pytest.raises(SceneError, match="no scene in this picture"):
                read_document(file, Shown())
