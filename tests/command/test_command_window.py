"""What the command line hands to the window, with a stand-in for it."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from spineviz.command.main import main
from spineviz.scene import Scene
from spineviz.session.scene_file import dump_scene
from spineviz.simulation.simulate import simulate
from spineviz.teaching.lesson_file import new_lesson
from spineviz.teaching.lesson_parts import Lesson


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What the window was asked for; it closes at once with exit code 0."""
    asked: list[dict[str, object]] = []

    def run(
        application: object,
        scene: Scene,
        frames: int | None,
        file: Path | None,
        lesson: Lesson | None,
        present: bool,
    ) -> int:
        asked.append({"scene": scene, "frames": frames, "file": file})
        if lesson is not None:
            asked[-1] |= {"lesson": lesson.key, "present": present}
        return 0

    window = ModuleType("spineviz.window.shell.app")
    window.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "spineviz.window.shell.app", window)
    monkeypatch.setattr("spineviz.command.display.connect", SimpleNamespace)
    return asked


def test_without_words_the_window_opens_with_the_default_scene(opened):
    assert main([]) == 0
    assert opened == [{"scene": Scene(), "frames": None, "file": None}]


def test_a_file_and_settings_open_as_one_scene(opened, tmp_path: Path):
    file = tmp_path / "lesson.json"
    file.write_text(dump_scene(Scene(hips="up")))
    assert main([str(file), "--set", "roller.level=L3", "--frames", "30"]) == 0
    assert opened == [{"scene": Scene(hips="up", roller_level="L3"), "frames": 30, "file": file}]


def test_a_lesson_is_handed_to_the_window(opened):
    assert main(["--lesson", "which-roller", "--present"]) == 0
    assert opened[0]["lesson"] == "which-roller"
    assert opened[0]["present"] is True


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--lesson", "nothing"], "there is no lesson 'nothing'"),
        (["--present"], "--present takes a lesson"),
        (["--lesson", "which-roller", "--set", "hips=up"], "brings its own scenes"),
    ],
)
def test_a_lesson_that_cannot_be_opened_is_one_sentence(opened, capsys, words, said):
    assert main(words) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert opened == []


@pytest.mark.parametrize("words", [[], ["--lesson"]], ids=["alone", "as a lesson"])
def test_a_file_of_a_lesson_opens_as_that_lesson(opened, tmp_path: Path, words):
    scenes = (("T8", Scene()), ("L3", Scene(roller_level="L3")))
    file = tmp_path / "own.toml"
    file.write_text(new_lesson("Own", scenes, simulate), encoding="utf-8")
    assert main([*words, str(file)]) == 0
    assert opened[-1]["lesson"] == "own"
    assert opened[-1]["file"] is None
