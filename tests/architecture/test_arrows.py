"""Imports run one way: cli → window → session → teaching, lab → simulation → anatomy, roller →
mechanics → numpy. Scene and outcome are plain data that all may know."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "spineviz"

LAYERS = (
    {"mechanics"},
    {"anatomy", "roller"},
    {"lanes", "press_up", "readings"},
    {"readout"},
    {"simulation"},
    {"teaching", "lab"},
    {"session"},
    {"window"},
    # the command line and what only it uses
    {
        "bodies",
        "cli",
        "display",
        "findings",
        "keys",
        "picture",
        "printout",
        "screenshots",
        "sweep",
        "__main__",
    },
)
"""From below; members of one layer may know each other only inside the command line."""

KNOWN_TO_ALL = {
    "scene",
    "outcome",
    "products",
    "report",
    "resources",
    "usage",
    "columns",
    "progress",
    "tables",
    "",
}
"""Plain data and small tools without knowledge; "" is the package itself, for its version."""

QT = {"PySide6", "shiboken6", "pyqtgraph"}
THIRD_PARTY = {
    "mechanics": {"numpy"},
    "anatomy": {"numpy"},
    "roller": {"numpy"},
    "lanes": {"numpy"},
    "press_up": {"numpy"},
    "readings": {"numpy"},
    "readout": {"numpy"},
    "simulation": {"numpy"},
    "teaching": {"numpy"},
    "lab": {"numpy"},
    "session": {"numpy", "PySide6.QtCore"},
    "window": {"numpy", *QT},
    "display": {"PySide6"},
    "screenshots": {"PySide6"},
    "outcome": {"numpy"},
}
"""What beyond the standard library each part may import; those not named: nothing."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(module: str) -> str:
    """`spineviz.anatomy.ribs` belongs to `anatomy`."""
    return module.partition(".")[2].partition(".")[0]


def dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> set[str]:
    """Every module that the file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{dotted(path)} imports relatively"
            assert node.module is not None
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def layer(part: str) -> int:
    return next(height for height, members in enumerate(LAYERS) if part in members)


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_every_module_has_a_place(path):
    part = part_of(dotted(path))
    assert part in KNOWN_TO_ALL or any(part in members for members in LAYERS)


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_imports_run_downwards(path):
    part = part_of(dotted(path))
    for name in imports(path):
        if name.partition(".")[0] != "spineviz":
            continue
        other = part_of(name)
        if not (PACKAGE / other).is_dir() and not (PACKAGE / f"{other}.py").is_file():
            other = ""  # a name of the package itself
        if other in (part, *KNOWN_TO_ALL):
            continue
        assert part not in KNOWN_TO_ALL, f"{dotted(path)} is known to all, yet imports {name}"
        beside = layer(part) == layer(other) == len(LAYERS) - 1
        assert layer(other) < layer(part) or beside, f"{dotted(path)} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_each_part_imports_only_its_libraries(path):
    allowed = THIRD_PARTY.get(part_of(dotted(path)), set())
    for name in imports(path):
        top = name.partition(".")[0]
        if top == "spineviz" or top in sys.stdlib_module_names:
            continue
        assert any(f"{name}.".startswith(f"{each}.") for each in allowed), (
            f"{dotted(path)} imports {name}"
        )


@pytest.mark.parametrize("path", [p for p in MODULES if "mechanics" in p.parts], ids=dotted)
def test_mechanics_knows_nothing_of_the_rest(path):
    for name in imports(path):
        assert not name.startswith("spineviz.") or name.startswith("spineviz.mechanics")


@pytest.mark.parametrize("module", ["spineviz.mechanics", "spineviz.simulation", "spineviz.cli"])
def test_the_model_loads_without_qt(module):
    told = f"import sys, {module}; print(sorted({QT!r} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_no_module_is_a_drawer_for_everything(path):
    assert path.stem not in {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
