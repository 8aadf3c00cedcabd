"""Scene files: new, open, save, and what is kept of scenes that were not saved.

Opening asks nothing and loses nothing: undo comes back to the document before, and a change that
stands in no file is kept on disk until it is saved, taken back, or declined when it is offered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from spineviz.scene import Scene, SceneError
from spineviz.session.author import DRAFT
from spineviz.session.document import Document, absolute, is_gone, read_document, run_of
from spineviz.session.history import Step
from spineviz.session.lesson_draft import LessonDraft
from spineviz.session.recovery import Left, Recovery
from spineviz.session.scene_file import MAX_FILE_BYTES
from spineviz.session.session import Session
from spineviz.session.settings import Settings
from spineviz.session.shown import Shown
from spineviz.session.whole_file import write_whole
from spineviz.teaching.lesson_parts import LessonError
from spineviz.teaching.lessons import read_lesson
from spineviz.words.author_words import first_of
from spineviz.words.language import say

SUFFIX = ".spineviz"
ENDINGS = (SUFFIX, ".json")
LESSON_ENDING = ".toml"
HELD_MS = 600
"""How long something is held until it is kept. A crash in the midst of writing leaves what was kept
the time before: two of these and a slow disk are what may be lost, two seconds at most."""
FILE = "file"  # entry of a kept scene: the file that it belongs to, and what that held


class Filing(QObject):
    """What happens to the documents of a session.

    Signals:
        said(str): something to tell in words.
    """

    said = Signal(str)

    def __init__(
        self, session: Session, settings: Settings, recovery: Recovery | None, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._settings, self._recovery = session, settings, recovery
        self._kept: Step | None = None
        if session.document.path is not None:
            settings.add_recent(session.document.path)
        session.stepped.connect(self._keep)
        self._held = QTimer(self)
        self._held.setSingleShot(True)
        self._held.setInterval(HELD_MS)
        self._held.timeout.connect(self._keep_held)
        session.settling.connect(self._wait)
        if recovery is not None:
            session.lesson.resumed.connect(recovery.clear)
        self._keep()

    def new(self) -> None:
        """Start again from the default scene, without a file."""
        shown = self._session.shown.of_lesson(Shown())
        self._take(Document(None, Scene()), Scene(), shown, say("step.new"))

    def open(self, path: Path) -> bool:
        """Take the scene of a file, or begin the lesson that it holds; what is wrong with it is
        said in words."""
        if path.name.lower().endswith(LESSON_ENDING):
            return self._open_lesson(path)
        try:
            document, scene, shown = read_document(path, self._session.shown)
        except SceneError as error:
            if is_gone(path):
                self._settings.forget_recent(absolute(path))
            self.said.emit(say("file.not_opened", why=error))
            return False
        self._take(document, scene, shown, say("step.open", name=path.name))
        self._settings.add_recent(absolute(path))
        return True

    def _open_lesson(self, path: Path) -> bool:
        try:
            lesson = read_lesson(path)
        except LessonError as error:
            if is_gone(path):
                self._settings.forget_recent(absolute(path))
            self.said.emit(say("file.not_opened", why=first_of(error.mistakes)))
            return False
        if not self._session.lesson.start(lesson):
            return False
        self._settings.add_recent(absolute(path))
        return True

    def save_lesson_as(self, path: Path) -> bool:
        """Write the lesson that is being written, whole or not at all."""
        path = absolute(with_ending(path, (LESSON_ENDING,)))
        author = self._session.author
        try:
            draft, text = author.text(path)
        except LessonError as error:
            self.said.emit(say("draft.not_saved", why=first_of(error.mistakes)))
            return False
        if not self._write(path, text):
            return False
        author.saved(draft)
        self._tell_saved(path)
        return True

    def save(self) -> bool:
        """Write to the file that the scene has; False where it has none."""
        path = self._session.document.path
        return path is not None and self.save_as(path)

    def save_as(self, path: Path) -> bool:
        """Write the scene to a file, whole or not at all."""
        path = absolute(with_ending(path, ENDINGS))
        session = self._session
        text = session.document.text(session.scene, session.shown)
        if len(text) > MAX_FILE_BYTES:
            self.said.emit(say("file.not_saved.large", name=path.name))
            return False
        if not self._write(path, text):
            return False
        session.saved(path)
        self._tell_saved(path)
        return True

    def _write(self, path: Path, text: str) -> bool:
        """Write a file, whole or not at all; where that cannot be, it is said why."""
        try:
            write_whole(path, text)
        except OSError as error:
            self.said.emit(say("file.not_saved", path=path, why=error.strerror))
            return False
        return True

    def _tell_saved(self, path: Path) -> None:
        self._settings.add_recent(path)
        self.said.emit(say("file.saved", name=path.name))

    def restore(self, left: Left) -> None:
        """Go on with what was left: in its file, if it had one, and still unsaved."""
        text = left.others.get(DRAFT)
        if isinstance(text, str):
            self._session.author.restore(text)
            return
        file = left.others.get(FILE)
        others = {key: value for key, value in left.others.items() if key != FILE}
        looks, shown = others.get("shown"), self._session.shown
        try:
            shown = shown.read(looks) if isinstance(looks, dict) else shown.of_lesson(Shown())
        except SceneError:  # what is shown is worth less than the scene
            shown = shown.of_lesson(Shown())
        others, run = run_of(others)
        document = _document_of(file if isinstance(file, dict) else {}, others)
        document = replace(document, run=run)
        if run is not None:
            shown = replace(shown, hidden=run.hidden)
        self._take(document, left.scene, shown, say("step.restore"))
        if document.path is not None:
            self._settings.add_recent(document.path)

    def close(self) -> None:
        """The window closes."""
        self._keep()
        if self._recovery is not None:
            self._recovery.close()

    def _take(self, document: Document, scene: Scene, shown: Shown, label: str) -> None:
        self._session.take(Step(label, scene, self._session.history.pinned, shown, document))

    def _keep(self) -> None:
        """Keep the last finished scene where neither crash nor close can reach it. One that is
        left for another document stays kept until somebody comes back to it."""
        self._held.stop()
        self._keep_step(self._session.history.now)

    def _wait(self, _: object) -> None:
        """Something is held, or will be a step in a moment."""
        if not self._held.isActive():
            self._held.start()

    def _keep_held(self) -> None:
        """Keep what is held still as if it were finished."""
        session = self._session
        self._keep_step(replace(session.history.now, scene=session.scene))

    def _keep_step(self, step: Step) -> None:
        before = self._kept
        if self._recovery is None or step == before:
            return
        self._kept = step
        self._keep_draft(None if before is None else before.draft, step.draft)
        number, path = step.document.number, step.document.path
        if not step.modified:
            self._recovery.clear(number)
            return
        held = step.document.scene
        file = {"path": str(path), "scene": held.to_dict() if held else None}
        others = {**step.document.others, **({FILE: file} if path else {})}
        document = replace(step.document, others=others)
        self._recovery.write(number, document.text(step.scene, step.shown))

    def _keep_draft(self, before: LessonDraft | None, draft: LessonDraft | None) -> None:
        """The same for the lesson that is being written, under a number below nought."""
        if self._recovery is None or draft == before:
            return
        if draft is None:  # undone
            self._recovery.clear(-before.number if before else 0)
        elif draft.saved:
            self._recovery.clear(-draft.number)
        else:
            self._recovery.write(-draft.number, self._session.author.kept_text(draft))


def with_ending(path: Path, endings: Sequence[str]) -> Path:
    """The path as it is written: a name that ends in none of the endings gets the first one."""
    if path.name.lower().endswith(tuple(endings)):
        return path
    return path.with_name(path.name + endings[0])


def _document_of(file: Mapping[str, object], others: Mapping[str, object]) -> Document:
    """The document of a scene that was left: that of its file, unless this holds something else
    by now, which is not to be written over unasked."""
    name = file.get("path")
    if not isinstance(name, str) or "\0" in name:
        return Document(others=others)
    path = absolute(Path(name))
    if is_gone(path):
        return Document(path, others=others)
    try:
        document = read_document(path, Shown())[0]
    except SceneError:
        return Document(others=others)
    if document.scene is None or document.scene != _scene_of(file):
        return Document(others=others)
    return replace(document, others=others)


def _scene_of(file: Mapping[str, object]) -> Scene | None:
    """The scene that a file held when the scene was kept."""
    held = file.get("scene")
    try:
        return Scene.from_dict(held) if isinstance(held, dict) else None
    except SceneError:
        return None
