"""Every command of the window, one row each: text, keys, what it does, and whether it is on.

The menus, the buttons of the strip, the sheet of keys and the tests read this table, and nothing
else holds whether a command is on: the row looks it up where it is true.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtGui import QKeySequence

from spineviz.scene import Scene
from spineviz.session.lesson_run import LOCK, LessonRun
from spineviz.session.play import Speed
from spineviz.session.session import Session
from spineviz.teaching.lesson_parts import LETTERS
from spineviz.window.paint.theme import ThemeChoice
from spineviz.window.shell.files import Files
from spineviz.window.shell.look import Look
from spineviz.window.shell.scene_codes import SceneCodes
from spineviz.words.language import say

if TYPE_CHECKING:
    from spineviz.window.handout.handout_menu import HandoutMenu
    from spineviz.window.lesson.lesson_stage import LessonStage
    from spineviz.window.shell.export_menu import ExportMenu

Standard = QKeySequence.StandardKey

MENUS = {
    key: say(f"menu.{key}") for key in ("file", "edit", "view", "scene", "lesson", "play", "help")
}
"""Menus in their order, and how each is written. One without commands is not shown."""


class Commanded(Protocol):
    """What commands need of the window that they are given to."""

    session: Session
    files: Files
    look: Look
    codes: SceneCodes

    @property
    def exports(self) -> ExportMenu:
        """Writes pictures and values."""

    @property
    def handouts(self) -> HandoutMenu:
        """Makes handouts."""

    @property
    def stage(self) -> LessonStage:
        """Shows a lesson."""

    @property
    def crowded(self) -> bool:
        """Whether the picture has little room."""

    @property
    def present(self) -> Callable[[bool], None]:
        """Leave the picture alone, or bring back the rest."""

    @property
    def show_class(self) -> Callable[[bool], None]:
        """Give the class of a lesson a window of its own, or take it away."""

    @property
    def show_card(self) -> Callable[[bool], None]:
        """Slide the speaker's card over the lesson, or away."""

    @property
    def class_shown(self) -> bool:
        """Whether the class has a window of its own."""

    @property
    def card_shown(self) -> bool:
        """Whether the speaker's card is to be seen."""

    @property
    def fill_screen(self) -> Callable[[bool], None]:
        """Fill the screen, or no longer."""

    @property
    def toggle_panel(self) -> Callable[[str], None]:
        """Open a panel with the focus in it, or close it."""

    @property
    def explore(self) -> Callable[[], None]:
        """Open the page Explore."""

    @property
    def open_page(self) -> Callable[[str], None]:
        """Open a page of help."""

    def isFullScreen(self) -> bool:
        """Whether the window fills the screen."""

    def close(self) -> bool:
        """Close the window."""


Run = Callable[[Commanded], object]
Ask = Callable[[Commanded], bool]


class Command(Struct, frozen=True):
    """One thing that the window can be told to do.

    Attributes:
        id: name in the code.
        menu: key of `MENUS`.
        run: does it. Where it can be on it is switched.
        is_on: whether it is on now; None where there is nothing to be on.
        enabled: whether it can be done now; always without it.
        label: what the menu writes after the text now.
        standard: the platform's own shortcut, where there is one.
        keys: shortcuts beside it, with spaces between; the only ones where the platform names
            none.
        plain: the key also means something to buttons and fields, so it acts only where nothing
            else takes it.
        group: of several with one group just one is on.
        first: a line is drawn over it.
        repeats: whether a key that is held down does it again and again. What is switched would
            stay at either end by chance, and a lesson would run through its answers.
    """

    id: str
    menu: str
    run: Run
    is_on: Ask | None = None
    enabled: Ask | None = None
    label: Callable[[Commanded], str | None] | None = None
    standard: Standard | None = None
    keys: str = ""
    plain: bool = False
    group: str = ""
    first: bool = False
    repeats: bool = False

    @property
    def text(self) -> str:
        """As the menu writes it."""
        return say(f"command.{self.id}")

    @property
    def what(self) -> str:
        """One line for the sheet of keys and the tool tip."""
        return say(f"command.{self.id}.what")

    @property
    def checkable(self) -> bool:
        """Whether it is on or off."""
        return self.is_on is not None

    @property
    def sequences(self) -> list[QKeySequence]:
        """Its shortcuts on this platform, the usual one first."""
        found = [QKeySequence(each) for each in self.keys.split()]
        if self.standard is None:
            return found
        usual = list(QKeySequence.keyBindings(self.standard))
        return usual + [own for own in found if own not in usual]

    @property
    def shown_keys(self) -> str:
        """The shortcut as it is written on this platform, or nothing."""
        sequences = self.sequences
        text = sequences[0].toString(QKeySequence.SequenceFormat.NativeText) if sequences else ""
        return str(text)


def _flip(field: str) -> Run:
    """Show something, or no longer."""

    def run(window: Commanded) -> None:
        shown = window.session.shown
        change: dict[str, bool] = {field: not getattr(shown, field)}
        window.session.show(replace(shown, **change))

    return run


def _shows(field: str) -> Ask:
    return lambda window: bool(getattr(window.session.shown, field))


def _turn_over(window: Commanded) -> None:
    shown = window.session.shown
    window.session.show(replace(shown, view="body" if shown.view == "back" else "back"))


def _step_level(steps: int) -> Run:
    return lambda window: window.session.set("roller.level", window.session.next_level(steps))


def _compare(window: Commanded) -> None:
    compare = window.session.compare
    (compare.leave if compare.active else compare.pin)()


def _comparing(window: Commanded) -> bool:
    return window.session.compare.active


def _theme(choice: ThemeChoice) -> Command:
    return Command(
        f"theme_{choice.name.lower()}", "view",
        lambda window: window.look.choose(choice),
        lambda window: window.look.choice is choice,
        group="theme",
    )  # fmt: skip


def _speed(speed: Speed, first: bool = False) -> Command:
    return Command(
        f"speed_{speed.name.lower()}", "play",
        lambda window: window.session.play.set_speed(speed),
        lambda window: window.session.play.speed is speed,
        group="speed", first=first,
    )  # fmt: skip


def _teaching(window: Commanded) -> bool:
    return window.session.lesson.run is not None


def _exploring(window: Commanded) -> bool:
    return window.session.lesson.run is None


def _written(window: Commanded) -> bool:
    """Whether anything of a lesson is written, and none runs."""
    return _exploring(window) and bool(window.session.author.draft.steps)


def _run(ask: Callable[[LessonRun], bool]) -> Ask:
    """Whether there is a lesson, and something holds of it."""

    def asked(window: Commanded) -> bool:
        run = window.session.lesson.run
        return run is not None and ask(run)

    return asked


def _choose(row: int) -> Command:
    letter = LETTERS[row]
    return Command(
        f"choose_{letter.lower()}", "lesson",
        lambda window: window.stage.choose(row),
        enabled=_run(lambda run: run.can_choose(row)),
        keys=f"{letter} {row + 1}", plain=True, first=row == 0,
    )  # fmt: skip


def _count_hands(window: Commanded) -> None:
    run = window.session.lesson.run
    if run is not None:
        window.session.lesson.put(run.count_hands(run.alone))


COMMANDS = (
    Command("new", "file", lambda w: w.files.new(),
            standard=Standard.New, keys="Ctrl+N"),
    Command("open", "file", lambda w: w.files.ask_open(),
            standard=Standard.Open, keys="Ctrl+O"),
    Command("save", "file", lambda w: w.files.save(),
            standard=Standard.Save, keys="Ctrl+S", first=True),
    Command("save_as", "file",
            lambda w: w.files.ask_save_as(), standard=Standard.SaveAs, keys="Ctrl+Shift+S"),
    Command("export_picture", "file",
            lambda w: w.exports.ask_picture(), keys="Ctrl+E", first=True),
    Command("export_values", "file",
            lambda w: w.exports.ask_values(), keys="Ctrl+Shift+E"),
    Command("make_handout", "file", lambda w: w.handouts.ask()),
    Command("export_roll", "file", lambda w: w.exports.ask_roll(),
            enabled=lambda w: not w.session.shown.hidden),
    Command("quit", "file", lambda w: w.close(),
            standard=Standard.Quit, keys="Ctrl+Q", first=True),
    Command("undo", "edit", lambda w: w.session.undo(),
            enabled=lambda w: w.session.history.undo_label is not None,
            label=lambda w: w.session.history.undo_label,
            standard=Standard.Undo, keys="Ctrl+Z", repeats=True),
    Command("redo", "edit", lambda w: w.session.redo(),
            enabled=lambda w: w.session.history.redo_label is not None,
            label=lambda w: w.session.history.redo_label,
            standard=Standard.Redo, keys="Ctrl+Shift+Z", repeats=True),
    Command("copy_picture", "edit",
            lambda w: w.exports.copy_picture(), keys="Ctrl+Shift+C", first=True),
    Command("copy_values", "edit",
            lambda w: w.exports.copy_values(), standard=Standard.Copy, keys="Ctrl+C",
            plain=True),
    Command("copy_code", "edit", lambda w: w.codes.copy()),
    Command("paste_code", "edit", lambda w: w.codes.ask(), keys="Ctrl+Shift+V"),
    _theme(ThemeChoice.SYSTEM),
    _theme(ThemeChoice.LIGHT),
    _theme(ThemeChoice.DARK),
    _theme(ThemeChoice.PROJECTOR),
    Command("colour_vision", "view",
            lambda w: w.look.set_colour_vision(not w.look.colour_vision),
            lambda w: w.look.colour_vision, first=True),
    Command("from_behind", "view", _turn_over,
            lambda w: w.session.shown.view == "back", keys="Ctrl+U", first=True),
    Command("show_flow", "view", _flip("flow"), _shows("flow"), keys="Ctrl+F"),
    Command("show_inner", "view", _flip("inner"), _shows("inner"), keys="Ctrl+I"),
    Command("show_cobb", "view",
            _flip("cobb"), _shows("cobb"), keys="Ctrl+B"),
    Command("zoom_trunk", "view",
            lambda w: w.session.show(w.session.shown.toggle_zoom(w.crowded)),
            lambda w: bool(w.session.shown.zoomed(w.crowded).zoom), keys="Ctrl+T"),
    Command("people", "view", _flip("people"), _shows("people"), keys="Ctrl+Shift+P"),
    Command("explore", "view", lambda w: w.explore(),
            enabled=lambda w: not w.session.shown.hidden, keys="Ctrl+Shift+X"),
    Command("text_larger", "view",
            lambda w: w.look.resize_text(1), standard=Standard.ZoomIn, keys="Ctrl+=", first=True,
            repeats=True),
    Command("text_smaller", "view",
            lambda w: w.look.resize_text(-1), standard=Standard.ZoomOut, keys="Ctrl+-",
            repeats=True),
    Command("text_usual", "view",
            lambda w: w.look.resize_text(0), keys="Ctrl+0"),
    Command("presenter", "view",
            lambda w: w.present(not w.look.presenting), lambda w: w.look.presenting, keys="F5",
            first=True),
    Command("full_screen", "view",
            lambda w: w.fill_screen(not w.isFullScreen()), lambda w: w.isFullScreen(),
            standard=Standard.FullScreen, keys="F11"),
    Command("level_up", "scene",
            _step_level(-1), keys="Ctrl+Up", repeats=True),
    Command("level_down", "scene", _step_level(1), keys="Ctrl+Down", repeats=True),
    Command("compare", "scene",
            _compare, _comparing, enabled=_exploring, keys="Ctrl+D", first=True),
    Command("keep", "scene",
            lambda w: w.session.compare.pin(), enabled=_exploring, keys="F7"),
    Command("swap", "scene",
            lambda w: w.session.compare.swap(), enabled=_comparing, keys="Ctrl+Shift+D F8"),
    Command("why", "scene",
            lambda w: w.session.answer(), enabled=lambda w: w.session.asked is not None),
    Command("more", "scene",
            lambda w: w.toggle_panel("more"), lambda w: w.session.shown.panel == "more",
            enabled=_exploring, keys="Ctrl+M", first=True),
    Command("reset", "scene",
            lambda w: w.session.load(Scene(), say("step.reset")), keys="Ctrl+R", first=True),
    Command("lessons", "lesson",
            lambda w: w.toggle_panel("lessons"), lambda w: w.session.shown.panel == "lessons",
            enabled=_exploring, keys="Ctrl+L"),
    Command("write_lesson", "lesson",
            lambda w: w.toggle_panel("author"), lambda w: w.session.shown.panel == "author",
            enabled=_exploring, keys="Ctrl+Shift+L"),
    Command("keep_case", "lesson", lambda w: w.session.author.keep_case(),
            enabled=_exploring, keys="Ctrl+Shift+K"),
    Command("try_lesson", "lesson", lambda w: w.session.author.try_it(),
            enabled=_written),
    Command("save_lesson", "lesson", lambda w: w.files.ask_save_lesson(), enabled=_written),
    Command("change_lesson", "lesson", lambda w: w.session.author.change_running(),
            enabled=_teaching),
    Command("lesson_next", "lesson",
            lambda w: w.stage.next(), enabled=_teaching, keys="Return PgDown Enter", plain=True,
            first=True),
    Command("lesson_back", "lesson",
            lambda w: w.session.lesson.back(), enabled=_run(lambda run: run.at > 0),
            keys="PgUp", plain=True),
    Command("lesson_home", "lesson",
            lambda w: w.session.lesson.home(), enabled=_teaching, keys="Home", plain=True),
    _choose(0),
    _choose(1),
    _choose(2),
    _choose(3),
    Command("lesson_guess", "lesson",
            lambda w: w.stage.toggle_guess(),
            enabled=_run(lambda run: run.can_guess and run.todo == LOCK), keys="G", plain=True),
    Command("vote_again", "lesson",
            lambda w: w.session.lesson.vote_again(), enabled=_run(lambda run: run.can_vote_again),
            keys="V", plain=True, first=True),
    Command("draw_another", "lesson",
            lambda w: w.session.lesson.draw_another(), enabled=_run(lambda run: run.can_draw),
            keys="N", plain=True),
    Command("see_again", "lesson",
            lambda w: w.stage.see_again(), enabled=_run(lambda run: run.can_see_again), keys="R",
            plain=True),
    Command("talk", "lesson",
            lambda w: w.session.lesson.toggle_talk(), lambda w: w.session.lesson.talk_left > 0,
            enabled=_teaching, keys="T", plain=True),
    Command("blank", "lesson",
            lambda w: w.session.lesson.toggle_blank(), lambda w: w.session.lesson.blank,
            enabled=_teaching, keys="B .", plain=True),
    Command("count_hands", "lesson",
            _count_hands, _run(lambda run: not run.alone), enabled=_teaching),
    Command("speaker_card", "lesson",
            lambda w: w.show_card(not w.card_shown), lambda w: w.card_shown,
            enabled=_teaching, keys="S", plain=True, first=True),
    Command("class_window", "lesson",
            lambda w: w.show_class(not w.class_shown), lambda w: w.class_shown,
            enabled=_teaching),
    Command("region_next", "lesson",
            lambda w: w.stage.step_region(1), enabled=_teaching, keys="F6", plain=True,
            first=True),
    Command("region_back", "lesson",
            lambda w: w.stage.step_region(-1), enabled=_teaching, keys="Shift+F6", plain=True),
    Command("leave_lesson", "lesson",
            lambda w: w.session.lesson.leave(), enabled=_teaching),
    Command("play", "play",
            lambda w: w.session.play.toggle(), keys="Space", plain=True),
    Command("step_back", "play",
            lambda w: w.session.play.step(-1), keys=",", plain=True, repeats=True),
    Command("step_forward", "play",
            lambda w: w.session.play.step(1), keys=".", plain=True, repeats=True),
    _speed(Speed.HALF, first=True),
    _speed(Speed.NORMAL),
    _speed(Speed.DOUBLE),
    Command("questions", "help",
            lambda w: w.toggle_panel("questions"), lambda w: w.session.shown.panel == "questions",
            enabled=_exploring, keys="Ctrl+K"),
    Command("keys", "help", lambda w: w.open_page("keys"),
            standard=Standard.HelpContents, keys="F1"),
    Command("teaching", "help", lambda w: w.open_page("teaching")),
    Command("limits", "help",
            lambda w: w.open_page("limits")),
    Command("model", "help", lambda w: w.open_page("model")),
    Command("about", "help",
            lambda w: w.open_page("about")),
)  # fmt: skip
"""In the order of the menus."""

BY_ID = {command.id: command for command in COMMANDS}

PICTURE_KEYS = tuple(
    (say(f"key.{each}"), say(f"key.{each}.what"))
    for each in ("arrows", "fine", "page", "ends", "double_click", "escape")
)
"""Keys of the picture, and what they do there."""
