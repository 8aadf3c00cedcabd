"""`spineviz handout LESSON|FILE -o SHEET.pdf`: a lesson or a scene on paper, and its key."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from spineviz.command.target import check_target, write
from spineviz.command.usage import DONE, UNSOLVED, Parser, UsageError, complain, scene_of
from spineviz.scene import in_short

SUFFIX = ".pdf"
PAPERS = ("a4", "letter")


def run(words: Sequence[str]) -> int:
    """Write a handout."""
    asked = _parser().parse_args(words)
    target: Path = asked.output
    if target.suffix.lower() != SUFFIX:
        raise UsageError(f"{in_short(str(target))}: a handout is written as {SUFFIX}")
    paper = asked.paper.lower()
    if paper not in PAPERS:
        raise UsageError(f"--paper {asked.paper!r} is not known; it takes {', '.join(PAPERS)}")
    check_target(target)
    from spineviz.teaching.lesson_answers import NoAnswerError

    try:
        content = _made(asked.what, asked.key, paper, asked.grey)
    except NoAnswerError as error:
        complain(f"no handout was written: {error}")
        return UNSOLVED
    write(target, content)
    return DONE


def _parser() -> Parser:
    parser = Parser(
        prog="spineviz handout",
        description="Write a handout of a lesson or a scene: a PDF to print, blank and with a key.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "what", metavar="LESSON|FILE",
        help="name of a lesson (spineviz lesson list), a lesson file or a scene file",
    )  # fmt: skip
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="SHEET.pdf",
                        help="file to write")  # fmt: skip
    parser.add_argument("--key", action="store_true", help="add the answers, on pages of their own")
    parser.add_argument("--paper", default=PAPERS[0], metavar="PAPER", help=" or ".join(PAPERS))
    parser.add_argument("--grey", action="store_true", help="without colours")
    return parser


def _made(what: str, key: bool, paper: str, grey: bool) -> bytes:
    """The PDF.

    Raises:
        UsageError: it is neither a lesson nor a scene.
        SceneError: a file that is no scene.
        NoAnswerError: the model has no numbers for it.
    """
    from spineviz.simulation.simulate import simulate
    from spineviz.teaching.lesson_check import remembering
    from spineviz.teaching.lesson_parts import Lesson, LessonError
    from spineviz.teaching.lessons import lesson_named, read_lesson
    from spineviz.words.handout_words import handouts, handouts_of_scene

    solve = remembering(simulate)
    lesson: Lesson | None = None
    try:
        if what.lower().endswith(".toml"):
            lesson = read_lesson(Path(what))
        elif not _is_there(what):
            lesson = lesson_named(what)
    except LessonError as error:
        raise UsageError("; ".join(error.mistakes)) from None
    if lesson is not None:
        sheets = handouts(lesson, solve, key)
    else:
        sheets = handouts_of_scene(scene_of(Path(what), ()), solve, key)
    from spineviz.command.display import connect_unseen

    _application = connect_unseen()  # has to live while a page is painted
    from spineviz.window.handout.handout_pages import handout_pdf

    return handout_pdf(sheets, paper, grey)


def _is_there(name: str) -> bool:
    """Whether a file has this name; a name that no file can have is none."""
    return os.path.exists(name)  # noqa: PTH110 - Path.exists raises for some names
