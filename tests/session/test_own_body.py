"""What is drawn and said of an outcome is of its own body, whatever its scene says."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from spineviz.anatomy.person import person_of
from spineviz.drawing.across import across
from spineviz.drawing.end_plates import cobbs
from spineviz.drawing.figure import drawn, figure_of
from spineviz.drawing.pressure_grid import back
from spineviz.drawing.profile import profile
from spineviz.drawing.streams import arriving, flow
from spineviz.lab.population import body, simulate_body
from spineviz.scene import LEVELS, Scene
from spineviz.simulation.simulate import simulate
from spineviz.values import values_of
from spineviz.words.sentences import headline


def places(outcome):
    figure = figure_of(outcome)
    found = drawn(figure, figure.frames(outcome.geometry.pose), outcome)
    return np.concatenate((found.places, found.skin, found.back))


def streams(outcome):
    figure = figure_of(outcome)
    placed = figure.outline.points(figure.frames(outcome.geometry.pose))
    found = flow(outcome, figure, placed)
    return np.concatenate([each.path for each in (*found.entries, *found.onward)])


VIEWS = {
    "figure": places,
    "streams": streams,
    "arriving": lambda outcome: np.array(list(arriving(outcome).values())),
    "profile": lambda outcome: profile(outcome).along_mm,
    "map": lambda outcome: back(outcome).pressure_kPa,
    "across": lambda outcome: across(outcome).surface_m,
    "end plates": lambda outcome: cobbs(outcome)[1].places,
    "values": lambda outcome: np.array(list(values_of(outcome).values()), float),
}


@pytest.fixture(scope="module")
def tall():
    return simulate(Scene(roller_level="L3", person_stature_m=2.0))


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_does_not_build_the_body_of_the_scene(tall, view):
    """The roller of the other scene has its sizes, but person and place are another one's."""
    elsewhere = replace(tall.scene, person_stature_m=1.5, roller_level="T2")
    borrowed = replace(tall, scene=elsewhere)
    assert person_of(elsewhere).rest.tolist() != tall.person.rest.tolist()
    np.testing.assert_array_equal(VIEWS[view](borrowed), VIEWS[view](tall))
    assert headline(borrowed) == "Roller under L3"


def test_a_sampled_body_is_the_one_that_its_outcome_carries():
    scene, sample = Scene(roller_level="L3"), body(1, 2)
    outcome = simulate_body(scene, sample)
    usual = person_of(outcome.scene)
    assert sample.tissue != pytest.approx(1.0, abs=0.01)
    soft = outcome.person.pads.modulus / usual.pads.modulus
    assert soft.min() == pytest.approx(sample.tissue)
    assert set(np.round(soft, 6)) == {round(sample.tissue, 6), 1.0}  # soles are no soft tissue
    assert outcome.person.rest.tolist() == usual.rest.tolist()


def test_every_pad_says_which_bone_it_hangs_on(tall):
    contact = tall.roller.contact
    bones = {}
    for track, name in zip(contact.track, contact.body, strict=True):
        bones.setdefault(track, set()).add(name)
    assert bones["blades"] == {"scapulae"}
    assert bones["pelvis"] == {"pelvis"}
    assert bones["midline"] <= {*LEVELS, "pelvis"}
    assert all(name.startswith("rib") for name in bones["ribs"])


def test_a_sampled_body_is_drawn_with_its_own_size():
    outcome = simulate_body(Scene(), body(1, 2))
    settings = dict(body(1, 2).settings)
    assert outcome.person.stature == settings["person.stature_m"]
    usual = simulate(Scene())
    head = [places(each)[:, 0].min() for each in (outcome, usual)]
    assert np.sign(head[0] - head[1]) == np.sign(1.76 - outcome.person.stature)
