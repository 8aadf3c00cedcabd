"""What the texts and the code must not say."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from parsed import tree_of

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "spineviz"

MACHINE_PATH = re.compile(r"(?<![\w.~/-])/(?:home|Users|root|work|farm|tmp)/[\w.-]+")
VERDICT = re.compile(
    r"\b(?:un)?safe(?:ly)?\b|\bdanger(?:s|ous|ously)?\b|\bdamag(?:e|es|ed|ing)\b|\bharm(?:less|ful)\b"
    r"|\b(?:un)?gefährlich\w*|\b(?:un)?sicher(?:e[mnrs]?)?\b|\b(?:un)?schädlich\w*|\bschäden\b"
    r"|\bschaden\b",
    re.IGNORECASE,
)
QUOTED = re.compile('"[^"\n]*"|“[^”]*”|‘[^’]*’')
"""Words in quotation marks are somebody else's, or words about words."""

LEVEL = re.compile(r"[CTL]\d{1,2}|[CTL]")
REGIONS = {"cervical", "thoracic", "lumbar", "sacral", "thorax", "lumbar spine"}
ANATOMY = re.compile(r"spine|vertebra|rib|blade|scapula|pelvis|lumbar|thora|cervical|sacr|sternum")


def texts() -> Iterator[Path]:
    """Every file of the project that holds text."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard", "-z"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout.decode()
        paths = [ROOT / name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):  # unpacked from an archive
        folders = ("spineviz", "resources", "tests")
        paths = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    for path in paths:
        if path.is_file() and b"\0" not in path.read_bytes()[:8000]:
            yield path


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def strings(path: Path) -> list[str]:
    """Strings that a program may show: all but the docstrings."""
    tree = tree_of(path)
    documents = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documents
    ]


def names_a_level(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and bool(LEVEL.fullmatch(node.value) or node.value.lower() in REGIONS)
    )


def decided_by_name(tree: ast.AST) -> Iterator[int]:
    """Lines that compare something with the name of a level or region."""
    for node in ast.walk(tree):
        compares = isinstance(node, ast.Compare | ast.match_case)
        asks = (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("startswith", "endswith", "removeprefix")
        )
        if compares:
            tested = node.pattern if isinstance(node, ast.match_case) else node
            if any(names_a_level(inner) for inner in ast.walk(tested)):
                yield tested.lineno
        elif asks and any(names_a_level(inner) for inner in ast.walk(node)):
            yield node.lineno


def test_the_search_finds_what_it_is_for():
    for decided in (
        'if level == "L3": pass',
        'if level in ("T1", "T2"): pass',
        'x = 1 if level[0] == "L" else 2',
        'y = [a for a in b if a.startswith("T")]',
        'match region:\n    case "lumbar": pass',
    ):
        assert list(decided_by_name(ast.parse(decided))), decided
    for innocent in ('height["L3"]', 'LEVELS.index("T1")', 'if kind == "foam": pass'):
        assert not list(decided_by_name(ast.parse(innocent))), innocent
    assert VERDICT.search("This is not safe.")
    assert VERDICT.search("It does no damage")
    assert VERDICT.search("Das ist gefährlich, ein Schaden für den Rücken")
    assert not VERDICT.search("Das ist versichert")
    assert not VERDICT.search(QUOTED.sub("", 'It never says "dangerous".'))
    assert MACHINE_PATH.search("in " + "/".join(("", "home", "someone", "spine")))
    assert not MACHINE_PATH.search("https://example.org/work/paper and tests/work/x")


def test_nothing_is_decided_by_the_name_of_a_level_or_region():
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in PACKAGE.rglob("*.py")
        if "window" not in path.relative_to(PACKAGE).parts
        for line in decided_by_name(tree_of(path))
    ]
    assert found == []


def test_mechanics_uses_no_word_of_anatomy():
    found: list[str] = []
    for path in (PACKAGE / "mechanics").rglob("*.py"):
        for node in ast.walk(tree_of(path)):
            for field in ("id", "name", "attr", "arg"):
                name = getattr(node, field, None)
                if isinstance(name, str) and any(
                    ANATOMY.match(word) for word in name.lower().split("_")
                ):
                    found.append(f"{path.name}:{getattr(node, 'lineno', 0)} {name}")
    assert found == []


def test_the_app_gives_no_verdict_in_its_own_voice():
    """It shows where the load goes; what that means for a person it cannot judge."""
    shown = [
        (path, read(path))
        for path in texts()
        if path.is_relative_to(ROOT / "resources")
        and path.suffix != ".svg"
        and path.name != "OFL.txt"  # a licence is quoted word for word
    ]
    for room in ("window", "words", "command", "session"):
        for path in (PACKAGE / room).rglob("*.py"):
            shown += [(path, text) for text in strings(path)]
    found = [
        f"{path.relative_to(ROOT)}: {hit.group()}"
        for path, text in shown
        for hit in VERDICT.finditer(QUOTED.sub("", text))
    ]
    assert found == []


def test_no_text_names_a_path_of_some_machine():
    found = [
        f"{path.relative_to(ROOT)} {hit.group()}"
        for path in texts()
        for hit in MACHINE_PATH.finditer(read(path))
    ]
    assert found == []


@pytest.mark.parametrize("name", ["README.md", "LICENSE", "CHANGELOG.md", "CITATION.cff"])
def test_what_every_project_holds_is_there(name):
    assert (ROOT / name).stat().st_size > 0
