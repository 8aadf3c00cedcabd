"""Imports run one way, as the table of rooms says; mechanics has never heard of a spine."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

from parsed import tree_of

from spineviz.make.rooms import BY_NAME, QT, ROOMS

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "spineviz"
FRONT = {"", "__main__"}
"""The front door and `python -m spineviz`, which may know the papers and the verbs."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(module: str) -> str:
    """`spineviz.anatomy.ribs` is in `anatomy`."""
    return module.partition(".")[2].partition(".")[0]


def dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports(path: Path) -> frozenset[str]:
    """Every module that the file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{dotted(path)} imports relatively"
            assert node.module is not None
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def rooms_known(path: Path) -> set[str]:
    """The rooms that the file imports from, its own left out."""
    inside = {room_of(name) for name in imports(path) if name.partition(".")[0] == "spineviz"}
    # a name of the package itself, such as its version
    return {room for room in inside if room in BY_NAME} - {room_of(dotted(path))}


def imported_modules(path: Path) -> set[str]:
    """Modules of the package that the file imports, as files."""
    found = set()
    for name in imports(path):
        while name and name not in KNOWN:
            name = name.rpartition(".")[0]
        found.add(name)
    return found - {"", "spineviz"}


KNOWN = {dotted(path) for path in MODULES}


def test_the_root_holds_two_papers_and_the_front_door():
    loose = {path.stem for path in PACKAGE.glob("*.py")}
    assert loose <= {"__init__", "__main__", "scene", "outcome", "values"}


def test_every_module_lives_in_a_room():
    for path in MODULES:
        assert room_of(dotted(path)) in {*BY_NAME, *FRONT}, f"{path} stands in no room"


def test_a_room_knows_only_rooms_on_lower_floors():
    for path in MODULES:
        room = room_of(dotted(path))
        for other in () if room in FRONT else rooms_known(path):
            assert BY_NAME[other].floor < BY_NAME[room].floor, f"{dotted(path)} knows {other}"


def test_no_two_modules_need_each_other():
    arrows = {dotted(path): imported_modules(path) - {dotted(path)} for path in MODULES}
    while free := [name for name, known in arrows.items() if not known & arrows.keys()]:
        for name in free:
            del arrows[name]
    assert not arrows, f"a circle among {sorted(arrows)}"


def test_each_room_imports_only_its_libraries():
    for path in MODULES:
        room = BY_NAME.get(room_of(dotted(path)))
        allowed = room.libraries if room else ()
        for name in imports(path):
            top = name.partition(".")[0]
            if top == "spineviz" or top in sys.stdlib_module_names:
                continue
            assert any(f"{name}.".startswith(f"{each}.") for each in allowed), (
                f"{dotted(path)} imports {name}"
            )


def test_mechanics_has_never_heard_of_a_spine():
    for path in MODULES:
        for name in imports(path) if "mechanics" in path.parts else ():
            inside = not name.startswith("spineviz.") or name.startswith("spineviz.mechanics")
            assert inside, f"{dotted(path)} imports {name}"


LOADED_IN_TURN = """
import importlib, pkgutil, sys
for name in sys.argv[2:]:
    room = importlib.import_module(name)
    for each in pkgutil.walk_packages(getattr(room, "__path__", []), name + "."):
        importlib.import_module(each.name)
    print(name, *sorted(set(sys.argv[1].split()) & set(sys.modules)))
"""


def test_what_is_below_the_session_loads_without_qt():
    """One process loads room after room from the lowest floor: the first that needs Qt tells."""
    below = [room for room in ROOMS if room.floor < BY_NAME["session"].floor]
    rooms = [f"spineviz.{room.name}" for room in sorted(below, key=lambda room: room.floor)]
    done = subprocess.run(
        [sys.executable, "-c", LOADED_IN_TURN, " ".join(QT), *rooms],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split("\n") == [*rooms, ""]


def test_no_module_is_a_drawer_for_everything():
    drawers = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
    assert [path for path in MODULES if path.stem in drawers] == []


def test_no_two_modules_of_the_tests_have_one_name():
    """Of two, pytest would collect only one."""
    names = [path.name for path in (ROOT / "tests").rglob("*.py") if path.name != "conftest.py"]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_one_name_stands_for_one_module():
    seen: dict[str, Path] = {}
    for path in MODULES:
        if path.stem not in ("__init__", "__main__"):
            assert path.stem not in seen, f"{path.name} is in {seen[path.stem]} and {path.parent}"
            seen[path.stem] = path.parent
