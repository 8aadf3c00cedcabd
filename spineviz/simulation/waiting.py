"""What may be seen of a scene whose outcome is not told: its person lying flat, not yet on the
roller, and where the roller stands. The scene itself is not solved for it.
"""

from __future__ import annotations

import numpy as np

from spineviz.anatomy.person import person_of, recipe_of
from spineviz.mechanics.one_thread import on_one_thread
from spineviz.outcome import Standing, Waiting
from spineviz.scene import Scene
from spineviz.simulation.flat import lying_flat
from spineviz.simulation.place import place_of, track_of
from spineviz.simulation.read_out import read_out
from spineviz.tables.tables import TABLES, Tables


@on_one_thread
def waiting(scene: Scene, tables: Tables = TABLES, roller: bool = True) -> Waiting | None:
    """The person of a scene lying flat beside the roller, or without one; None where no balance
    was found.

    Raises:
        SceneError: the roller is placed beyond the back.
    """
    flat = lying_flat(recipe_of(scene), tables)
    if flat is None:
        return None
    person, found = flat.person, flat.found
    lying = read_out(scene, person, None, found.energy, found, found.pose)
    seen = {name: getattr(lying, name) for name in lying.__struct_fields__}
    untold = {"alerts": (), "readings": (), "assumptions": (), "state": None, "flat": None}
    return Waiting(**{**seen, **untold, "standing": _standing(scene, tables) if roller else None})


def _standing(scene: Scene, tables: Tables) -> Standing | None:
    """Where the roller of a scene stands; None in a task without one."""
    if scene.task != "roll":
        return None
    person = person_of(scene, tables)
    place, track = place_of(scene, person), track_of(person)
    x = float(np.interp(place.number, np.arange(len(track.levels)), track.x_m))
    radius = scene.roller_diameter_mm / 2000
    return Standing(place, x, radius, radius)  # it lies on the floor
