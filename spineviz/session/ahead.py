"""Places under the back where a drag may soon be: solved while nobody does anything, and kept.

A drag asks for one place after another, each at once. So places are whole millimetres, and the
outcomes of those that were solved are kept with what pictures derive of them, 0.3 MB each. The work
is done on the thread of the window, a place a turn, after everything that is shown is known; any
change of the scene stops it. First comes every third millimetre, the nearest first: a drag takes a
place beside the pointer's that is known before one that is not, a pixel away in most windows.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Protocol
from weakref import WeakSet

import numpy as np
from PySide6.QtCore import QObject, QTimer

from spineviz.outcome import Outcome, Rolled
from spineviz.scene import Scene
from spineviz.session.idle import Idle, Settles
from spineviz.session.view import State, View
from spineviz.simulation.place import roller_mm, roller_track
from spineviz.simulation.simulate import simulate
from spineviz.simulation.warm_start import lightly

log = logging.getLogger(__name__)

PLACE = "roller.position_mm"
QUIET = 600  # ms without a change until places are solved: twice what idle work waits
MOST_PLACES = 700  # that are kept: the whole back of one scene, and some of the one before
COARSE = 3  # mm between the places that come first; one beside any other is among them
MOST_PEOPLE = 3  # who lie there: each has an anatomy of 2 MB, and a slider passes hundreds of them


class Lends(Settles, Protocol):
    """What is asked of the session that it belongs to."""

    @property
    def in_hand(self) -> bool:
        """Whether somebody holds the roller with the mouse."""

    @property
    def idle(self) -> Idle:
        """What is found out for what is shown; it goes first."""


class Ahead(QObject):
    """Solves the places of the roller before anybody asks. The session connects `stop` and `follow`
    to what changes."""

    def __init__(self, session: Lends, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._known: OrderedDict[Scene, Outcome] = OrderedDict()
        self._watching: WeakSet[QObject] = WeakSet()
        self._also: dict[Callable[[Rolled], object], None] = {}
        self._places: Iterator[tuple[int, int]] = iter(())
        self._neighbours: dict[int, Outcome] = {}
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._step)

    def known(self, scene: Scene) -> Outcome | None:
        """What came of a scene before, if it is kept."""
        return self._known.get(scene)

    def next_to(self, scene: Scene, place: int) -> int:
        """A place (mm) of a scene's roller that is known, or else itself: one beside it if only
        that is known."""
        end = int(roller_track(scene).position_mm[-1])
        for each in (place, max(place - 1, 0), min(place + 1, end)):
            if scene.set(PLACE, float(each)) in self._known:
                return each
        return place

    def keep(self, outcome: Outcome) -> None:
        """Keep what came of a scene."""
        self._known.setdefault(outcome.scene, lightly(outcome))
        self._known.move_to_end(outcome.scene)
        while len(self._known) > MOST_PLACES:
            self._known.popitem(last=False)
        people = list(dict.fromkeys(each.person for each in reversed(self._known.values())))
        if len(people) > MOST_PEOPLE:
            gone = people[MOST_PEOPLE:]
            for scene in [each for each, kept in self._known.items() if kept.person in gone]:
                del self._known[scene]

    def want(self, wanted: bool, who: QObject) -> None:
        """Work from now on, or no longer: whoever lets the roller be dragged says so."""
        if wanted:
            self._watching.add(who)
        else:
            self._watching.discard(who)
        self.follow(self._session.view)

    def also(self, *derive: Callable[[Rolled], object]) -> None:
        """Have this derived of every place too that is solved ahead; it keeps what it finds."""
        self._also |= dict.fromkeys(derive)

    @property
    def busy(self) -> bool:
        """Whether places are left, as far as is known."""
        return self._turn.isActive()

    def stop(self, view: View | None = None) -> None:
        """Another scene has come."""
        self._turn.stop()
        self._places = iter(())
        self._neighbours.clear()

    def follow(self, view: View) -> None:
        """A scene is settled, or outside the model."""
        self.stop()
        if self._watching and view.state is State.SETTLED and view.scene.task == "roll":
            self._places = places_near(view.scene)
            if view.outcome is not None:
                self._neighbours = {-1: view.outcome, 1: view.outcome}
            self._turn.start(QUIET)

    def _step(self) -> None:
        """One place; while other work waits, or the roller is held, none."""
        if self._session.idle.busy or self._session.in_hand or self._session.shown.hidden:
            self._turn.start(QUIET)
            return
        for way, place in self._places:
            scene = self._session.scene.set(PLACE, float(place))
            if scene not in self._known:
                self._turn.start(0)
                self._solve(way, scene)
                return
        self.stop()

    def _solve(self, way: int, scene: Scene) -> None:
        try:
            self._neighbours[way] = simulate(scene, self._neighbours.get(way))
            self.keep(self._neighbours[way])
            kept = self._known[scene]
            if isinstance(kept, Rolled):
                for derive in self._also:
                    derive(kept)
        except MemoryError:  # what may never be asked for goes first
            log.exception("no memory for %d places", len(self._known))
            self._known.clear()
            self.stop()
        except Exception:  # the window has to outlive any fault of the model
            log.exception("solving %s ahead", scene)


def places_near(scene: Scene) -> Iterator[tuple[int, int]]:
    """Whole millimetres down the spine under a scene's back, the nearest of every third first, then
    the nearest of the rest; each with the way to it: -1 up, 1 down."""
    at, end = roller_mm(scene), float(roller_track(scene).position_mm[-1])
    places = np.arange(int(end) + 1)
    near = places[np.argsort(np.abs(places - at), kind="stable")]
    coarse = (near - near[0]) % COARSE == 0
    for place in np.concatenate((near[coarse], near[~coarse])).tolist():
        yield (-1 if place < at else 1), place
