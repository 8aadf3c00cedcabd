"""The same scene gives the same bits: twice in one process, and in another process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from random_scenes import at, random_scene
from read_outs import numbers

from spineviz.anatomy.person import build_person
from spineviz.scene import Scene
from spineviz.session.scene_file import dump_scene
from spineviz.simulation.simulate import simulate

ROOT = Path(__file__).resolve().parents[2]

SCENES = [Scene(), at(Scene(roller_kind="rigid"), 321.4), random_scene(np.random.default_rng(5))]

FRESH = """
import sys
from pathlib import Path
from spineviz.session.scene_file import load_scene
from spineviz.simulation.simulate import simulate
outcome = simulate(load_scene(Path(sys.argv[1])))
print(outcome.state.pose.tobytes().hex())
"""


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.roller_kind)
def test_twice_in_one_process(scene):
    first = simulate(scene)
    build_person.cache_clear()  # so that the person too is built anew
    second = simulate(scene)
    assert first.state.pose.tobytes() == second.state.pose.tobytes()
    assert numbers(first) == numbers(second)
    assert first.alerts == second.alerts


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.roller_kind)
def test_in_another_process(scene, tmp_path):
    file = tmp_path / "scene.json"
    file.write_text(dump_scene(scene), encoding="utf-8")
    other = subprocess.run(
        [sys.executable, "-c", FRESH, str(file)],
        cwd=ROOT,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},  # as the command line sets it
        capture_output=True,
        text=True,
        check=True,
    )
    assert other.stdout.strip() == simulate(scene).state.pose.tobytes().hex()


def test_what_was_solved_before_leaves_no_trace():
    alone = simulate(Scene(roller_level="T6"))
    for other in SCENES:
        simulate(other)
    assert simulate(Scene(roller_level="T6")).state.pose.tobytes() == alone.state.pose.tobytes()
