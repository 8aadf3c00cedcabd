"""A row of a table for each of many scenes: what `sweep` gives, and what CSV files hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from spineviz.scene import BY_KEY, FIELDS, Scene, SceneError, shown
from spineviz.simulation.report import Plain, as_row
from spineviz.simulation.simulate import simulate
from spineviz.tables.tables import TABLES, Tables


def sweep(
    scene: Scene, tables: Tables = TABLES, **over: Iterable[object]
) -> list[dict[str, Plain]]:
    """Solve a scene for every combination of some values, the last key changing fastest.

    Each is solved from a cold start, so that no row depends on the rows before it.

    Args:
        scene: everything that is not swept.
        tables: what bodies and rollers are made of.
        over: values by quantity, named like an attribute of `Scene` or like its key:
            `sweep(Scene(), roller_level=["T8", "L3"])`.

    Returns:
        One row a scene, in order: the swept keys, then the columns of the CSV of the command line.
        Where no pose was found `converged` is False and numbers are None.

    Raises:
        SceneError: an unknown key, or a value that cannot be; the message names it.
    """
    keys = tuple(_key(name) for name in over)
    ways = product(*over.values())
    scenes = [scene.set_all(dict(zip(keys, values, strict=True))) for values in ways]
    return [row_of(each, keys, tables) for each in scenes]


def row_of(scene: Scene, keys: Sequence[str], tables: Tables = TABLES) -> dict[str, Plain]:
    """A solved scene as a row, some of its keys first.

    Raises:
        SceneError: the scene is impossible; the message names the values of the keys.
    """
    try:
        outcome = simulate(scene, tables=tables)
    except SceneError as error:
        raise SceneError("refusal.at", setting=setting_of(scene, keys), why=error) from None
    return {**{key: _cell(scene, key) for key in keys}, **as_row(outcome)}


def setting_of(scene: Scene, keys: Sequence[str]) -> str:
    """The values of some keys as they would be typed, e.g. "roller.level=T8"."""
    return " ".join(f"{key}={shown(scene.get(key))}" for key in keys)


def _key(name: str) -> str:
    """The key of an attribute of `Scene`; a key is its own."""
    return QUANTITY_OF.get(name, name)


def _cell(scene: Scene, key: str) -> Plain:
    value = scene.get(key)
    return ",".join(value) if isinstance(value, tuple) else value


QUANTITY_OF = dict(zip(FIELDS, BY_KEY, strict=True))
"""The key of each attribute of `Scene`."""
