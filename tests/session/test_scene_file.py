"""Scene files are read strictly, and keep what stands in them beside the scene."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spineviz.scene import BY_KEY, Scene, SceneError
from spineviz.session.scene_file import MAX_FILE_BYTES, dump_scene, load_file, load_scene


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
        max_leaves=6,
    )
)
def test_any_json_is_a_scene_file_or_refused_by_name(
    tmp_path_factory: pytest.TempPathFactory, content: object
):
    file = tmp_path_factory.mktemp("scene") / "scene.json"
    file.write_text(json.dumps({"schema": 1, "scene": {"without": content}}), encoding="utf-8")
    refusal = ""
    try:
        scene = load_scene(file)
    except SceneError as error:
        refusal = str(error)
    assert "scene.json" in refusal or set(scene.without) <= set(BY_KEY["without"].choices)


def refused_file(tmp_path: Path, content: bytes) -> str:
    file = tmp_path / "scene.json"
    file.write_bytes(content)
    with pytest.raises(SceneError, match=r"scene\.json") as refused:
        load_scene(file)
    return str(refused.value)


def test_files_are_read_strictly(tmp_path):
    assert "no JSON" in refused_file(tmp_path, b"")
    assert "no JSON" in refused_file(tmp_path, b"\xff")
    assert "no JSON" in refused_file(tmp_path, b"[" * 50_000)
    assert 'no object "scene"' in refused_file(tmp_path, b"[]")
    assert 'no object "scene"' in refused_file(tmp_path, b'{"schema": 1, "scene": []}')
    newer = refused_file(tmp_path, b'{"schema": 2, "scene": {}}')
    assert "made by a newer version (schema 2); this version reads 1" in newer
    assert "schema 0 is not known" in refused_file(tmp_path, b'{"schema": 0, "scene": {}}')
    assert "reads 1" in refused_file(tmp_path, b'{"schema": true, "scene": {}}')
    assert "nested" in refused_file(
        tmp_path, b'{"schema": 1, "scene": {}, "note": ' + b"[" * 60 + b"]" * 60 + b"}"
    )
    assert "twice" in refused_file(tmp_path, b'{"schema": 1, "schema": 1, "scene": {}}')
    assert "bytes" in refused_file(tmp_path, b" " * (MAX_FILE_BYTES + 1))


def test_entries_beside_the_scene_are_given_back_as_they_stand(tmp_path):
    file, others = tmp_path / "scene.json", {"note": ["ü", {"a": 1}], "shown": {"flow": False}}
    file.write_text(dump_scene(Scene(hips="up"), others))
    assert load_file(file) == (Scene(hips="up"), others)
    assert load_scene(file) == Scene(hips="up")


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SceneError, match="cannot be read"):
        load_scene(tmp_path / "none.json")
    with pytest.raises(SceneError, match="cannot be read"):
        load_scene(tmp_path)


def test_a_number_of_thousands_of_digits_is_refused_in_words(tmp_path):
    file = tmp_path / "a.json"
    file.write_text('{"schema": 1, "scene": {}, "others": ' + "9" * 5000 + "}")
    with pytest.raises(SceneError, match="a number in it has thousands of digits"):
        load_file(file)


def test_a_name_that_no_file_can_have_is_told():
    with pytest.raises(SceneError, match="is not the name of a file"):
        load_scene(Path("a\0b"))
