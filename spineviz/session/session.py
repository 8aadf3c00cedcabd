"""The session holds the scene and keeps an outcome for it.

Every change goes through `change` (while something is held) or `set` (at once). The solver runs on
the thread of the window, once a turn of the event loop and always for the latest scene, so that a
drag never queues up and no view is ever told about two scenes at once.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from spineviz.outcome import Balanced
from spineviz.scene import BY_KEY, Scene, SceneError
from spineviz.session.ahead import Ahead
from spineviz.session.author import Author
from spineviz.session.before import Remembered
from spineviz.session.compare import Compare
from spineviz.session.document import Document
from spineviz.session.history import History, Step
from spineviz.session.idle import Idle, Piece
from spineviz.session.lesson_draft import LessonDraft
from spineviz.session.lesson_player import LessonPlayer
from spineviz.session.lesson_run import LessonRun
from spineviz.session.play import Play
from spineviz.session.shown import Shown
from spineviz.session.view import State, View
from spineviz.simulation.place import RollerTrack, nearest_level, roller_mm, roller_track
from spineviz.simulation.simulate import simulate
from spineviz.simulation.waiting import waiting
from spineviz.words.captions import why_asked
from spineviz.words.language import say
from spineviz.words.lesson_words import HIDDEN

log = logging.getLogger(__name__)

CAGE = ("ribs", "blades")  # what a place is shown without, to say what they do there
SHOW = say("step.show")  # label of a change of what is shown
WITHIN = 0.5  # mm, nearer to where it is a roller that is held stays
HELD = say("step.change")  # label of what was held when something else came


class Session(QObject):
    """The one writer of the scene and of what is shown of it, for any number of windows.

    Args:
        scene: where it starts.
        shown: what is shown at first.
        document: whose scene it is; an untitled one without it.

    Attributes:
        compare: the scene A that this one is held against, if any.
        play: rolls by itself.
        idle: finds out what windows ask for while nobody does anything.
        ahead: solves the places to which the roller may be dragged next.
        lesson: the lesson that runs, if any.
        author: the lesson that is being written, if any.

    Signals:
        changed(View): a scene was set and its outcome is known, or known not to exist.
        settling(View): a scene was set and waits for its outcome.
        committed(str): a change was finished; the words say which.
        pointed(str): the pointer is at a level, or at none (empty); views light it up.
        shown_changed(Shown): something else is shown.
        stepped(): another step of the history is the last one, or it is another file's now.
        let_go(): the scene has changed by other hands: whoever holds something holds it no more.
        refused(str): something that was typed cannot be; the words say why.
    """

    changed = Signal(object)
    settling = Signal(object)
    committed = Signal(str)
    pointed = Signal(str)
    shown_changed = Signal(object)
    stepped = Signal()
    let_go = Signal()
    refused = Signal(str)

    def __init__(
        self,
        scene: Scene | None = None,
        parent: QObject | None = None,
        shown: Shown | None = None,
        document: Document | None = None,
    ) -> None:
        super().__init__(parent)
        self._history = History(scene or Scene(), shown, document)
        self._scene = self._history.scene
        self._good: Balanced | None = None
        self._remembered = Remembered()
        self._pointed = ""
        self._in_hand = False
        self._view = View(self._scene, None, None, State.SETTLING, "")
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self.solve_now)
        self.compare = Compare(self, self)
        self.play = Play(self, self)
        self.idle = Idle(self, self)
        self.idle.add(tuple, self._left_of_a)
        self.ahead = Ahead(self, self)
        self.lesson = LessonPlayer(self, self)
        self.author = Author(self, self)
        for follow in (self.compare.follow, self.play.follow, self.idle.drop, self.ahead.stop):
            self.settling.connect(follow)
        self.changed.connect(self.idle.follow)
        self.changed.connect(self.ahead.follow)
        self.shown_changed.connect(self.idle.show)
        self.stepped.connect(self.lesson.follow)
        self.stepped.connect(self.author.follow)
        self.lesson.changed.connect(self.author.follow)
        self.idle.show(self.shown)

    @property
    def scene(self) -> Scene:
        """The scene as it is set now."""
        return self._scene

    @property
    def view(self) -> View:
        """What was last told to the views."""
        return self._view

    def _left_of_a(self) -> Iterable[Piece]:
        """Idle work: the columns of the scene that this one is held against."""
        outcome = self.compare.outcome
        return () if outcome is None else self.idle.sweep_left(outcome.scene)

    @property
    def history(self) -> History:
        """For the labels of undo and redo."""
        return self._history

    @property
    def shown(self) -> Shown:
        """What is shown."""
        return self._history.now.shown

    @property
    def document(self) -> Document:
        """Whose scene it is."""
        return self._history.now.document

    @property
    def modified(self) -> bool:
        """Whether scene or lesson are something else than the file holds."""
        return not self.document.holds(self._scene, self.shown)

    def show(self, shown: Shown, label: str = SHOW) -> None:
        """Show something else. Where it belongs to the document this is a step of undo."""
        before = self.shown
        if shown == before:
            return
        if self._history.show(shown, label):
            self.committed.emit(label)
        self._stepped(before)

    def start(self) -> None:
        """Solve the first scene in the next turn of the event loop."""
        self._put(self._scene)

    def change(self, key: str, value: object) -> None:
        """Set a quantity while it is held; `commit` ends that. One that is locked stays.

        Raises:
            SceneError: a value that the quantity cannot take.
        """
        scene = self._scene.set(key, value)
        if key not in self.shown.locked:
            self._put(scene)

    def commit(self, label: str, scene: Scene | None = None) -> None:
        """Finish a change: from here undo comes back in one step, and nothing is held.

        Args:
            label: what undo would take back.
            scene: how far the change went, where another one has begun since; that one is held on.
        """
        moved = _place(scene or self._scene) != _place(self._history.scene)
        new = self._history.commit(label, scene or self._scene)
        self._remembered.take(self._view.outcome, self._history.scene)
        if moved and self.shown.hints:
            self.show(replace(self.shown, hints=False))
        if scene is None:
            self._in_hand = False
            self.let_go.emit()
        if new:
            self.committed.emit(label)
            self.stepped.emit()

    @property
    def in_hand(self) -> bool:
        """Whether somebody holds the roller with the mouse."""
        return self._in_hand

    def take_in_hand(self) -> None:
        """The mouse holds the roller until the next commit: nothing else rolls it."""
        self.play.pause()
        self._in_hand = True

    def set(self, key: str, value: object) -> None:
        """Change a quantity and commit that."""
        self._finish_held()
        self.change(key, value)
        self.commit(BY_KEY[key].label)

    def refuse(self, why: SceneError) -> None:
        """What was typed cannot be: nothing is held of it, and the words say why."""
        if self._scene != self._history.scene:
            self._put(self._history.scene)
            self.solve_now()
        self.refused.emit(say("session.not_set", why=why))

    def load(self, scene: Scene, label: str) -> None:
        """Take a whole scene, as one step."""
        self._finish_held()
        self._put(scene)
        self.commit(label)

    @property
    def asked(self) -> Balanced | None:
        """The state before, where it makes one ask why it was so different; else None."""
        before, free = self._view.before, "without" not in self.shown.locked
        return before if free and why_asked(self._view.outcome, before) else None

    def answer(self) -> None:
        """Go back to what is asked about, without ribs and blades."""
        if self.asked is not None:
            self.take_away(CAGE, self.asked.scene, say("step.take_away"))

    def take_away(self, parts: tuple[str, ...], at: Scene, label: str) -> None:
        """Go back to a scene, and from there do without some structures: two steps, so that what
        was there with them is what comes before."""
        self.load(at, BY_KEY["roller.level"].label)
        self.solve_now()
        self.load(at.set("without", [*at.without, *parts]), label)

    def load_pair(self, scene: Scene, pinned: Scene | None, label: str) -> None:
        """Take a whole scene and the one that it is compared with, or None, as one step."""
        self._finish_held()
        new = self._history.commit_pair(label, scene, pinned)
        self._put(scene)
        if new:
            self.committed.emit(label)
            self.stepped.emit()

    def take(self, step: Step) -> None:
        """Go on with another document, as one step: undo comes back to the one before."""
        self._finish_held()
        before = self.shown
        self._history.take(step)
        self._remembered.forget()
        self._put(step.scene)
        self.committed.emit(step.label)
        self._stepped(before)

    def come_back(self, step: Step) -> None:
        """Go on with a document that was left, as one step."""
        self._finish_held()
        before = self.shown
        self._history.come_back(step)
        self._put(step.scene)
        self.committed.emit(step.label)
        self._stepped(before)

    def write(self, draft: LessonDraft, label: str) -> None:
        """Another state of the lesson that is being written, as one step."""
        self._finish_held()
        if self._history.write(draft, label):
            self.committed.emit(label)
            self.stepped.emit()

    def lesson_saved(self, draft: LessonDraft) -> None:
        """The lesson that is being written stands in its file now."""
        self._history.lesson_saved(draft)
        self.stepped.emit()

    def saved(self, path: Path) -> None:
        """Scene and look stand in a file now."""
        self._finish_held()
        self._history.saved(path, self._history.now)
        self.stepped.emit()

    def teach(self, run: LessonRun) -> None:
        """Somebody is elsewhere in the lesson of this document."""
        before = self.shown
        self._history.teach(run)
        if self.shown.hidden != before.hidden or self._view.state is State.HIDDEN:
            self._put(self._scene)
            self.compare.renew()
            self.solve_now()
        self._stepped(before)

    def undo(self) -> None:
        """Take the last change back, also one that is still held."""
        self._finish_held()
        before = self.shown
        self._put(self._history.undo())
        self._stepped(before)

    def redo(self) -> None:
        """Bring back the last change that was taken back."""
        self._finish_held()
        before = self.shown
        self._put(self._history.redo())
        self._stepped(before)

    def finish(self) -> None:
        """Nobody looks any more: nothing moves, and what is held is a step."""
        self._finish_held()
        self.idle.drop()
        self.ahead.stop()

    def _finish_held(self) -> None:
        """What somebody holds is a step of its own, and held no more."""
        self.play.pause()
        self.commit(HELD)

    def _stepped(self, before: Shown) -> None:
        """Tell that the history stands elsewhere, and what is shown there."""
        if self.shown != before:
            self.shown_changed.emit(self.shown)
        self.stepped.emit()

    @property
    def track(self) -> RollerTrack:
        """Places of the roller under the levels of this person."""
        return roller_track(self._scene)

    @property
    def roller_mm(self) -> float:
        """Place of the roller down the spine from T1, however the scene gives it."""
        return roller_mm(self._scene)

    def roll_to(self, x_m: float) -> None:
        """Hold the roller at a place along the floor (m), as far as the back reaches, in whole
        millimetres down the spine: those that are solved ahead, or one beside it that is."""
        track = self.track
        way = 1 if track.x_m[-1] > track.x_m[0] else -1  # face down, x runs towards the head
        position = float(np.interp(way * x_m, way * track.x_m, track.position_mm))
        if abs(position - self.roller_mm) < WITHIN:
            return
        if position < track.position_mm[-1]:
            position = self.ahead.next_to(self._scene, round(position))
        self.roll_to_mm(position)

    def roll_to_mm(self, position: float) -> None:
        """Hold the roller at a distance down the spine (mm), as far as the back reaches."""
        end = float(self.track.position_mm[-1])
        # a hundredth is finer than anybody can point, and keeps scene files readable
        place = min(max(round(position, 2), 0.0), np.floor(end * 100) / 100)
        if place != self._scene.roller_position_mm:
            self.change("roller.position_mm", place)

    @property
    def pointed_level(self) -> str:
        """Level that the pointer is at in any view, or empty."""
        return self._pointed

    def point_at(self, level: str) -> None:
        """Tell all views that the pointer is at a level, or at none (empty)."""
        if level != self._pointed:
            self._pointed = level
            self.pointed.emit(level)

    @property
    def nearest_level(self) -> str:
        """Level next to the roller."""
        return nearest_level(self._scene)

    def step_level(self, steps: int) -> None:
        """Hold the roller under the next level, or the one after that, down the spine."""
        self.change("roller.level", self.next_level(steps))

    def next_level(self, steps: int) -> str:
        """The level so many steps down the spine from the nearest one, as far as there are."""
        levels = self.track.levels
        row = levels.index(self.nearest_level) + steps
        return levels[min(max(row, 0), len(levels) - 1)]

    def solve_now(self) -> None:
        """Solve the latest scene and tell the views; normally the event loop does this."""
        self._turn.stop()
        view = self.view_of(self._scene)
        self._remembered.take(view.outcome, self._history.scene)
        before = self._remembered.before(self._scene)
        if before is not None and self.lesson.hides(before.scene):
            before = None
        self._view = replace(view, before=before)
        self._good = self._view.picture
        self.changed.emit(self._view)

    def view_of(self, scene: Scene) -> View:
        """What a view of some scene shows; without an outcome its picture is the last good one of
        somebody who lies like this, or the person lying flat."""
        picture = self._good
        try:
            if self.lesson.hides(scene):
                return View(scene, None, waiting(scene), State.HIDDEN, HIDDEN)
            outcome = self.ahead.known(scene)
            if outcome is None:
                outcome = simulate(scene, self._good)
            self.ahead.keep(outcome)
            if outcome.converged:
                return View(scene, outcome, outcome, State.SETTLED, "")
            alerts = " ".join(say(alert.saying) for alert in outcome.alerts)
            message, picture = say("session.outside", why=alerts), self._lying(scene, True)
        except SceneError as error:
            message, picture = say("session.refused", why=error), self._lying(scene, False)
        except MemoryError:  # no fault of the model: whoever asked is told what is missing
            raise
        except Exception:  # the window has to outlive any fault of the model
            log.exception("solving %s", scene)
            message = say("session.failed")
        return View(scene, None, picture, State.OUTSIDE, message)

    def _lying(self, scene: Scene, roller: bool) -> Balanced | None:
        """What is drawn of a scene without an outcome: the last good picture of somebody who lies
        like this, else the person flat on the floor, with the roller where it has a place."""
        good = self._good
        if good is not None and (good.scene.face, good.scene.task) == (scene.face, scene.task):
            return good
        return waiting(scene, roller=roller)

    def _put(self, scene: Scene) -> None:
        self._scene = scene
        self._turn.start()
        self.settling.emit(replace(self._view, scene=scene, state=State.SETTLING))


def _place(scene: Scene) -> tuple[str | None, float | None]:
    """Where a scene puts its roller, as it gives it."""
    return scene.roller_level, scene.roller_position_mm
