"""Whatever carries a meaning stands out from its ground, in every theme and for every eye.

Text 4.5 : 1, shapes 3 : 1 (WCAG 2.2, 1.4.3 and 1.4.11).
"""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from spineviz.window.paint.theme import (
    DARK,
    LIGHT,
    PROJECTOR,
    Theme,
    ThemeChoice,
    force_colour,
    pressure_colour,
    theme_of,
)

TEXT, SHAPE = 4.5, 3.0
GROUNDS = ("canvas", "canvas_low", "panel", "chip", "field", "floor", "selected")

TEXT_PAIRS = (
    *itertools.product(("ink", "ink2", "ink3"), GROUNDS),
    ("on_accent", "accent"),
    ("on_pill", "pill"),
    ("accent", "panel"),
    ("curvature", "canvas"),
    ("curvature", "canvas_low"),
)
"""Words and what they stand on."""

SHAPES = (
    (("accent",), GROUNDS),  # the handle, the focus ring, bars
    (("curvature",), ("canvas", "skin_top", "skin_bottom")),
    (("floor_line",), ("canvas", "canvas_low", "floor")),
    (("field_line",), ("field", "panel", "chip")),
    (("skin_line", "skin_top"), ("canvas", "canvas_low")),
    (("bone_line", "bone"), ("canvas", "skin_top", "skin_bottom")),
    (("rib_line", "rib"), ("skin_top",)),
    (("rib_line", "false_rib"), ("skin_top",)),
    (("cartilage_line", "cartilage"), ("skin_top",)),
    (("disc_line", "disc"), ("skin_top",)),
    (("roller_line", "roller_light", "roller_dark"), ("canvas", "skin_bottom")),
    (("scapula",), ("skin_top", "skin_bottom")),
    (("status_low",), ("panel", "canvas")),
    (("status_raised",), ("panel", "canvas")),
    (("status_high",), ("panel", "canvas")),
    # arrows are seen by their fill or by the edge round it
    *(((f"path_{path}", "path_edge"), ("panel", "skin_top", "skin_bottom"))
      for path in ("ribs", "blades", "spine", "soft", "hands")),
)  # fmt: skip
"""Shapes by the colours of their line and fill, of which one has to stand out from each ground."""

ISOBARS = (0.125, 0.25, 0.5, 1.0)
"""Where on the pressure colours the labelled 10, 20, 40 and 80 kPa lie."""
LEAST_STEP = 8.0  # of lightness, 0 to 100, between two of them; about 2 is just seen

THEMES = (LIGHT, DARK, PROJECTOR)
CHOICES = (ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.PROJECTOR)


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB after WCAG 2."""
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Contrast of two colours after WCAG 2."""
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def lightness(colour: str) -> float:
    """L* of CIE 1976; the same for every kind of colour vision but the rarest."""
    return 116 * luminance(colour) ** (1 / 3) - 16


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_stands_out_from_its_ground(theme: Theme):
    t = theme.tokens
    weak = [f"{a} on {b}" for a, b in TEXT_PAIRS if contrast(t[a], t[b]) < TEXT]
    assert weak == []


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_shapes_stand_out_from_their_ground(theme: Theme):
    t = theme.tokens
    weak = [
        f"{names} on {ground}"
        for names, grounds in SHAPES
        for ground in grounds
        if max(contrast(t[name], t[ground]) for name in names) < SHAPE
    ]
    assert weak == []


@pytest.mark.parametrize("colour_vision", [False, True], ids=["usual", "colour vision"])
@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.value)
def test_pressure_is_read_by_lightness_alone(application, choice, colour_vision):
    theme = theme_of(choice, colour_vision=colour_vision)
    steps = [lightness(colour) for colour in theme.pressure]
    assert steps in (sorted(steps), sorted(steps, reverse=True))
    last = len(steps) - 1
    marks = [steps[round(share * last)] for share in ISOBARS]
    assert min(abs(b - a) for a, b in itertools.pairwise(marks)) >= LEAST_STEP
    # the more the pressure, the further from the ground
    grounds = [lightness(getattr(theme, name)) for name in ("canvas", "skin_top", "skin_bottom")]
    assert all(abs(steps[-1] - ground) > abs(steps[0] - ground) for ground in grounds)
    assert all(contrast(theme.pressure[-1], theme.tokens[name]) >= SHAPE for name in ("canvas",))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_force_is_read_by_lightness_alone(theme: Theme):
    marks = [lightness(force_colour(theme, newtons).name()) for newtons in (0, 10, 50, 100, 200)]
    assert marks in (sorted(marks), sorted(marks, reverse=True))
    assert min(abs(b - a) for a, b in itertools.pairwise(marks)) >= LEAST_STEP


BAR_STEP = 14.0
"""Of lightness, between two parts of a bar: what 30 rows back and a grey copy leave of it."""


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_who_carries_the_force_is_read_by_lightness_alone(theme: Theme):
    parts = [lightness(theme.tokens[name]) for name in ("path_ribs", "path_spine", "path_soft")]
    steps = [abs(a - b) for a, b in itertools.combinations(parts, 2)]
    assert min(steps) >= BAR_STEP
    assert abs(parts[0] - parts[1]) >= 1.4 * BAR_STEP


SEEN_WITHOUT = {
    "red cones": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
                  (-0.003882, -0.048116, 1.051998)),
    "green cones": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
                    (-0.011820, 0.042940, 0.968881)),
    "blue cones": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
                   (0.004733, 0.691367, 0.303900)),
}  # fmt: skip
"""Linear RGB as it is seen without one kind of cones: Machado, Oliveira and Fernandes 2009."""
TO_XYZ = (
    (0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505)
)  # fmt: skip
TOLD_APART = 15.0  # ΔE of CIE 1976


def lab(colour: str, without: str) -> np.ndarray:
    """L*, a*, b* of #RRGGBB as somebody sees it who lacks a kind of cones."""
    parts = np.array([int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(SEEN_WITHOUT[without]) @ linear, 0, 1)
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    x, y, z = np.cbrt(to_xyz @ seen / (0.9505, 1.0, 1.089))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("without", SEEN_WITHOUT)
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_load_of_bone_and_pressure_on_skin_are_told_apart_by_every_eye(theme: Theme, without: str):
    force = [lab(force_colour(theme, newtons).name(), without) for newtons in (10, 50, 100, 200)]
    pressure = [lab(pressure_colour(theme, kpa).name(), without) for kpa in (10, 20, 40, 80)]
    nearest = min(float(np.linalg.norm(a - b)) for a in force for b in pressure)
    assert nearest >= TOLD_APART


def test_the_colours_for_colour_vision_are_others_and_change_nothing_else(application):
    for choice in CHOICES:
        usual, other = theme_of(choice), theme_of(choice, colour_vision=True)
        assert usual.tokens == other.tokens
        assert usual.pressure != other.pressure
