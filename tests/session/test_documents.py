"""Whose scene it is: whatever is opened, changed and undone, no file gets another's scene."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace
from tries import tries

from spineviz.scene import Scene
from spineviz.session import filing
from spineviz.session.author import DRAFT
from spineviz.session.document import UNTITLED, read_document, still_holds
from spineviz.session.filing import FILE, Filing, with_ending
from spineviz.session.history import Step
from spineviz.session.recovery import Left, Recovery
from spineviz.session.scene_file import dump_scene, load_file, load_scene
from spineviz.session.session import Session
from spineviz.session.settings import Settings
from spineviz.session.shown import Shown
from spineviz.teaching.lesson_file import as_text
from spineviz.teaching.lessons import lessons, read_lesson
from spineviz.teaching.question_forms import MORE_OR_LESS

FORCE = lessons()[0]
NAMES = ("a", "b", "c", "d")


class Desk:
    """A session with its files, and nothing on screen."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.session = Session()
        self.said: list[str] = []
        self.recovery = Recovery(folder / "unsaved")
        self.settings = Settings(folder / "settings.ini")
        self.filing = Filing(self.session, self.settings, self.recovery, self.session)
        self.filing.said.connect(self.said.append)

    def file(self, name: str) -> Path:
        return self.folder / f"{name}.spineviz"


@pytest.fixture
def desk(application, tmp_path):
    made = Desk(tmp_path)
    yield made
    made.session.deleteLater()


@pytest.fixture
def two_files(desk):
    """Files a and b: the arms tell whose scene it is."""
    desk.file("a").write_text(dump_scene(Scene(arms="sides")))
    desk.file("b").write_text(dump_scene(Scene(arms="crossed")))
    return desk


class Documents(RuleBasedStateMachine):
    """Random sequences of what a person does to documents.

    Each document that is begun gets a lean of its own, the mark of whose scene it is; every other
    change leaves the mark alone. So a file has to hold the mark of the document that was saved to
    it last, whatever was undone between.
    """

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.desk = Desk(Path(self.folder.name))
        self.marks = 0
        self.on_disk: dict[Path, float] = {}  # mark of each file
        self.session, self.filing = self.desk.session, self.desk.filing
        self.kept: dict[float, Scene] = {}  # last scene of each document

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.filing.close()
            self.session.deleteLater()
            self.folder.cleanup()

    @property
    def mark(self) -> float:
        return self.session.scene.lean_deg

    @rule(name=st.sampled_from(NAMES))
    def another_program_makes_a_file(self, name: str) -> None:
        file = self.desk.file(name)
        if not file.exists():
            self.marks += 1
            self.on_disk[file] = self.marks / 10
            file.write_text(dump_scene(Scene(lean_deg=self.marks / 10)))

    @rule(name=st.sampled_from(NAMES))
    def open(self, name: str) -> None:
        file = self.desk.file(name)
        before = self.session.history.now
        if self.filing.open(file):
            assert self.session.document.path == file
            assert self.mark == self.on_disk[file]
            assert not self.session.modified
        else:
            assert self.session.history.now == before

    @rule(value=st.sampled_from((0.0, 0.25, 0.5, 0.75, 1.0)))
    def change(self, value: float) -> None:
        self.session.set("brace", value)

    @rule(value=st.sampled_from((0.0, 0.5, 1.0)))
    def hold(self, value: float) -> None:
        self.session.change("guarding", value)

    @rule()
    def pin(self) -> None:
        self.session.compare.pin()

    @rule(on=st.booleans())
    def look(self, on: bool) -> None:
        before = self.session.history.undo_label, self.session.modified
        self.session.show(replace(self.session.shown, cobb=on))
        assert (self.session.history.undo_label, self.session.modified) == before

    @rule(names=st.sampled_from(((), ("brace",))))
    def lock(self, names: tuple[str, ...]) -> None:
        self.session.show(replace(self.session.shown, locked=names), "Lock")

    @rule()
    def undo(self) -> None:
        self.session.undo()

    @rule()
    def redo(self) -> None:
        self.session.redo()

    @rule()
    def new(self) -> None:
        self.filing.new()
        assert self.session.document.path is None
        assert self.session.scene == Scene()

    @rule()
    def save(self) -> None:
        path, mark = self.session.document.path, self.mark
        had = None if path is None else self.on_disk.get(path)
        if self.filing.save():
            assert path is not None
            assert had == mark, "a file got the scene of another one"
            assert not self.session.modified
        else:
            assert path is None

    @precondition(lambda self: self.mark > 0)
    @rule(name=st.sampled_from(NAMES))
    def save_as(self, name: str) -> None:
        assert self.filing.save_as(self.desk.folder / name)
        self.on_disk[self.desk.file(name)] = self.mark

    @rule()
    def crash_and_recover(self) -> None:
        """Another window takes what this one has left."""
        self.filing.close()  # locks only: what a crash leaves is the same
        left = Recovery(self.desk.folder / "unsaved").left()
        kept = [each for each in left if each.scene == self.session.history.scene]
        if self.session.history.now.modified:
            assert kept, "an unsaved scene was not kept"
        self.session, before = Session(), self.session
        before.deleteLater()
        self.desk.recovery = Recovery(self.desk.folder / "unsaved")
        self.filing = Filing(self.session, self.desk.settings, self.desk.recovery, self.session)
        for each in self.desk.recovery.left():
            self.filing.restore(each)
            self.desk.recovery.settle(each)
            assert self.session.scene == each.scene
            assert self.session.modified

    @invariant()
    def title_and_file_agree(self) -> None:
        document = self.session.document
        assert document.title == (document.path.name if document.path else UNTITLED)
        if document.path is not None:
            assert still_holds(document), "asked about a file that nobody else has written"
            if not self.session.modified:
                assert load_scene(document.path) == self.session.scene

    @invariant()
    def every_file_has_its_mark(self) -> None:
        for file, mark in self.on_disk.items():
            assert load_scene(file).lean_deg == mark


Documents.TestCase.settings = hypothesis_settings(tries(40), stateful_step_count=30)


@pytest.mark.usefixtures("application")
class TestNoFileGetsAnothersScene(Documents.TestCase):
    """What Hypothesis runs."""


def test_undo_over_an_opened_file_brings_its_name_back(two_files):
    desk = two_files
    desk.filing.open(desk.file("a"))
    desk.filing.open(desk.file("b"))
    desk.session.undo()
    assert desk.session.document.title == "a.spineviz"
    assert desk.filing.save()
    assert load_scene(desk.file("a")).arms == "sides"
    assert load_scene(desk.file("b")).arms == "crossed"


def test_a_document_whose_file_was_written_over_has_none_any_more(two_files):
    desk = two_files
    desk.filing.open(desk.file("a"))
    desk.filing.open(desk.file("b"))
    desk.filing.save_as(desk.file("a"))
    desk.session.undo()
    assert desk.session.scene.arms == "sides"
    assert desk.session.document.path is None
    assert desk.session.modified
    assert not desk.filing.save()


def test_changes_of_a_document_that_was_left_for_another_are_kept(two_files):
    desk = two_files
    desk.filing.open(desk.file("a"))
    desk.session.set("brace", 1.0)
    desk.filing.open(desk.file("b"))
    desk.session.set("brace", 0.5)
    desk.filing.close()
    left = Recovery(desk.folder / "unsaved").left()
    assert {(each.scene.arms, each.scene.brace) for each in left} == {
        ("sides", 1.0), ("crossed", 0.5),
    }  # fmt: skip


def test_an_untitled_change_is_kept_and_a_scene_that_nobody_changed_is_not(desk):
    desk.session.set("hips", "up")
    desk.session.undo()
    assert list((desk.folder / "unsaved").glob("*.json")) == []
    desk.session.set("hips", "up")
    desk.filing.close()
    (left,) = Recovery(desk.folder / "unsaved").left()
    assert left.scene == Scene(hips="up")


def test_a_recovered_document_has_its_file_and_outlives_the_next_close(two_files):
    desk = two_files
    desk.filing.open(desk.file("a"))
    desk.session.set("brace", 1.0)
    desk.filing.close()
    again = Desk(desk.folder)
    for _ in range(2):
        (left,) = again.recovery.left()
        again.filing.restore(left)
        again.recovery.settle(left)
        assert again.session.document.path == desk.file("a")
        assert again.session.modified
        assert again.settings.recent[0] == desk.file("a")
        again.filing.close()
        again = Desk(desk.folder)
    (left,) = again.recovery.left()
    again.filing.restore(left)
    assert again.filing.save()
    assert load_scene(desk.file("a")) == Scene(arms="sides", brace=1.0)


def test_what_is_recovered_leaves_a_file_alone_that_another_has_written_since(two_files):
    desk = two_files
    desk.filing.open(desk.file("a"))
    desk.session.set("brace", 1.0)
    desk.filing.open(desk.file("b"))
    desk.filing.save_as(desk.file("a"))
    desk.filing.close()
    again = Desk(desk.folder)
    (left,) = again.recovery.left()
    again.filing.restore(left)
    assert again.session.scene == Scene(arms="sides", brace=1.0)
    assert again.session.document.path is None
    assert not again.filing.save()


def test_what_is_shown_stands_in_the_file_and_comes_back(two_files):
    desk = two_files
    shown = Shown(cobb=True, flow=False, locked=("brace",), view="back")
    desk.session.show(shown)
    desk.filing.save_as(desk.file("c"))
    desk.filing.open(desk.file("a"))  # a file of before says nothing of it
    assert desk.session.shown == replace(shown, locked=())
    desk.session.show(Shown())
    desk.filing.open(desk.file("c"))
    assert desk.session.shown == shown
    desk.session.undo()
    assert desk.session.shown == Shown()


def test_how_one_looks_at_a_document_is_not_undone_with_it(desk):
    desk.session.set("hips", "up")
    desk.session.show(replace(desk.session.shown, flow=False))
    desk.session.undo()
    assert desk.session.scene.hips == "down"
    assert not desk.session.shown.flow


def test_a_lock_belongs_to_the_document_and_holds(desk):
    desk.session.show(replace(desk.session.shown, locked=("hips",)), "Lock")
    assert desk.session.modified
    desk.session.set("hips", "up")
    assert desk.session.scene.hips == "down"
    desk.session.undo()
    assert not desk.session.modified
    desk.session.set("hips", "up")
    assert desk.session.scene.hips == "up"


def test_entries_that_this_version_does_not_know_are_written_back(desk):
    file = desk.file("a")
    unknown = {"lesson": {"step": [1, {"word": "ü"}]}, "shown": {"cobb": True, "board": 3}}
    file.write_text(json.dumps({"schema": 1, "scene": {}, **unknown}))
    assert desk.filing.open(file)
    assert desk.session.shown.cobb
    desk.session.set("hips", "up")
    assert desk.filing.save()
    scene, others = load_file(file)
    assert scene == Scene(hips="up")
    assert others["lesson"] == unknown["lesson"]
    assert others["shown"]["board"] == 3


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        ({"flow": 1}, "true or false"),
        ({"view": "moon"}, "body, back"),
        ({"locked": "brace"}, "a list of words"),
        ([], '"shown" is no object'),
    ],
)
def test_a_file_that_shows_what_cannot_be_shown_is_refused_in_words(desk, shown, words):
    desk.file("a").write_text(json.dumps({"schema": 1, "scene": {}, "shown": shown}))
    before = desk.session.history.now
    assert not desk.filing.open(desk.file("a"))
    assert words in desk.said[-1]
    assert desk.session.history.now == before


def test_a_file_nested_without_end_is_refused(desk):
    deep = "[" * 984 + "]" * 984
    desk.file("a").write_text('{"schema": 1, "scene": {}, "x": ' + deep + "}")
    assert not desk.filing.open(desk.file("a"))
    assert desk.said


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("lesson", "lesson.spineviz"),
        ("Lesson 1.2 ribs", "Lesson 1.2 ribs.spineviz"),
        ("lesson.SPINEVIZ", "lesson.SPINEVIZ"),
        ("lesson.json", "lesson.json"),
        (".spineviz", ".spineviz"),
    ],
)
def test_a_name_gets_its_ending(desk, typed, written):
    assert with_ending(Path(typed), (".spineviz", ".json")).name == written
    assert desk.filing.save_as(desk.folder / typed)
    assert (desk.folder / written).exists()
    assert desk.session.document.title == written


def test_a_file_that_something_else_has_written_since_is_told_from_one_that_stayed(desk):
    file = desk.file("a")
    file.write_text(dump_scene(Scene()))
    desk.filing.open(file)
    desk.session.set("hips", "up")
    assert still_holds(desk.session.document)
    file.write_text(dump_scene(Scene()) + "\n\n")  # the same, written otherwise
    assert still_holds(desk.session.document)
    file.write_text(dump_scene(Scene(), {"shown": {"locked": ["brace"]}}))
    assert not still_holds(desk.session.document)
    file.write_text(dump_scene(Scene(lean_deg=3.0)))
    assert not still_holds(desk.session.document)
    file.write_text("a letter")
    assert not still_holds(desk.session.document)
    file.unlink()
    assert still_holds(desk.session.document)
    file.mkdir()
    assert not still_holds(desk.session.document)


def test_a_lesson_in_a_file_is_what_it_was_however_far_one_is(desk):
    desk.session.lesson.start(FORCE)
    assert desk.filing.save_as(desk.file("a"))
    for _ in range(3):
        desk.session.lesson.next()
        assert still_holds(desk.session.document)
        assert desk.filing.save()
        assert still_holds(desk.session.document)


def test_what_a_lesson_hides_is_hidden_after_a_crash_too(desk):
    desk.session.lesson.start(FORCE)
    while not desk.session.shown.hidden:
        desk.session.lesson.next()
    hidden = desk.session.shown.hidden
    desk.filing.close()
    again = Desk(desk.folder)
    (left,) = again.recovery.left()
    for others in (left.others, {**left.others, "shown": {"hidden": 1}}):  # or cannot be read
        again.filing.restore(Left(left.scene, left.file, others))
        assert again.session.lesson.run is not None
        assert again.session.shown.hidden == hidden


def test_two_windows_add_up_their_recent_files(tmp_path):
    first, second = Settings(tmp_path / "s.ini"), Settings(tmp_path / "s.ini")
    for each, name in ((first, "a"), (second, "b"), (first, "c")):
        each.add_recent(tmp_path / name)
    for each in (second, first):
        each.save()
    assert [path.name for path in Settings(tmp_path / "s.ini").recent] == ["c", "b", "a"]


def test_a_file_that_cannot_be_reached_stays_in_the_list(desk, monkeypatch):
    far, gone = desk.folder / "far.spineviz", desk.folder / "gone.spineviz"
    for each in (far, gone):
        desk.settings.add_recent(each)
    stat = Path.stat

    def denied(path: Path, **more: object) -> object:
        if path == far:
            raise PermissionError(13, "Permission denied")
        return stat(path, **more)

    monkeypatch.setattr(Path, "stat", denied)
    for each in (far, gone):
        assert not desk.filing.open(each)
    assert desk.settings.recent == [far]


def test_a_step_knows_whether_it_is_saved():
    from spineviz.session.document import Document

    shown = Shown()
    step = Step("", Scene(), None, shown, Document(None, Scene()))
    assert not step.modified
    assert replace(step, scene=Scene(hips="up")).modified
    assert replace(step, shown=replace(shown, hidden=("l3",))).modified


def test_a_window_that_begins_with_a_file_remembers_it(two_files):
    desk = two_files
    document, scene, shown = read_document(desk.file("a"), Shown())
    session = Session(scene, shown=shown, document=document)
    settings = Settings(desk.folder / "other.ini")
    Filing(session, settings, None, session).close()
    assert settings.recent == [desk.file("a")]


def test_a_scene_that_is_too_large_or_has_no_room_is_not_saved_and_the_file_stays(
    two_files, monkeypatch
):
    desk = two_files
    desk.filing.open(desk.file("a"))
    desk.session.set("hips", "up")
    before = desk.file("a").read_bytes()
    monkeypatch.setattr(filing, "MAX_FILE_BYTES", 10)
    assert not desk.filing.save()
    assert desk.said[-1] == "Not saved: a.spineviz would be larger than a scene file may be."
    monkeypatch.undo()
    assert not desk.filing.save_as(desk.folder / "none" / "b")
    assert "No such file" in desk.said[-1]
    assert not desk.filing.save_as(desk.folder / "a\0b")
    assert "Invalid argument" in desk.said[-1]
    assert desk.file("a").read_bytes() == before
    assert desk.session.modified


def test_a_lesson_is_opened_from_its_file_and_one_that_is_none_or_gone_is_told(desk):
    file = desk.folder / "own.TOML"
    file.write_text(as_text({**FORCE.raw, "title": "Mine"}), encoding="utf-8")
    assert desk.filing.open(file)
    assert desk.session.lesson.run.lesson.title == "Mine"
    assert desk.settings.recent == [file]
    wrong = [dict(step) for step in FORCE.raw["step"]]
    wrong[0]["ask"] = "{t8.twist@T99}"
    for text, words in (("title =", "is not TOML"),
                        (as_text({**FORCE.raw, "step": wrong}), "twist")):  # fmt: skip
        file.write_text(text, encoding="utf-8")
        assert not desk.filing.open(file)
        assert words in desk.said[-1]
    assert desk.settings.recent == [file]
    file.unlink()
    assert not desk.filing.open(file)
    assert desk.settings.recent == [], "one that is gone leaves the list"


def test_a_lesson_whose_first_step_cannot_be_played_is_not_begun(desk, monkeypatch):
    file = desk.folder / "own.toml"
    file.write_text(as_text(FORCE.raw), encoding="utf-8")
    monkeypatch.setattr(desk.session.lesson, "mistake", lambda run: "why")
    assert not desk.filing.open(file)
    assert desk.settings.recent == []


@pytest.fixture
def written(desk):
    """A lesson of two cases and a question, not saved yet."""
    author = desk.session.author
    author.keep_case()
    desk.session.set("roller.level", "L3")
    author.keep_case()
    author.change(lambda draft: draft.entitled("title", "Own").add(MORE_OR_LESS), "Add")
    return author


def left_over(desk) -> list[Left]:
    return [each for each in Recovery(desk.folder / "unsaved").left() if DRAFT in each.others]


def test_a_lesson_that_is_written_is_kept_until_it_is_saved_or_taken_back(desk, written):
    desk.filing.close()
    (left,) = left_over(desk)
    again = Desk(desk.folder)
    again.filing.restore(left)
    assert again.session.author.draft.raw == written.draft.raw
    again.filing.close()
    assert desk.filing.save_lesson_as(desk.folder / "own")
    assert desk.said[-1] == "Saved as own.toml."
    assert read_lesson(desk.folder / "own.toml").title == "Own"
    assert desk.settings.recent[0] == desk.folder / "own.toml"


def test_a_lesson_that_was_undone_or_saved_is_not_offered(desk, written):
    while written.draft.number:
        desk.session.undo()
    desk.filing.close()
    assert left_over(desk) == []


def test_a_lesson_that_was_saved_is_not_offered_next_time(desk, written):
    assert desk.filing.save_lesson_as(desk.folder / "own")
    desk.filing.close()
    assert left_over(desk) == []


def test_a_lesson_that_cannot_be_taught_or_written_is_not_saved_and_stays(desk, written):
    assert not desk.filing.save_lesson_as(desk.folder / "none" / "own")
    assert desk.said[-1].startswith("Not saved: ")
    assert "No such file" in desk.said[-1]
    written.change(lambda draft: draft.write(0, "ask", "why " * 30), "Ask")
    kept = written.draft
    assert not desk.filing.save_lesson_as(desk.folder / "own")
    assert desk.said[-1].startswith("Not saved as a lesson: Own: step 1: ask has 30 words")
    assert written.draft is kept
    assert not (desk.folder / "own.toml").exists()


@pytest.mark.parametrize(
    ("file", "named"),
    [
        ({"path": "{folder}/gone.spineviz", "scene": {}}, True),
        ({"path": "{folder}/broken.spineviz", "scene": {}}, False),
        ({"path": "{folder}/a.spineviz", "scene": {"arms": "nowhere"}}, False),
        ({"path": "{folder}/a.spineviz", "scene": {"arms": "sides"}}, True),
        ({"path": "{folder}/a.spineviz", "scene": {"arms": "crossed"}}, False),
        ({"path": "a\0b", "scene": {}}, False),
        ("no table", False),
    ],
)
def test_what_was_left_goes_on_in_its_file_where_that_is_still_what_it_was(two_files, file, named):
    desk = two_files
    (desk.folder / "broken.spineviz").write_text("{")
    if isinstance(file, dict):
        file = {**file, "path": file["path"].format(folder=desk.folder)}
    scene = Scene(arms="overhead")
    desk.filing.restore(Left(scene, desk.folder / "kept.json", {FILE: file, "shown": {"flow": 1}}))
    assert desk.session.scene == scene
    assert (desk.session.document.path is not None) is named
    assert desk.session.modified
    assert desk.session.shown == Shown(), "what is shown is worth less than the scene"
