"""Outlines of the head and its skin, mm from the ear hole at Frankfurt level, (front, up), upright.

Our own drawing. Sizes: skull 188 mm long, 118 mm from the root of the nose to the chin (ASSUMED);
the mechanics uses only the skin behind it.
"""

from __future__ import annotations

from spineviz.anatomy.levels import Levels
from spineviz.drawing.cage import Fit
from spineviz.drawing.curves import ellipse, rounded, smooth
from spineviz.drawing.sketch import CHART, Sketch

CRANIUM = (
    (91, 25), (96, 32), (98, 42), (94, 64), (83, 88), (63, 107), (34, 119.5), (3, 123), (-30, 118),
    (-60, 103), (-81, 78), (-91, 46), (-92, 18), (-87, -2), (-80, -11), (-66, -21), (-48, -28),
    (-34, -30), (-24, -31), (-17, -36.5), (-6, -36.5), (0, -32), (8, -29), (24, -27), (34, -32),
    (42, -42), (50, -40), (58, -41), (76, -42), (92, -41), (96, -38), (94, -31), (102, -24),
    (94, -19), (90, -8), (94, 2), (103, 3), (99, 14),
)  # fmt: skip
MANDIBLE = (
    (3, -7), (8, -3.5), (14, -6), (17, -15), (23, -22), (29, -19), (35, -10), (40, -13), (42, -26),
    (45, -42), (51, -53), (70, -56), (92, -56), (95, -64), (100, -79), (97, -90), (86, -94),
    (64, -88), (40, -79), (23, -73), (12, -64), (6, -46), (5, -26),
)  # fmt: skip
CHEEK = (
    (70, 24), (75, 25), (77, 12), (79, 1), (88, -8), (86, -19), (75, -29), (66, -26), (58, -20),
    (40, -15), (20, -12), (6, -9), (1, -5), (6, -2), (22, -4.5), (42, -6), (58, -7), (65, 0),
    (67, 12),
)  # fmt: skip
ORBIT = ((91, 17), (85, 24), (77, 22), (76, 10), (79, 1), (87, -7), (92, -4), (94, 6))
NOSE = ((94, 1), (101, 2), (98, -10), (100, -21), (94, -18), (90, -8))
MASTOID = (
    (0, -6), (-3, -18), (-10, -31), (-15, -33), (-22, -27), (-30, -13), (-28, 0), (-14, 3),
)  # fmt: skip
FOSSA = ((66, 12), (62, 34), (42, 52), (14, 46), (0, 20), (6, -4), (30, -5), (58, -6))
UNDER_ARCH = ((10, -12), (40, -17), (58, -22), (52, -38), (42, -42), (26, -28), (12, -28))
SEAMS = {
    "coronal": ((24, 120), (20, 98), (27, 74), (22, 52)),
    "lambdoid": ((-62, 101), (-58, 74), (-66, 48), (-54, 24), (-40, 6)),
    "squamous": ((22, 44), (6, 54), (-16, 44), (-28, 22), (-24, 6)),
    "temporal": ((72, 34), (60, 66), (30, 84), (-6, 82), (-32, 62), (-38, 34), (-28, 10)),
    "jaw": ((46, -66), (66, -74), (84, -78)),
}
TEETH_ENDS = (49.0, 58.7, 68.2, 76.0, 82.4, 88.2, 93.2, 97.3)
"""mm: front of the wisdom tooth's neighbour, and on to the edge of the first incisor."""
UPPER_TEETH, LOWER_TEETH = (-40.5, -49.0), (-49.4, -57.0)
LOWER_BEHIND = 1.5

FACE = (
    (-30, -56), (-6, -76), (20, -86), (44, -92), (66, -99), (90, -103), (105, -97), (112, -86),
    (111, -76), (107.5, -65), (113, -57), (115, -50), (111, -46), (116.5, -41), (115, -36),
    (111, -28), (117, -26), (128, -22), (129, -15), (120, -4), (109, 10), (103, 22), (105, 31),
    (110, 40), (109, 52), (105, 70), (94, 92), (70, 117), (40, 130), (4, 134), (-34, 129),
    (-68, 113), (-90, 82), (-101, 44), (-102, 12), (-92, -20), (-76, -42), (-58, -58), (-36, -66),
)  # fmt: skip
"""From inside the neck under the chin round face and head to inside the nape."""
LIPS = ((103, -45), (107, -45.5), (111, -46))
EYE = ((99, 9), (103.5, 5.5), (107, 8))

SIDE_OF_NECK = ((-16, -26), (-30, -14), (-22, -34))
"""Where the sternomastoid hangs on the mastoid."""


def add_face(runs: Sketch) -> None:
    """Add the line of the skin of the head."""
    runs.spline("line", "head", [("skull", FACE)], closed=False)


def add_head(sketch: Sketch) -> None:
    """Add the skull from the side: cranium, jaw, teeth, orbit, mastoid and cheek bone."""

    def add(kind: str, name: str, points: object) -> None:
        sketch.rigid(kind, name, "skull", smooth(points))

    add("skull", "skull", CRANIUM)
    add("skull shade", "temporal fossa", FOSSA)
    for name, points in SEAMS.items():
        if name != "jaw":
            sketch.line("seam", name, [("skull", points)])
    add("skull hole", "under the arch", UNDER_ARCH)
    add("jaw", "skull", MANDIBLE)
    sketch.line("seam", "jaw", [("skull", SEAMS["jaw"])])
    _add_teeth(sketch)
    add("skull hole", "nose", NOSE)
    add("orbit", "skull", ORBIT)
    add("mastoid", "skull", MASTOID)
    add("cheek", "skull", CHEEK)
    sketch.rigid("ear", "skull", "skull", ellipse((-1.0, -2.0), (4.2, 4.2)))
    sketch.line("skin fold", "lips", [("skull", LIPS)])
    sketch.line("skin fold", "eye", [("skull", EYE)])


def _add_teeth(sketch: Sketch) -> None:
    """Add both rows of teeth, each one outline and one line up and down between the teeth."""
    rows = (("upper", UPPER_TEETH, 0.0), ("lower", LOWER_TEETH, LOWER_BEHIND))
    for name, (root, edge), behind in rows:
        ends = [x - behind for x in TEETH_ENDS]
        row = [(ends[0], root), (ends[-1], root), (ends[-1] - 0.6, edge), (ends[0] + 0.8, edge)]
        sketch.rigid("teeth", name, "skull", rounded(row, 2.0))
        comb = []
        for k, x in enumerate(ends[1:-1]):
            comb += [(x, root), (x, edge)] if k % 2 == 0 else [(x, edge), (x, root)]
        sketch.polyline("gap", f"{name} teeth", "skull", comb)


def add_sternomastoid(sketch: Sketch, levels: Levels) -> None:
    """Add the muscle from the mastoid to the collar bone."""
    fit = Fit(levels, sketch.size)
    down = [(2.8, 6), (4.4, 22), (6.2, 40), (7.6, 53), (8.3, 60), (8.3, 54), (7.4, 44), (6.0, 26),
            (4.4, 8), (2.6, -8)]  # fmt: skip
    sketch.spline("muscle", "sternomastoid", [("skull", SIDE_OF_NECK), (CHART, fit(down))])
    fibre = [(3.2, 2), (5.2, 24), (7.2, 47)]
    sketch.line("fibre", "sternomastoid", [("skull", [(-20, -26)]), (CHART, fit(fibre))])
