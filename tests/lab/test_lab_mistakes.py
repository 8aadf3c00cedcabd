"""Bad words: one sentence on stderr that names what can be asked, exit code 2, no numbers."""

from __future__ import annotations

import pytest
from lab_words import run

BEND = ("bend", "--between", "T1", "T12", "--moment", "2")
PRESS = ("press", "--site", "T4")

OUT_OF_RANGE = [
    ((*BEND[:-1], "99"), "0.001 to 30"),
    ((*BEND[:-1], "-2"), "0.001 to 30"),
    ((*BEND, "--follower", "-4"), "0 to 2000 N"),
    ((*BEND, "--follower", "1e9"), "0 to 2000 N"),
    ((*BEND, "--without", "knee"), "anterior-cage, cartilage, intercostals, ribs"),
    (("bend", "--between", "T1", "X3", "--moment", "2"), "C1 to L5 and S1"),
    (("bend", "--between", "T12", "T1", "--moment", "2"), "upper level first"),
    (("bend", "--between", "T4", "T4", "--moment", "2"), "upper level first"),
    (("press", "--site", "C1"), "C2 to L5 and sternum"),
    ((*PRESS, "--force", "100:30"), "FROM < TO <= 500 N"),
    ((*PRESS, "--force", "0:900"), "FROM < TO <= 500 N"),
    ((*PRESS, "--depth-mm", "0"), "up to 60"),
    (("press", "--site", "sternum", "--depth-mm", "60"), "500 N do not press that deep"),
    ((*PRESS, "--tilt", "90"), "-45 to 45 degrees"),
    ((*PRESS, "--plinth", "soft"), "rigid, padded"),
    ((*PRESS, "--indenter-mm2", "1"), "50 to 5000 mm²"),
    ((*PRESS, "--face", "sideways"), "down, up"),
    ((*PRESS, "--face", "up"), "cannot be reached"),
    (("press", "--site", "sternum", "--set", "without=ribs"), "takes the sternum away"),
    ((*PRESS, "--set", "brace=3"), "0 to 1"),
    (("lie", "--on", "water"), "board, mat"),
    (("lie", "--knees", "up"), "straight, bent"),
    (("stand", "--set", "person.mass_kg=3"), "45 to 120 kg"),
    (("cylinder", "--force", "0"), "1 to 2000 N"),
    (("cylinder", "--force", "3", "--roller", "stone"), "foam, foam-firm, grid, rigid"),
    (("cylinder", "--force", "3", "--tissue", "nose"), "thigh, back"),
    (("foam", "--roller", "stone"), "foam, foam-firm, grid, rigid"),
    (("foam", "--roller", "rigid"), "no soft part"),
    (("sensitivity", "--at", "C3"), "T1 to L5"),
    (("sensitivity", "--at", ","), "T1 to L5"),
]

MISTYPED = [
    (),
    ("knee",),
    ("bend", "--moment", "2"),
    ("bend", "--between", "T1", "T12"),
    (*BEND[:-1], "two"),
    (*BEND[:-1], "nan"),
    (*BEND[:-1], "inf"),
    (*PRESS, "--force", "30"),
    (*PRESS, "--force", "nan:100"),
    (*PRESS, "--set", "brace"),
    (*PRESS, "--set", "knee=1"),
    ("cylinder", "--roller", "foam"),
    ("list", "more"),
]


def refused(words: tuple[str, ...]) -> str:
    done = run("lab", *words)
    assert done.code == 2
    assert done.out == ""
    assert done.err.startswith("spineviz: ")
    assert done.err.count("\n") == 1
    assert "Traceback" not in done.err
    return done.err


@pytest.mark.parametrize(("words", "allowed"), OUT_OF_RANGE)
def test_a_value_out_of_range_is_refused_with_the_range(words, allowed):
    assert allowed in refused(words)


@pytest.mark.parametrize("words", MISTYPED)
def test_mistyped_words_are_refused_in_one_sentence(words):
    refused(words)


def test_check_takes_nothing_but_json():
    done = run("check", "--set", "brace=1")
    assert (done.code, done.out) == (2, "")
