"""Undo and redo by snapshot."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from spineviz.scene import ROLLED_LEVELS, Scene
from spineviz.session.document import Document
from spineviz.session.history import DEPTH, History
from spineviz.session.lesson_draft import LessonDraft, new_draft


def scene(level: str) -> Scene:
    return Scene().set("roller.level", level)


def test_nothing_can_be_undone_at_first():
    history = History(Scene())
    assert history.undo_label is None
    assert history.redo_label is None
    assert history.undo() == history.redo() == Scene()


def test_a_step_is_undone_and_brought_back_with_its_label():
    history = History(scene("T8"))
    assert history.commit("Down", scene("T9"))
    assert history.undo_label == "Down"
    assert history.undo() == scene("T8")
    assert history.redo_label == "Down"
    assert history.redo() == scene("T9")


def test_a_change_to_the_same_scene_is_no_step():
    history = History(scene("T8"))
    assert not history.commit("Nothing", scene("T8"))
    assert history.undo_label is None


def test_a_new_step_forgets_what_was_undone():
    history = History(scene("T8"))
    history.commit("One", scene("T9"))
    history.undo()
    history.commit("Other", scene("T7"))
    assert history.redo_label is None
    assert history.undo() == scene("T8")


@given(st.lists(st.sampled_from((*ROLLED_LEVELS, "undo", "redo")), max_size=60))
def test_it_agrees_with_a_list_and_a_finger_on_it(steps):
    history, scenes, at = History(Scene()), [Scene()], 0
    for step in steps:
        if step == "undo":
            at = max(at - 1, 0)
            assert history.undo() == scenes[at]
        elif step == "redo":
            at = min(at + 1, len(scenes) - 1)
            assert history.redo() == scenes[at]
        elif history.commit(step, scene(step)):
            scenes = [*scenes[: at + 1], scene(step)]
            at += 1
        assert history.scene == scenes[at]


def test_it_does_not_grow_without_end():
    history = History(Scene())
    for count in range(2 * DEPTH):
        history.commit("Step", Scene().set("roller.position_mm", float(count)))
    undone = 0
    while history.undo_label is not None:
        history.undo()
        undone += 1
    assert undone <= DEPTH


def draft(number: int, title: str, path: str = "") -> LessonDraft:
    made = new_draft("Own", number).entitled("title", title)
    return replace(made, path=Path(path)) if path else made


def test_a_lesson_that_is_written_goes_along_and_is_undone_step_by_step():
    history = History(scene("T8"))
    assert history.write(draft(1, "One"), "Title")
    assert not history.write(draft(1, "One"), "Title")
    history.take(replace(history.now, scene=scene("L3"), document=Document(None, scene("L3"))))
    assert history.now.draft == draft(1, "One"), "it belongs to no document"
    left = history.now
    history.write(draft(1, "Two"), "Title")
    history.come_back(replace(left, draft=None))
    assert history.now.draft == draft(1, "Two")
    history.undo()
    history.undo()
    assert history.now.draft == draft(1, "One")


def test_a_lesson_that_is_saved_has_its_file_in_every_step_and_takes_it_from_another():
    history = History(scene("T8"))
    file = Path("a.toml")
    history.write(draft(1, "Other", "a.toml"), "Open")
    history.write(draft(2, "One"), "Title")
    history.write(draft(2, "Two"), "Title")
    done = replace(draft(2, "Two"), path=file, held=draft(2, "Two").raw)
    history.lesson_saved(done)
    assert history.now.draft.saved
    history.undo()
    assert (history.now.draft.path, history.now.draft.saved) == (file, False)
    history.undo()
    assert history.now.draft.title == "Other"
    assert history.now.draft.path is None, "its file holds another lesson by now"
    history.undo()
    assert history.now.draft is None
