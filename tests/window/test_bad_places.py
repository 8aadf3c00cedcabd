"""Files that the window cannot open or write: one sentence each, and nothing changes or hangs."""

from __future__ import annotations

import os
import sys

import pytest
from hands import settle

from spineviz.scene import Scene
from spineviz.teaching.question_forms import HOW_MUCH

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no such files")

PLACES = ("too long", "loop", "pipe", "folder", "nothing", "below a file", "zero", "device")


@pytest.fixture
def place(tmp_path):
    """A path of some kind with an ending."""

    def make(kind: str, ending: str):
        file = tmp_path / f"own{ending}"
        if kind == "too long":
            return tmp_path / f"{'x' * 300}{ending}"
        if kind == "loop":
            file.symlink_to(file)
        elif kind == "pipe":
            os.mkfifo(file)
        elif kind == "folder":
            file.mkdir()
        elif kind == "nothing":
            return tmp_path / "gone" / f"own{ending}"
        elif kind == "below a file":
            (tmp_path / "file").write_text("")
            return tmp_path / "file" / f"own{ending}"
        elif kind == "zero":
            return tmp_path / f"a\0b{ending}"
        else:
            file.symlink_to("/dev/zero")
        return file

    return make


@pytest.fixture
def told(window, monkeypatch):
    """Everything that the window says in its last line."""
    found: list[str] = []
    tell = window.sentence.set_text
    monkeypatch.setattr(
        window.sentence, "set_text", lambda text, *more, **others: (found.append(text),
                                                                    tell(text, *more, **others))
    )  # fmt: skip
    return found


def one_sentence(told: list[str]) -> str:
    said = told[-1]
    assert "\n" not in said
    assert "Traceback" not in said
    assert len(said) < 900
    return said


@pytest.mark.parametrize("kind", PLACES)
def test_what_cannot_be_opened_is_said_and_the_scene_stays(window, tmp_path, place, told, kind):
    window.session.set("roller.level", "L3")
    settle()
    scene = window.session.scene
    for ending in (".spineviz", ".json", ".toml", ".svg", ".png"):
        for left in tmp_path.glob("file"):
            left.unlink()
        assert not window.files.open(place(kind, ending))
        assert one_sentence(told).startswith("Not opened: ")
        told.clear()
        assert window.session.scene == scene
    assert window.session.lesson.run is None


@pytest.mark.parametrize("kind", [each for each in PLACES if each not in ("pipe", "device")])
def test_what_cannot_be_written_is_said_and_nothing_counts_as_saved(window, place, told, kind):
    session, author = window.session, window.session.author
    author.keep_case()
    session.set("roller.level", "L3")
    author.keep_case()
    author.change(lambda draft: draft.add(HOW_MUCH), "Add")
    settle()
    assert not window.files.save_as(place(kind, ".spineviz"))
    assert one_sentence(told).startswith("Not saved: ")
    assert session.document.path is None
    assert session.modified
    assert not window.files.save_lesson_as(place(kind, ".toml"))
    assert one_sentence(told).startswith("Not saved: ")
    assert not author.draft.saved
    assert author.draft.path is None
    for ending in (".png", ".svg", ".pdf"):
        window.exports.write_picture("body", place(kind, ending), 1)
        assert one_sentence(told).startswith("Not exported: ")
    window.exports.write_values(place(kind, ".csv"))
    assert one_sentence(told).startswith("Not exported: ")
    assert session.scene == Scene(roller_level="L3")
