"""What the window finds out while nobody does anything: baseline, what-ifs, sweep over the levels.

Some time after a scene is settled one solve is done a turn of the event loop, on the thread of the
window. Any change of the scene drops what is still queued, so that it never waits for more than the
one solve that is being done. What has been found is kept for scenes that come back.
"""

from __future__ import annotations

import logging
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from enum import Enum
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Protocol, TypeVar
from weakref import WeakSet

from msgspec import Struct, field
from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from spineviz.drawing.profile import Profile, profile
from spineviz.lab.population import body, simulate_body
from spineviz.outcome import Outcome, Rolled
from spineviz.scene import ROLLER_PLACES, WHAT_IFS, Scene, SceneError
from spineviz.session.shown import Shown
from spineviz.session.view import State, View
from spineviz.simulation.place import roller_track
from spineviz.simulation.simulate import simulate
from spineviz.values import Numbers, scalars_of

log = logging.getLogger(__name__)

QUIET = 300  # ms without a change until idle work begins
TOLD_EVERY = 100  # ms between two times that views are told: painting takes as long as a solve
PEOPLE = 40  # sampled bodies that show how people differ
SEED = 1  # of their sample: the same bodies in every scene
KEPT = 32  # scenes of which the findings are kept

BASELINE_LEVEL, BASELINE_ARMS = "T8", "sides"


class Work(Enum):
    """What can be found out. Only what somebody shows is worked on."""

    BASELINE = "baseline"
    WHAT_IFS = "what-ifs"
    SWEEP = "sweep"
    PEOPLE = "people"


class Baseline(Struct, frozen=True, eq=False):
    """The scene that read-outs are held against: its numbers, and its pressure along the back."""

    numbers: Numbers
    profile: Profile


class Found(Struct, frozen=True, eq=False):
    """What is known so far about a scene. A pose that was not found has None for its numbers.

    Attributes:
        scene: the scene as it is set.
        baseline: of the same scene with the roller at `BASELINE_LEVEL` and the arms at
            `BASELINE_ARMS`, nothing taken away; None until it is known.
        what_ifs: by structure: numbers with it taken away, or with it back where it is away.
        people: numbers of this scene with sampled bodies, those that found a pose.
        sweep: by level: numbers of this scene with the roller under it.
    """

    scene: Scene
    baseline: Baseline | None = None
    what_ifs: Mapping[str, Numbers | None] = field(default_factory=dict)
    sweep: Mapping[str, Numbers | None] = field(default_factory=dict)
    people: tuple[Numbers, ...] = ()


@lru_cache(maxsize=16)
def placeless(scene: Scene) -> Scene:
    """The scene with the roller at one place: equal for scenes that differ in the place alone."""
    return scene.set("roller.level", BASELINE_LEVEL)


@lru_cache(maxsize=16)
def baseline_scene(scene: Scene) -> Scene:
    """The scene that this one is held against; it keeps its ribs, so that their loss shows."""
    return scene.set_all({"roller.level": BASELINE_LEVEL, "arms": BASELINE_ARMS, "without": ()})


def toggled(scene: Scene, structure: str) -> Scene:
    """The scene with a structure taken away, or put back where it is away."""
    there = structure in scene.without
    rest = [name for name in scene.without if name != structure]
    return scene.set("without", rest if there else [*rest, structure])


T = TypeVar("T")

Piece = Callable[[], None]
"""Work that is done in one turn of the event loop."""

KEPT_NUMBERS = MappingProxyType
"""Kind of the numbers that `scalars_of` makes: nobody can change them."""


class _Store:
    """Keeps the latest `KEPT` values; None is a value too."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, object] = OrderedDict()

    def __contains__(self, key: Hashable) -> bool:
        return key in self._kept

    def get(self, key: Hashable, kind: type[T]) -> T | None:
        """The value of a key if it is one of that kind."""
        value = self._kept.get(key)
        return value if isinstance(value, kind) else None

    def put(self, key: Hashable, value: object, most: int) -> None:
        """Keep a value, and forget the oldest beyond `most`."""
        self._kept[key] = value
        self._kept.move_to_end(key)
        while len(self._kept) > most:
            self._kept.popitem(last=False)


class Settles(Protocol):
    """What idle work asks of the session that it belongs to."""

    @property
    def scene(self) -> Scene:
        """The scene as it is set now."""

    @property
    def view(self) -> View:
        """What was last told to the views."""

    @property
    def shown(self) -> Shown:
        """What is shown."""


class Idle(QObject):
    """Does the work of a scene that is settled, piece by piece. The session connects `drop`,
    `follow` and `show` to what changes.

    Signals:
        ready(Found): more has been found: the last piece, or some others. What is known already of
            a scene that has just been set stands in `found`.
    """

    ready = Signal(object)

    def __init__(self, session: Settles, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._people = False
        self._watching: dict[Work, WeakSet[QObject]] = {work: WeakSet() for work in Work}
        self._store = _Store()
        self._queue: deque[Piece] = deque()
        self._before: list[Callable[[], Iterable[Piece]]] = []
        self._after: list[Callable[[], Iterable[Piece]]] = []
        self._neighbour: Outcome | None = None
        self._told: Found | None = None  # until another piece is found, or wanted
        self._sweeps = _Store()  # by scene, until another piece is found
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET)
        self._quiet.timeout.connect(self._fill)
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._step)
        self._clock = QElapsedTimer()  # since views were told
        self._untold = False

    @property
    def found(self) -> Found:
        """What is known about the scene as it is set."""
        scene = self._session.scene
        if self._session.shown.hidden:  # other levels and people would tell what is hidden
            return Found(scene)
        if self._told is None or self._told.scene != scene:
            self._told = Found(
                scene,
                self._store.get(_baseline_key(scene), Baseline),
                self._known_what_ifs(scene),
                self.sweep_of(scene),
                self._known_people(scene),
            )
        return self._told

    def _known_what_ifs(self, scene: Scene) -> dict[str, Numbers | None]:
        if not self._is_wanted(Work.WHAT_IFS):
            return {}
        return self._known(WHAT_IFS, lambda name: _whatif_key(scene, name))

    def _known_people(self, scene: Scene) -> tuple[Numbers, ...]:
        if not self._people:
            return ()
        found = (
            self._store.get(_people_key(scene, number), KEPT_NUMBERS) for number in range(PEOPLE)
        )
        return tuple(each for each in found if each)

    def sweep_of(self, scene: Scene) -> Mapping[str, Numbers | None]:
        """What is known of some scene with the roller under each level."""
        place = placeless(scene)
        found: dict[str, Numbers | None] | None = self._sweeps.get(place, dict)
        if found is None:
            found = self._known(ROLLER_PLACES, lambda name: (Work.SWEEP, place, name))
            self._sweeps.put(place, found, KEPT)
        return found

    @property
    def busy(self) -> bool:
        """Whether work is waiting."""
        return bool(self._queue) or self._quiet.isActive()

    def want(self, work: Work, wanted: bool, who: QObject) -> None:
        """Work on this from now on, or no longer: whoever shows it says so, in any window."""
        before = self._is_wanted(work)
        if wanted:
            self._watching[work].add(who)
        else:
            self._watching[work].discard(who)
        if self._is_wanted(work) != before:
            self._begin()

    def add(
        self, before: Callable[[], Iterable[Piece]], after: Callable[[], Iterable[Piece]]
    ) -> None:
        """Ask somebody else for pieces of work, too: some come before what is shown, some after."""
        self._before.append(before)
        self._after.append(after)

    def renew(self) -> None:
        """Somebody else has other work now."""
        self._begin()

    def show(self, shown: Shown) -> None:
        """Find out how people differ while that is shown."""
        if shown.people != self._people:
            self._people = shown.people
            self._begin()

    def _is_wanted(self, work: Work) -> bool:
        """How people differ is shown beside the baseline, or not at all."""
        if work is Work.PEOPLE:
            return self._people and bool(self._watching[Work.BASELINE])
        return bool(self._watching[work])

    def _begin(self) -> None:
        """Other things are wanted."""
        self._told = None
        self.drop()
        settled = self._session.view.state is State.SETTLED
        wanted = settled and any(self._is_wanted(work) for work in Work)
        if wanted or any(True for more in (*self._before, *self._after) for _ in more()):
            self._quiet.start()

    def finish(self) -> None:
        """Do at once all that is wanted, for a picture that is taken only once."""
        for _ in self.finishing():
            pass

    def finishing(self) -> Iterator[None]:
        """The same, a solve at a time, for somebody who may be told to stop."""
        self.drop()
        if self._session.view.state is State.SETTLED:
            self._fill()
        while self._queue:
            self._step()
            yield

    def _known(
        self, names: tuple[str, ...], key: Callable[[str], Hashable]
    ) -> dict[str, Numbers | None]:
        return {
            name: self._store.get(key(name), KEPT_NUMBERS)
            for name in names
            if key(name) in self._store
        }

    def drop(self, view: View | None = None) -> None:
        """Another scene has come: nothing of the old one is worked on any more."""
        self._queue.clear()
        self._neighbour = None
        self._turn.stop()
        self._quiet.stop()

    def follow(self, view: View) -> None:
        """A scene is settled, or outside the model."""
        self._begin()

    def _fill(self) -> None:
        """Queue what is wanted and not known."""
        for more in self._before:
            self._queue.extend(more())
        if self._session.view.state is State.SETTLED and not self._session.shown.hidden:
            self._fill_shown()
        for more in self._after:
            self._queue.extend(more())
        if self._queue:
            self._clock.start()
            self._turn.start()
        elif self._untold:  # nobody wants the rest of what was begun
            self._tell()

    def _fill_shown(self) -> None:
        scene = self._session.scene
        if scene.task != "roll":  # without a roller there is nothing to move or to hold against
            return
        if self._is_wanted(Work.BASELINE) and _baseline_key(scene) not in self._store:
            self._queue.append(partial(self._find_baseline, scene))
        if self._is_wanted(Work.WHAT_IFS):
            for name in WHAT_IFS:
                if _whatif_key(scene, name) not in self._store:
                    self._queue.append(partial(self._find_what_if, scene, name))
        self._queue.extend(self.sweep_left(scene))
        if self._is_wanted(Work.PEOPLE):
            for number in range(PEOPLE):
                if _people_key(scene, number) not in self._store:
                    self._queue.append(partial(self._find_person, scene, number))

    def sweep_left(self, scene: Scene) -> Iterator[Piece]:
        """Work that is left until a scene that has an outcome is known under each level, where
        anybody shows that."""
        if scene.task != "roll" or self._session.shown.hidden or not self._is_wanted(Work.SWEEP):
            return
        for level in roller_track(scene).levels:
            if _sweep_key(scene, level) not in self._store:
                yield partial(self._find_level, scene, level)

    def _step(self) -> None:
        """One solve."""
        if self._queue:
            self._queue.popleft()()
            self._untold = True
        if not self._queue:
            self._turn.stop()
            self._neighbour = None
        if not self._queue or self._clock.elapsed() >= TOLD_EVERY:
            self._tell()

    def _tell(self) -> None:
        self._clock.start()
        self._untold = False
        self.ready.emit(self.found)

    def _find_baseline(self, scene: Scene) -> None:
        outcome = _solved(baseline_scene(scene), None)
        value = None if outcome is None else Baseline(scalars_of(outcome), profile(outcome))
        self._keep(_baseline_key(scene), value)

    def _find_what_if(self, scene: Scene, name: str) -> None:
        outcome = _solved(toggled(scene, name), None)
        self._keep(_whatif_key(scene, name), None if outcome is None else scalars_of(outcome))

    def _find_person(self, scene: Scene, number: int) -> None:
        outcome = _attempt(lambda: simulate_body(scene, body(SEED, number)), scene)
        self._keep(_people_key(scene, number), None if outcome is None else scalars_of(outcome))

    def _find_level(self, scene: Scene, level: str) -> None:
        outcome = _solved(scene.set("roller.level", level), self._neighbour)
        self._neighbour = outcome
        self._keep(_sweep_key(scene, level), None if outcome is None else scalars_of(outcome))

    def _keep(self, key: Hashable, value: object) -> None:
        self._told = None
        self._sweeps = _Store()
        self._store.put(key, value, KEPT * (1 + len(WHAT_IFS) + len(ROLLER_PLACES) + PEOPLE))


def _solved(scene: Scene, warm: Outcome | None) -> Rolled | None:
    """The balanced outcome of a scene with a roller, or None: then there are no numbers."""
    return _attempt(lambda: simulate(scene, warm), scene)


def _attempt(solve: Callable[[], Outcome], scene: Scene) -> Rolled | None:
    try:
        outcome = solve()
    except SceneError:
        return None
    except MemoryError:  # a picture without what was to be in it would be another one
        raise
    except Exception:  # the window has to outlive any fault of the model
        log.exception("solving %s while idle", scene)
        return None
    return outcome if isinstance(outcome, Rolled) else None


def _baseline_key(scene: Scene) -> Hashable:
    return Work.BASELINE, baseline_scene(scene)


def _whatif_key(scene: Scene, name: str) -> Hashable:
    return Work.WHAT_IFS, toggled(scene, name)


def _people_key(scene: Scene, number: int) -> Hashable:
    return Work.PEOPLE, scene, number


def _sweep_key(scene: Scene, level: str) -> Hashable:
    return Work.SWEEP, placeless(scene), level
