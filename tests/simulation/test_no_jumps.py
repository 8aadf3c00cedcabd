"""A roller moved by 0.1 mm never makes a read-out jump.

The roller is walked over the whole back in steps of 2 mm. The steps over which some read-out
changes most are then divided into 0.1 mm. What changes steadily spreads over the twenty parts, even
where it sets in suddenly: growing with the square it puts 10 % into the last part. A jump puts all
of it into one. More than half of a step's change in one part is therefore called a jump, unless it
is too small to be seen on the screen.
"""

from __future__ import annotations

import numpy as np
import pytest
from random_scenes import at, back_length
from read_outs import SEEN, numbers

from spineviz.scene import Scene
from spineviz.simulation.simulate import simulate

STEP, PARTS = 2.0, 20  # mm, and parts of 0.1 mm
LARGEST = 1  # steps looked at for each read-out
EVERY = 12  # of those steps the short run looks at one
ONE_PART = 0.5  # of the change of a step
SPAN = 0.03  # of what a read-out does over the whole back, in 0.1 mm; the back has 4,500 of these

SCENES = {
    "default": Scene(),
    "rigid, hips up, arms crossed": Scene(roller_kind="rigid", hips="up", arms="crossed"),
    "heavy on a grid, no cage": Scene(
        roller_kind="grid",
        arms="overhead",
        person_mass_kg=100.0,
        roller_diameter_mm=200.0,
        without=("ribs", "blades"),
    ),
}


def walk(scene: Scene, positions: np.ndarray) -> tuple[list[tuple[str, str]], np.ndarray]:
    """Names of the read-outs, and their values at every position."""
    warm, rows, names = None, [], []
    for position in positions:
        warm = simulate(at(scene, position), warm)
        found = numbers(warm)
        names = list(found)
        rows.append(list(found.values()))
    return names, np.array(rows)


@pytest.mark.parametrize(
    "scene",
    [
        pytest.param(scene, id=name, marks=() if name == "default" else pytest.mark.long)
        for name, scene in SCENES.items()
    ],
)
def test_no_read_out_jumps_anywhere_along_the_back(scene, long):
    positions = np.arange(0.0, back_length(scene) + 0.5, STEP)
    names, values = walk(scene, positions)
    steps = np.abs(np.diff(values, axis=0))
    span = np.ptp(values, axis=0)
    seen = np.array([SEEN[kind] for kind, _ in names])

    worth = np.argsort(-steps, axis=0)[:LARGEST]
    worth = np.unique(worth[np.take_along_axis(steps, worth, axis=0) > seen])
    assert len(worth) > 10  # the walk does move things
    jumps = []
    for step in worth[:: 1 if long else EVERY].tolist():
        _, inside = walk(scene, positions[step] + np.linspace(0, STEP, PARTS + 1))
        parts = np.abs(np.diff(inside, axis=0))
        largest, whole = np.max(parts, axis=0), np.sum(parts, axis=0)
        odd = (largest > seen) & ((largest > ONE_PART * whole) | (largest > SPAN * span + seen))
        jumps += [
            (float(positions[step]), *names[k], largest[k], span[k]) for k in odd.nonzero()[0]
        ]
    assert jumps == []
