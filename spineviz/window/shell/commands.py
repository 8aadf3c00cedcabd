"""Every command of the window, in one table that the menus, the sheet of keys and the tests read.

What a command does is said where the window is put together (`MainWindow._slots`). A command
without a slot, or a slot without a command, stops the window from being made.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

Standard = QKeySequence.StandardKey

MENUS = {
    "file": "&File",
    "edit": "&Edit",
    "view": "&View",
    "scene": "&Scene",
    "play": "&Play",
    "help": "&Help",
}
"""Menus in their order, and how each is written. One without commands is not shown."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that the window can be told to do.

    Attributes:
        id: name in the code.
        menu: key of `MENUS`.
        text: as the menu writes it.
        what: one line for the sheet of keys and the tool tip.
        standard: the platform's own shortcut, where there is one.
        keys: a shortcut beside it, the only one where the platform names none.
        plain: the key also means something to buttons and fields, so it acts only where nothing
            else takes it.
        checkable: whether it is on or off.
        group: of several with one group just one is on.
        first: a line is drawn over it.
    """

    id: str
    menu: str
    text: str
    what: str
    standard: Standard | None = None
    keys: str = ""
    plain: bool = False
    checkable: bool = False
    group: str = ""
    first: bool = False

    @property
    def sequences(self) -> list[QKeySequence]:
        """Its shortcuts on this platform, the usual one first."""
        found = [QKeySequence(self.keys)] if self.keys else []
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


COMMANDS = (
    Command("new", "file", "&New", "A new scene", Standard.New, "Ctrl+N"),
    Command("open", "file", "&Open …", "Open a scene", Standard.Open, "Ctrl+O"),
    Command("save", "file", "&Save", "Save the scene", Standard.Save, "Ctrl+S", first=True),
    Command("save_as", "file", "Save &as …", "Save the scene under another name",
            Standard.SaveAs, "Ctrl+Shift+S"),
    Command("export_picture", "file", "&Export picture …",
            "A picture of the window or of one view: PNG, SVG, PDF", keys="Ctrl+E", first=True),
    Command("export_values", "file", "Export &values …", "Every value with its unit, as CSV",
            keys="Ctrl+Shift+E"),
    Command("quit", "file", "&Quit", "Close the window", Standard.Quit, "Ctrl+Q", first=True),
    Command("undo", "edit", "Undo", "Take the last change back", Standard.Undo, "Ctrl+Z"),
    Command("redo", "edit", "Redo", "Bring it back", Standard.Redo, "Ctrl+Shift+Z"),
    Command("copy_picture", "edit", "&Copy picture", "A picture of the window, for pasting",
            keys="Ctrl+Shift+C", first=True),
    Command("theme_system", "view", "S&ystem", "Colours of the system", checkable=True,
            group="theme"),
    Command("theme_light", "view", "&Light", "Light colours", checkable=True, group="theme"),
    Command("theme_dark", "view", "&Dark", "Dark colours", checkable=True, group="theme"),
    Command("theme_projector", "view", "P&rojector", "Colours that a washed-out picture keeps",
            checkable=True, group="theme"),
    Command("colour_vision", "view", "Colours for colour &vision",
            "Pressure in colours that people who see less colour tell apart", checkable=True,
            first=True),
    Command("show_flow", "view", "&Force flow", "Arrows of the forces in the body", keys="Ctrl+F",
            checkable=True, first=True),
    Command("show_cobb", "view", "&Cobb lines", "Lines between which the curves are measured",
            keys="Ctrl+B", checkable=True),
    Command("zoom_trunk", "view", "&Zoom to the trunk", "The trunk as large as the picture",
            keys="Ctrl+T", checkable=True),
    Command("people", "view", "How people d&iffer", "The same scene for sampled bodies: a band on"
            " every bar", keys="Ctrl+Shift+P", checkable=True),
    Command("text_larger", "view", "L&arger text", "Larger text", Standard.ZoomIn, "Ctrl+=",
            first=True),
    Command("text_smaller", "view", "S&maller text", "Smaller text", Standard.ZoomOut, "Ctrl+-"),
    Command("text_usual", "view", "&Usual text", "Text at 100 %", keys="Ctrl+0"),
    Command("presenter", "view", "&Presenter", "The picture alone, for the last row; Esc leaves",
            keys="F5", checkable=True, first=True),
    Command("full_screen", "view", "Full &screen", "Full screen; Esc leaves",
            Standard.FullScreen, "F11", checkable=True),
    Command("level_up", "scene", "Roller one vertebra &up", "Roller one vertebra towards the head",
            keys="Ctrl+Up"),
    Command("level_down", "scene", "Roller one vertebra &down",
            "Roller one vertebra towards the feet", keys="Ctrl+Down"),
    Command("compare", "scene", "&Compare A|B", "Keep this scene as A, go on as B; again: leave",
            keys="Ctrl+D", checkable=True, first=True),
    Command("swap", "scene", "S&wap A and B", "A goes on, and B is kept", keys="Ctrl+Shift+D"),
    Command("more", "scene", "&Every quantity", "The panel with every quantity of the scene",
            keys="Ctrl+M", checkable=True, first=True),
    Command("reset", "scene", "&Reset everything", "Everything as it was at the start",
            keys="Ctrl+R", first=True),
    Command("play", "play", "&Play or pause", "Roll down the back and up again, or pause",
            keys="Space", plain=True),
    Command("step_back", "play", "Step &back", "Roll 10 mm back", keys=",", plain=True),
    Command("step_forward", "play", "Step &forward", "Roll 10 mm forward", keys=".", plain=True),
    Command("speed_half", "play", "&Half speed", "Play at half speed", checkable=True,
            group="speed", first=True),
    Command("speed_normal", "play", "&Usual speed", "Play at the usual speed", checkable=True,
            group="speed"),
    Command("speed_double", "play", "&Double speed", "Play at double speed", checkable=True,
            group="speed"),
    Command("questions", "help", "&Questions people ask", "Claims and questions, with answers",
            keys="Ctrl+K", checkable=True),
    Command("keys", "help", "&Keys", "This sheet", Standard.HelpContents, "F1"),
    Command("limits", "help", "What this model &leaves out", "What this model leaves out"),
    Command("model", "help", "&Model", "How the model works"),
    Command("about", "help", "&About", "Version, and what the angles mean"),
)  # fmt: skip
"""In the order of the menus."""

BY_ID = {command.id: command for command in COMMANDS}

PICTURE_KEYS = (
    ("Left, Right", "Move the roller 5 mm along the back"),
    ("Shift+Left, Shift+Right", "Move the roller 1 mm"),
    ("Page Up, Page Down", "Move the roller one vertebra"),
    ("Home, End", "Move the roller to the upper or the lower end of the back; while the picture is"
     " zoomed, Home shows the whole body again"),
    ("Double click", "Zoom the picture to the trunk, or back to the whole body"),
    ("Esc", "Leave the presenter or the full screen"),
)  # fmt: skip
"""Keys of the picture, and what they do there."""
