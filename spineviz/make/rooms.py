"""The rooms of the house: what each is for, what it may know, and which libraries it may use.

One table for the test of the arrows and for the map on the contributors' page.
"""

from __future__ import annotations

from msgspec import Struct


class Room(Struct, frozen=True):
    """One folder or paper of the package.

    Attributes:
        name: of the folder below `spineviz/`, or of the paper without its ending.
        verb: what happens there; empty for a paper.
        about: half a sentence for the map.
        floor: rooms know those on lower floors only, never one of their own floor.
        libraries: what beyond the standard library may be imported there.
    """

    name: str
    verb: str
    about: str
    floor: int
    libraries: tuple[str, ...] = ()


QT = ("PySide6", "shiboken6", "pyqtgraph")

ROOMS = (
    Room("tables", "read", "typed rows of resources/, products, references", 0, ("msgspec",)),
    Room("scene", "", "paper 1: everything that a person can set", 1, ("msgspec",)),
    Room("mechanics", "solve", "bodies, springs, cables, pads; has never heard of a spine", 0,
         ("msgspec", "numpy", "threadpoolctl")),
    Room("anatomy", "build", "a scene's person at rest, with the pads of the skin", 2,
         ("msgspec", "numpy")),
    Room("outcome", "", "paper 2: everything that is reported of a solved pose", 3,
         ("msgspec", "numpy")),
    Room("values", "", "one row for every number that is reported", 4, ("msgspec", "numpy")),
    Room("simulation", "solve", "simulate(scene) gives an outcome", 5, ("msgspec", "numpy")),
    Room("drawing", "draw", "an outcome as outlines, streams, profiles: plain arrays, no Qt", 6,
         ("msgspec", "numpy")),
    Room("lab", "try", "experiments as laboratories do them, and published tables", 6,
         ("msgspec", "numpy")),
    Room("teaching", "try", "cards, lessons and handouts as data", 7,
         ("msgspec", "numpy", "tomli_w")),
    Room("words", "say", "names, sentences, differences: the only room with language", 8,
         ("msgspec", "numpy")),
    Room("session", "show", "the one writer: scene, what is shown, history, idle work", 9,
         ("msgspec", "numpy", "PySide6.QtCore")),
    Room("window", "show", "the views; no mathematics", 10, ("msgspec", "numpy", *QT)),
    Room("command", "show", "the command line, one file a command", 11, ("msgspec", "PySide6")),
    Room("make", "show", "maintainers' pages and pictures", 12, ("msgspec", "PySide6")),
)  # fmt: skip
"""Every room, from the ground up."""

BY_NAME = {room.name: room for room in ROOMS}
