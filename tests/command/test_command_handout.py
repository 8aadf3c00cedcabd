"""`spineviz handout`: a PDF whole or not at all, and one sentence for every mistake."""

from __future__ import annotations

import pytest

from spineviz.command.main import main
from spineviz.scene import Scene
from spineviz.session.scene_file import dump_scene


def test_a_lesson_with_its_key_is_longer_than_the_blank_sheet(tmp_path, application):
    blank, both = tmp_path / "blank.pdf", tmp_path / "both.pdf"
    assert main(["handout", "arms-and-slumping", "-o", str(blank), "--paper", "letter"]) == 0
    assert main(["handout", "arms-and-slumping", "-o", str(both), "--key", "--grey"]) == 0
    for file in (blank, both):
        assert file.read_bytes().startswith(b"%PDF")
    assert blank.read_bytes().count(b"/MediaBox") < both.read_bytes().count(b"/MediaBox")


def test_a_scene_file_gives_a_handout_of_its_scene(tmp_path, application):
    scene = tmp_path / "scene.json"
    scene.write_text(dump_scene(Scene(roller_level="L3")))
    assert main(["handout", str(scene), "-o", str(tmp_path / "sheet.pdf")]) == 0
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nothing", "-o", "x.pdf"], "there is no lesson 'nothing'"),
        (["none.toml", "-o", "x.pdf"], "none.toml: cannot be read"),
        (["which-roller", "-o", "x.png"], "a handout is written as .pdf"),
        (["which-roller", "-o", "x"], "a handout is written as .pdf"),
        (["which-roller", "-o", "there/x.pdf"], "there is no folder"),
        (["which-roller", "-o", "x.pdf", "--paper", "a5"], "it takes a4, letter"),
        (["which-roller"], "-o/--output"),
        (["bad.json", "-o", "x.pdf"], "not a scene file"),
        (["bad.toml", "-o", "x.pdf"], "title is missing"),
    ],
)
def test_a_mistake_is_one_sentence_and_leaves_no_file(
    tmp_path, monkeypatch, capsys, application, words, said
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.json").write_text("[]")
    (tmp_path / "bad.toml").write_text("minutes = 1\n")
    assert main(["handout", *words]) == 2
    complaint = capsys.readouterr().err
    assert said in complaint
    assert complaint.count("\n") == 1
    assert sorted(each.name for each in tmp_path.iterdir()) == ["bad.json", "bad.toml"]


def test_a_scene_without_a_pose_has_no_handout(tmp_path, model, unsolved, capsys, application):
    model(unsolved)
    scene = tmp_path / "scene.json"
    scene.write_text(dump_scene(Scene()))
    assert main(["handout", str(scene), "-o", str(tmp_path / "sheet.pdf")]) == 1
    assert "no pose in balance" in capsys.readouterr().err
    assert not (tmp_path / "sheet.pdf").exists()
