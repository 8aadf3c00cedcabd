"""Only `words/` has language: what other rooms say is a kind, and each kind has its template."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from parsed import tree_of

from spineviz.words.language import TEMPLATES

PACKAGE = Path(__file__).resolve().parents[2] / "spineviz"

SENTENCE = re.compile(r"\b[A-Z][a-z]+ [a-z]+ [a-z]+ [a-z]+")
"""Four words, the first of them with a capital letter."""

SILENT = (
    "mechanics",
    "drawing",
    "simulation",
    "lab",
    "teaching",
    "session",
    "window",
)
"""Rooms without a sentence."""

BUILT = (
    "alert.",
    "assumption.",
    "band.",
    "reading.",
    "choice.",
    "command.",
    "menu.",
    "key.",
    "export.",
    "section.peak.",
    "card.",
    "plain.",
    "status.",
    "headline.",
    "setting.",
    "speaker.",
    "author.",
    "lesson.kind.",
    "lesson.answer.",
    "lesson.do.",
    "sheet.title.",
    "sheet.rule.",
    "sheet.accept.",
)
"""Beginnings of kinds that are put together from a name, so that no file holds them in full."""

SAYERS = ("Saying", "SceneError", "LabError", "Refusal", "say", "_said")


def sentences(path: Path) -> Iterator[str]:
    """Sentences among the strings of a file that are no documentation."""
    tree = tree_of(path)
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and id(node) not in documents and SENTENCE.search(text):
            yield f"{path.name}:{node.lineno} {text}"


def kinds_named(path: Path) -> Iterator[str]:
    """Kinds that a file names in full, and sentences where there should be one."""
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        first, name = node.args[0], getattr(node.func, "id", "")
        if name in SAYERS and isinstance(first, ast.Constant):
            yield str(first.value)
        elif name.endswith(("Error", "Refusal")) and name in SAYERS:
            assert not isinstance(first, ast.JoinedStr), f"{path.name}:{node.lineno} {name}"


def test_the_search_finds_a_sentence_and_passes_names_by(tmp_path):
    file = tmp_path / "room.py"
    file.write_text('"""This is no sentence."""\nx = f"Roller lies under the {x}"\ny = "a b"\n')
    assert len(list(sentences(file))) == 1
    file = tmp_path / "other.py"
    file.write_text('raise SceneError("scene.no_key", key=key)')
    assert list(kinds_named(file)) == ["scene.no_key"]


@pytest.mark.parametrize("room", SILENT)
def test_no_room_but_words_holds_a_sentence(room):
    found = [each for path in (PACKAGE / room).rglob("*.py") for each in sentences(path)]
    assert found == []


def test_every_kind_that_a_room_names_has_a_template():
    for path in PACKAGE.rglob("*.py"):
        for kind in kinds_named(path):
            assert kind in TEMPLATES, f"{path.name} says {kind}"


def test_no_template_is_left_that_nothing_says():
    texts = set()
    for path in PACKAGE.rglob("*.py"):
        tree = tree_of(path)
        tables = {
            id(key)
            for node in ast.walk(tree)
            if isinstance(node, ast.Dict) and path.parent.name == "words"
            for key in node.keys
        }
        texts |= {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
            if id(node) not in tables
        }
    left = {kind for kind in TEMPLATES if kind not in texts and not kind.startswith(BUILT)}
    assert left == set()
