"""What the page Explore says: of its plots, of the point under the pointer, of how far it is."""

from __future__ import annotations

import pytest

from spineviz.lab.exploration import LEAST_BODIES, Exploration, Job
from spineviz.scene import BY_KEY, ROLLED_LEVELS, Scene
from spineviz.values import VALUE
from spineviz.words.exploring import (
    about_cloud,
    about_curve,
    headline,
    heads,
    point_of,
    progress,
    rows,
    under_pointer,
    unit_of,
    zones,
)

PEAK = VALUE["peak_kPa"]
LEVEL, DIAMETER = BY_KEY["roller.level"], BY_KEY["roller.diameter_mm"]


def test_a_plot_is_headed_by_its_value_and_what_it_is_held_against():
    assert headline(PEAK, LEVEL) == f"{PEAK.title} and level"
    assert headline(PEAK, DIAMETER) == f"{PEAK.title} and {DIAMETER.label.lower()}"
    assert (unit_of(LEVEL), unit_of(DIAMETER)) == ("", "mm")


def test_under_the_curve_stands_what_each_line_is_of():
    assert about_curve(0) == "line: this body · band: not yet"
    assert about_curve(12) == "line: this body · band: 12 of 40 sampled bodies, 5 to 95\u202f%"
    assert about_curve(0, "T8").endswith("band: not yet · dashed: T8")


def test_under_the_bodies_stands_where_the_roller_is():
    said = "40 sampled bodies, roller under {}; each dot one body"
    assert about_cloud(40, Scene(roller_level="L3")) == said.format("L3")
    placed = Scene().set("roller.position_mm", 250.4)
    assert about_cloud(40, placed) == said.format("250 mm")


def test_the_point_under_the_pointer_tells_only_what_is_known():
    found = Exploration(Scene(), DIAMETER, beside=Scene(roller_level="L3"))
    assert under_pointer(found, PEAK, 1) == (f"{point_of(DIAMETER, found.points[1])}",
                                             "this body: none")  # fmt: skip
    found.found[Job(1, None)] = {"peak_kPa": 30.0}
    found.found[Job(1, None, True)] = {"peak_kPa": 50.0}
    for number in range(LEAST_BODIES):
        found.found[Job(1, number)] = {"peak_kPa": 20.0 + 10 * number}
    assert under_pointer(found, PEAK, 1)[1:] == (
        "this body 30\u202fkPa",
        "before 50\u202fkPa",
        "people 22\u202fkPa to 58\u202fkPa, middle 40\u202fkPa",
    )


def test_a_point_is_named_by_its_level_or_by_its_number_with_the_unit():
    assert point_of(LEVEL, "T12") == "Roller under T12"
    assert point_of(DIAMETER, 150.0) == f"{DIAMETER.label} 150 mm"
    assert point_of(BY_KEY["brace"], 0.5) == f"{BY_KEY['brace'].label} 0.5"


def test_zones_begin_where_the_first_letter_changes_and_numbers_have_none():
    assert zones(("T11", "T12", "L1", "L2")) == ((-0.5, "THORACIC"), (1.5, "LUMBAR"))
    assert zones((100.0, 150.0)) == ()
    assert zones(ROLLED_LEVELS)[0][0] == -0.5


@pytest.mark.parametrize(
    ("done", "busy", "said"),
    [
        (3, True, "3 of 10 scenes solved"),
        (10, False, "10 scenes solved"),
        (3, False, "stopped after 3 of 10 scenes"),
    ],
)
def test_how_far_the_work_is(done, busy, said):
    assert progress(done, 10, busy) == said


def test_the_table_holds_the_curve_and_the_band_and_leaves_blank_what_is_not_known():
    found = Exploration(Scene(), DIAMETER)
    assert heads(found)[0] == "100"
    assert heads(Exploration(Scene(), LEVEL)) == ROLLED_LEVELS
    found.found[Job(1, None)] = {"peak_kPa": 30.0}
    alone = rows(found, PEAK)
    assert all(len(numbers) == len(found.points) for _, numbers in alone)
    assert alone[0][1][:3] == ("", "30\u202fkPa", "")
    assert {each for _, numbers in alone[1:] for each in numbers} == {""}
    found.beside = Scene(roller_level="L3")
    found.found[Job(2, None, True)] = {"peak_kPa": 50.0}
    pair = rows(found, PEAK)
    assert pair[1][1][:3] == ("", "", "50\u202fkPa")
    assert len(pair) == len(alone) + 1
    assert len({name for name, _ in pair}) == len(pair)
