"""Handouts on paper: nothing of the answer on the blank page, no colour in grey, whole or not."""

from __future__ import annotations

import re
import zlib

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QColor

from spineviz.scene import Scene
from spineviz.simulation.simulate import simulate
from spineviz.teaching.handout import PAPERS
from spineviz.teaching.lesson_check import remembering
from spineviz.teaching.lessons import lesson_named
from spineviz.window.handout import handout_pages
from spineviz.window.handout.handout_menu import Wanted
from spineviz.window.handout.handout_pages import Block, Blocks, handout_pdf, paged
from spineviz.window.paint.theme import LIGHT, greyed
from spineviz.words.handout_words import handouts, handouts_of_scene
from spineviz.words.language import say

SOLVE = remembering(simulate)
LESSON = "where-does-the-force-go"
NUMBER = rb"-?[0-9]*\.?[0-9]+"


def drawing(pdf: bytes) -> list[bytes]:
    """Every stream of a PDF, unpacked: the drawing of each page, and the letters it uses."""
    found = []
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(packed))
        except zlib.error:
            found.append(packed)
    return [each for each in found if b"xpacket" not in each]  # when it was made


def sizes_mm(pdf: bytes) -> set[tuple[float, float]]:
    boxes = re.findall(rb"/MediaBox \[0 0 (%s) (%s)\]" % (NUMBER, NUMBER), pdf)
    return {(float(wide) / 72 * 25.4, float(high) / 72 * 25.4) for wide, high in boxes}


class Written:
    """What a sheet writes, and in which colours, instead of a painter."""

    def __init__(self, monkeypatch):
        self.texts: list[str] = []

        def say(blocks, painter, at, text, font, token="ink", room=0.0):
            self.texts.append(text)
            usual(blocks, painter, at, text, font, token, room)

        usual = Blocks._say
        monkeypatch.setattr(Blocks, "_say", say)


@pytest.fixture
def written(application, monkeypatch):
    return Written(monkeypatch)


def test_no_word_and_no_number_of_the_key_is_on_the_blank_page(written):
    blank, key = handouts(lesson_named(LESSON), SOLVE, key=True)
    handout_pdf([blank], "a4", grey=False)
    on_blank = set(written.texts)
    written.texts.clear()
    handout_pdf([key], "a4", grey=False)
    answers = set(written.texts) - on_blank
    assert say("sheet.key") in answers
    assert len(answers) > 20
    told = {column.shares.written[1] for task in blank.tasks for column in task.columns
            if column.shares is not None}  # fmt: skip
    for task in key.tasks:
        for column in task.columns:
            shares = column.shares
            assert shares.written[1] in answers | told
        for said in task.said:
            assert said in answers
            assert not any(said in text for text in on_blank)


def test_the_drawing_of_a_blank_page_does_not_hang_on_what_the_model_gives(application):
    lesson = lesson_named(LESSON)
    hidden = {lesson.case(case).scene for step in lesson.steps for case, _ in step.hide}

    def other_model(scene):
        return SOLVE(Scene(roller_level="T4") if scene in hidden else scene)

    def page(solve, key):
        return drawing(handout_pdf(handouts(lesson, solve, key)[-1:], "a4", grey=False))

    assert page(SOLVE, key=False) == page(other_model, key=False)
    assert page(SOLVE, key=True) != page(other_model, key=True)


def test_the_figure_of_a_blank_page_lights_no_bone(application):
    (sheet,) = handouts_of_scene(Scene(), SOLVE, key=False)
    other = replace(sheet, figure=replace(sheet.figure, weight_N=1.0))
    assert drawing(handout_pdf([sheet], "a4", False)) == drawing(handout_pdf([other], "a4", False))
    lit = replace(sheet, key=True)
    assert drawing(handout_pdf([sheet], "a4", False)) != drawing(handout_pdf([lit], "a4", False))


@pytest.mark.parametrize("paper", PAPERS)
def test_a_page_is_as_large_as_the_paper(application, paper):
    (sheet,) = handouts_of_scene(Scene(), SOLVE, key=False)
    pdf = handout_pdf([sheet], paper, grey=False)
    (size,) = sizes_mm(pdf)
    assert size == pytest.approx(PAPERS[paper], abs=0.5)


def test_a_key_begins_on_a_page_of_its_own(application):
    blank, key = handouts_of_scene(Scene(), SOLVE, key=True)
    alone = handout_pdf([blank], "a4", grey=False)
    both = handout_pdf([blank, key], "a4", grey=False)
    pages = rb"/Type ?/Page\b[^s]"
    assert len(re.findall(pages, both)) == len(re.findall(pages, alone)) + len(
        re.findall(pages, handout_pdf([key], "a4", grey=False))
    )


def test_lines_stay_lines_and_no_page_holds_a_picture_of_pixels(application):
    pdf = handout_pdf(handouts(lesson_named(LESSON), SOLVE, key=True), "a4", grey=False)
    assert b"/Subtype /Image" not in pdf


def test_without_colours_every_colour_is_a_grey(application):
    def colours(grey):
        pdf = handout_pdf(handouts(lesson_named(LESSON), SOLVE, key=True), "a4", grey)
        form = rb"\b(%s) (%s) (%s) (?:scn|SCN|rg|RG)\b" % (NUMBER, NUMBER, NUMBER)
        return {each for page in drawing(pdf) for each in re.findall(form, page)}

    assert any(len(set(each)) > 1 for each in colours(grey=False))
    assert colours(grey=True)
    assert all(len(set(each)) == 1 for each in colours(grey=True))


def test_in_grey_the_parts_of_a_column_differ_in_lightness_and_by_dots():
    grey = greyed(LIGHT)
    dark, pale, dots = (QColor(getattr(grey, token)).lightness()
                        for token in ("cage_ink", "skin_bottom", "spine_ink"))  # fmt: skip
    assert pale - dark > 100
    assert pale - dots > 100


def test_blocks_are_never_torn_and_keep_their_order():
    blocks = [Block(high, lambda painter, at: None) for high in (300, 500, 400, 900, 50)]
    pages = paged(blocks, 850.0)
    assert [each for page in pages for each in page] == blocks
    assert [len(page) for page in pages] == [2, 1, 1, 1]


def test_what_lies_on_the_page_stays_on_it(application, monkeypatch):
    """A block ends over the foot of its page, however long its texts are."""
    ends = []
    for paper, (wide, high) in PAPERS.items():
        scale, margin = handout_pages.PX_PER_MM, handout_pages.MARGIN_MM
        room = (high - 2 * margin) * scale - handout_pages.FOOT
        for sheet in handouts(lesson_named("which-roller"), SOLVE, key=True):
            blocks = Blocks(sheet, LIGHT, (wide - 2 * margin) * scale).all()
            for page in paged(blocks, room):
                ends.append(sum(each.height for each in page) <= room)
        assert all(ends), paper


def test_a_handout_is_made_of_the_scene_and_said(window, tmp_path):
    file = tmp_path / "sheet.pdf"
    window.handouts.write(Wanted(None, paper="letter", key=True), file)
    assert file.read_bytes().startswith(b"%PDF")
    assert window.sentence.text == "Handout made: sheet.pdf."


def test_what_cannot_be_written_is_said_in_one_sentence(window, tmp_path):
    window.handouts.write(Wanted(None), tmp_path / "none" / "sheet.pdf")
    assert window.sentence.text.startswith("No handout was made: ")
    assert "cannot be written" in window.sentence.text
    assert list(tmp_path.iterdir()) == []


def test_while_a_lesson_runs_no_handout_tells_what_it_hides(window, tmp_path):
    lesson = lesson_named(LESSON)
    window.session.lesson.start(lesson)
    for wanted in (
        Wanted(lesson, key=True),
        Wanted(None, key=True),
        Wanted(lesson_named("which-roller")),
    ):
        window.handouts.write(wanted, tmp_path / "sheet.pdf")
        assert list(tmp_path.iterdir()) == []
    window.handouts.write(Wanted(lesson), tmp_path / "sheet.pdf")
    assert [each.name for each in tmp_path.iterdir()] == ["sheet.pdf"]
