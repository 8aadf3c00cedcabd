"""Colours as tokens for every theme, and Qt's palette and style sheet made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette, QPen, qGray

from spineviz.drawing.bone_loads import CAGE, LIT_FROM_N, LIT_FULLY_N, PELVIS, SOFT, SPINE, TOP_N


class ThemeChoice(Enum):
    """What the View menu offers."""

    SYSTEM = "System"
    LIGHT = "Light"
    DARK = "Dark"
    PROJECTOR = "Projector"


class Theme(Struct, frozen=True):
    """Every colour of the window, as #RRGGBB, and how large type and lines are.

    `text` and `lines` are factors of every size in px that a view asks for; `least_text` and
    `least_line` are px under which no type and no pen goes.
    """

    name: str
    canvas: str
    canvas_low: str
    panel: str
    line: str
    ink: str
    ink2: str
    ink3: str
    field: str
    field_line: str
    chip: str
    selected: str
    accent: str
    on_accent: str
    curvature: str
    skin_top: str
    skin_bottom: str
    skin_line: str
    far_skin: str
    far_skin_line: str
    floor_line: str
    floor: str
    bone: str
    bone_shade: str
    bone_line: str
    far_bone: str
    far_bone_line: str
    rib: str
    false_rib: str
    rib_line: str
    cartilage: str
    cartilage_line: str
    disc: str
    disc_line: str
    cord: str
    muscle: str
    muscle_line: str
    fibre: str
    tendon: str
    hollow: str
    bone_hole: str
    lit_line: str
    disc_core: str
    tooth: str
    roller_light: str
    roller_dark: str
    roller_line: str
    roller_core: str
    scapula: str
    path_ribs: str
    path_blades: str
    path_spine: str
    path_soft: str
    path_hands: str
    path_edge: str
    pill: str
    on_pill: str
    cage_ink: str
    spine_ink: str
    status_low: str
    status_raised: str
    status_high: str
    pressure: tuple[str, ...]
    force: tuple[str, ...]
    text: float = 1.0
    lines: float = 1.0
    least_text: float = 0.0
    least_line: float = 0.0

    def __hash__(self) -> int:
        """Of a few fields: themes are keys of what is kept, and their seventy colours many."""
        return hash((self.name, self.panel, self.text, self.lines, self.least_text))

    def px(self, size: float) -> float:
        """A length that goes with the type, px at 100 %."""
        return size * self.text

    def font(self, base: QFont, size: float, bold: bool = False) -> QFont:
        """The base font at a size in px at 100 %."""
        font = QFont(base)
        font.setPixelSize(round(max(size * self.text, self.least_text)))
        font.setBold(bold)
        return font

    def pen(self, token: str, width: float) -> QPen:
        """A pen of a colour, px wide at 100 %."""
        return QPen(self.color(token), max(width * self.lines, self.least_line))

    def color(self, token: str) -> QColor:
        """The token as a colour."""
        return QColor(getattr(self, token))  # quicker than a copy of one

    @property
    def tokens(self) -> dict[str, str]:
        """Every single colour by name."""
        values = {name: getattr(self, name) for name in self.__struct_fields__}
        return {name: value for name, value in values.items() if str(value).startswith("#")}


FORCE_STEPS = 200  # colours of the force scale

PRESSURE_TOP_KPA = 80.0
"""kPa at the end of the pressure colours; the scale never changes, so that pictures compare."""

# skin under pressure, pale to violet: equal steps of lightness, straight lines between
VIOLET = (
    "#F1E4EC", "#E7D5E9", "#DCC6E6", "#D0B7E2", "#C4A9DF", "#B89BDB", "#AA8DD6", "#9C80D1",
    "#8F73CC", "#8166C6", "#735ABC", "#644FB3", "#5643A9", "#49399B", "#3C2F8C", "#30267D",
    "#241C6E",
)  # fmt: skip
VIOLET_ON_DARK = (
    "#35333B", "#403761", "#4A3D7B", "#544491", "#5E4BA7", "#6854B7", "#735DC7", "#7D66D7",
    "#8772E0", "#927EE7", "#9C8AED", "#A696F4", "#B1A3F7", "#BBB0F9", "#C6BDFB", "#D1CAFD",
    "#DCD7FF",
)  # fmt: skip

# bone that takes force, bone to rust: equal steps too, told from violet by every kind of eye
EMBER = (
    "#FBF4E2", "#FBDA95", "#F8BE62", "#F3A038", "#E88327", "#DB661C", "#C54E16", "#AD3812",
    "#91270E", "#731A0C", "#560E0A",
)  # fmt: skip
EMBER_ON_DARK = (
    "#857E6E", "#AD803D", "#C38732", "#D78E2C", "#E5982D", "#F3A231", "#F7B141", "#FBC052",
    "#FDCE67", "#FEDC80", "#FFEB9A",
)  # fmt: skip

# CET-CBL2 from 12 to 97 %, the same for people who see less colour; light grounds take it reversed
CET_CBL2 = (
    "#152847", "#11335F", "#0F3D74", "#0F4989", "#0E549E", "#0B60B4", "#066DCA", "#0079E1",
    "#2385F1", "#6492E5", "#969EBD", "#B6AC93", "#D0B96A", "#E5C63A", "#F6D42C", "#FFE27C",
    "#FDF1D0",
)  # fmt: skip

LIGHT = Theme(
    name="light",
    canvas="#FBFAF7", canvas_low="#F1EFE9", panel="#FFFFFF", line="#D9D5CB",
    ink="#1E2329", ink2="#50575F", ink3="#5C626A",
    field="#FFFFFF", field_line="#8B877D", chip="#F0EDE6", selected="#E2EFF5",
    accent="#0B6E99", on_accent="#FFFFFF", curvature="#3F4E63",
    skin_top="#F8EADF", skin_bottom="#F1DDCD", skin_line="#94694B",
    far_skin="#F0E4D8", far_skin_line="#C9AE97",
    floor_line="#807A6E", floor="#E8E4DB",
    bone="#FBF4E2", bone_shade="#EFE2C3", bone_line="#85744C",
    far_bone="#F6ECD6", far_bone_line="#917F56",
    rib="#FBF4E2", false_rib="#F6ECD6", rib_line="#85744C",
    cartilage="#D9E2EA", cartilage_line="#63798B",
    disc="#B7C6DC", disc_line="#4C6487", cord="#F0DC8C",
    muscle="#E6B9AD", muscle_line="#CB9183",
    fibre="#CE9A8C", tendon="#F3E4DB", hollow="#EFE3DF", bone_hole="#C9B285", lit_line="#3A1A0C",
    disc_core="#D5DEEB", tooth="#FFFDF5",
    roller_light="#7B8792", roller_dark="#5B6670", roller_line="#343C44", roller_core="#F0EDE6",
    scapula="#3575B3",
    path_ribs="#234F48", path_blades="#65ABF1", path_spine="#C9632B", path_soft="#ABABA8",
    path_hands="#5F2B85", path_edge="#6F6F6C",
    pill="#23282E", on_pill="#FFFFFF",
    cage_ink="#234F48", spine_ink="#A84113",
    status_low="#1F6FB4", status_raised="#B97F00", status_high="#8E1B3A",
    pressure=VIOLET, force=EMBER,
)  # fmt: skip

DARK = Theme(
    name="dark",
    canvas="#15181C", canvas_low="#1B1F25", panel="#1D2127", line="#353B44",
    ink="#F1F3F5", ink2="#B4BCC6", ink3="#A3ACB7",
    field="#262B32", field_line="#76808C", chip="#2A3038", selected="#1F4152",
    accent="#5CC3EE", on_accent="#10222B", curvature="#C3CBD6",
    skin_top="#35333B", skin_bottom="#2B2A31", skin_line="#A3968A",
    far_skin="#25262C", far_skin_line="#5D5860",
    floor_line="#79818C", floor="#20242A",
    bone="#857E6E", bone_shade="#757061", bone_line="#17150F",
    far_bone="#6A6558", far_bone_line="#211D16",
    rib="#857E6E", false_rib="#857E6E", rib_line="#17150F",
    cartilage="#6E8391", cartilage_line="#1C262E",
    disc="#6983A6", disc_line="#0F1826", cord="#CDB75E",
    muscle="#5A3B3B", muscle_line="#7E5450",
    fibre="#76504C", tendon="#453E42", hollow="#2A2B33", bone_hole="#4A4437", lit_line="#120A04",
    disc_core="#7B95B9", tooth="#BDB6A4",
    roller_light="#5A646F", roller_dark="#77828E", roller_line="#AEB7C1", roller_core="#1B1F25",
    scapula="#8BCBFB",
    path_ribs="#25867F", path_blades="#8BCBFB", path_spine="#EDA05A", path_soft="#4E555C",
    path_hands="#9F52DD", path_edge="#E8E8E8",
    pill="#0E1114", on_pill="#FFFFFF",
    cage_ink="#7CC3B2", spine_ink="#F08A5B",
    status_low="#6DB3F2", status_raised="#F0B429", status_high="#FF7A5C",
    pressure=VIOLET_ON_DARK, force=EMBER_ON_DARK,
)  # fmt: skip

# a washed-out picture keeps only large steps of lightness: white ground, black ink, darker lines
PROJECTOR = replace(
    LIGHT,
    name="projector",
    canvas="#FFFFFF", canvas_low="#FFFFFF", line="#8C867A",
    ink="#000000", ink2="#262B31", ink3="#3D434B",
    field_line="#6F6A60", chip="#ECE8DF", selected="#BFDDEA",
    accent="#00547A", curvature="#1F2A3A",
    skin_top="#F6DDC8", skin_bottom="#EBC9AE", skin_line="#7D5335",
    far_skin="#EFDDCD", far_skin_line="#A5825F",
    floor_line="#4A463E", floor="#E2DDD2",
    bone="#FFF8E6", bone_shade="#E3CF9F", bone_line="#3F3420",
    far_bone_line="#6E5E38", rib_line="#5A4A26", cartilage_line="#456872",
    disc="#86B2C4", disc_line="#24505F", cord="#E3C75A",
    muscle="#CF8577", muscle_line="#8F4C3D",
    fibre="#A8604F", bone_hole="#B2965C", disc_core="#BFD0E4",
    roller_line="#14181C", scapula="#1E5C96", path_edge="#3C3C3A",
    pill="#000000",
    status_low="#0F4F87", status_raised="#8A5E00", status_high="#7A0F2D",
)  # fmt: skip

RECEIVER_COLOUR = {
    CAGE: "path_ribs", SPINE: "path_spine", SOFT: "path_soft", PELVIS: "far_bone"
}  # fmt: skip

TISSUE_COLOUR = {
    "midline": "path_spine",
    "neck": "path_spine",
    "erector": "path_spine",
    "erector_ribs": "path_ribs",
    "erector_soft": "path_soft",
    "ribs": "path_ribs",
    "blades": "path_blades",
    "flank": "muscle_line",
    "pelvis": "far_bone",
    "chest": "path_ribs",
    "belly": "path_soft",
    "shoulders": "path_blades",
    "thighs": "muscle_line",
}


def blend(first: str, second: str, share: float) -> QColor:
    """A colour between two, opaque; drawing with see-through pens costs several times as much."""
    parts = zip(_red_green_blue(first), _red_green_blue(second), strict=True)
    return QColor.fromRgbF(*((1 - share) * p + share * q for p, q in parts))


@lru_cache(maxsize=1024)
def _red_green_blue(colour: str) -> tuple[float, ...]:
    """Parts of a colour by its name, 0 to 1."""
    return tuple(QColor(colour).getRgbF()[:3])  # type: ignore[index]


def greyed(theme: Theme) -> Theme:
    """The theme as a printer without colours prints it: every colour as its grey."""

    def grey(colour: str) -> str:
        level = qGray(QColor(colour).rgb())
        return QColor(level, level, level).name()

    single = {name: grey(colour) for name, colour in theme.tokens.items()}
    scales = {name: tuple(map(grey, getattr(theme, name))) for name in ("pressure", "force")}
    return replace(theme, name=f"{theme.name} grey", **single, **scales)


@lru_cache(maxsize=4)
def _pressure_table(theme: Theme) -> tuple[QColor, ...]:
    """The colours of the pressure scale, four to a kPa."""
    return tuple(_along(theme.pressure, int(4 * PRESSURE_TOP_KPA)))


def _along(scale: Sequence[str], steps: int) -> Iterator[QColor]:
    """Colours evenly along a scale from its first to its last, mixed as `blend` does."""
    stops, last = [_red_green_blue(each) for each in scale], len(scale) - 1
    for step in range(steps + 1):
        place = step / steps * last
        low = min(int(place), last - 1)
        share = place - low
        red, green, blue = (
            (1 - share) * p + share * q for p, q in zip(stops[low], stops[low + 1], strict=True)
        )
        yield QColor.fromRgbF(red, green, blue)


def pressure_colour(theme: Theme, kilopascal: float) -> QColor:
    """Colour of a pressure on the fixed scale; beyond its end the last colour stays."""
    table = _pressure_table(theme)
    return table[min(max(round(4 * kilopascal), 0), len(table) - 1)]


def pressure_stops(
    theme: Theme,
    shares: Sequence[float],
    kilopascals: Sequence[float],
    strength: float,
    full: float,
) -> list[tuple[float, QColor]]:
    """Stops of a gradient along pressures.

    Args:
        shares: where each pressure is, 0 to 1.
        strength: opacity from a pressure of `full` on; a weaker one is seen through.
    """
    table = _pressure_table(theme)
    last, found = len(table) - 1, []
    for share, value in zip(shares, kilopascals, strict=True):
        colour = table[min(max(round(4 * value), 0), last)]
        if strength < 1.0 or value < full:
            colour = QColor(colour)
            colour.setAlphaF(strength * min(value / full, 1.0))
        found.append((share, colour))
    return found


@lru_cache(maxsize=4)
def _force_table(theme: Theme) -> tuple[QColor, ...]:
    """The colours of the force scale, evenly along its bar."""
    return tuple(_along(theme.force, FORCE_STEPS))


def force_share(newtons: float) -> float:
    """Where on the bar of the force scale a force lies, 0 to 1: its root, so that a rib with a few
    newtons is seen beside a vertebra with two hundred."""
    return float(min(max(newtons, 0.0) / TOP_N, 1.0) ** 0.5)


def force_colour(theme: Theme, newtons: float) -> QColor:
    """Colour of a bone that takes a force; beyond the end of the scale the last colour stays."""
    return _force_table(theme)[round(FORCE_STEPS * force_share(newtons))]


def lit_bone(theme: Theme, token: str, newtons: float) -> QColor:
    """Colour of a bone of some colour that takes a force: its own up to `LIT_FROM_N`, and from
    `LIT_FULLY_N` on that of the scale."""
    if newtons <= LIT_FROM_N:
        return theme.color(token)
    lit = force_colour(theme, newtons)
    share = (newtons - LIT_FROM_N) / (LIT_FULLY_N - LIT_FROM_N)
    return lit if share >= 1 else blend(getattr(theme, token), lit.name(), share)


def theme_of(
    choice: ThemeChoice, *, text: float = 1.0, lines: float = 1.0, colour_vision: bool = False
) -> Theme:
    """The theme that a choice means now.

    Args:
        choice: of the View menu.
        text, lines: factors of type and lines.
        colour_vision: take the pressure colours that people who see less colour tell apart.
    """
    if choice is ThemeChoice.SYSTEM:
        scheme = QGuiApplication.styleHints().colorScheme()
        found = DARK if scheme == Qt.ColorScheme.Dark else LIGHT
    else:
        found = {
            ThemeChoice.LIGHT: LIGHT, ThemeChoice.DARK: DARK, ThemeChoice.PROJECTOR: PROJECTOR
        }[choice]  # fmt: skip
    if colour_vision:
        found = replace(found, pressure=CET_CBL2 if found.name == "dark" else CET_CBL2[::-1])
    return replace(found, text=text, lines=lines)


def palette(theme: Theme) -> QPalette:
    """Qt's palette in the theme's colours."""
    made = QPalette()
    role = QPalette.ColorRole
    for each, token in (
        (role.Window, "panel"),
        (role.WindowText, "ink"),
        (role.Base, "field"),
        (role.AlternateBase, "chip"),
        (role.Text, "ink"),
        (role.Button, "chip"),
        (role.ButtonText, "ink"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "on_accent"),
        (role.ToolTipBase, "panel"),
        (role.ToolTipText, "ink"),
        (role.PlaceholderText, "ink3"),
        (role.Link, "accent"),
        (role.Mid, "line"),
    ):
        made.setColor(each, theme.color(token))
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, theme.color("ink3"))
    return made


def style_sheet(theme: Theme, font: QFont) -> str:
    """What the palette cannot say: lines between the parts of the window, menus, rings of focus;
    and what Qt hands down to no other window: colours and type of menus, tips and dialogs."""
    t = theme.tokens
    type_ = f"font-size: {font.pointSizeF():.2f}pt;"
    return f"""
    * {{ font-family: "{font.family()}"; }}
    QMainWindow, QDialog {{ background: {t["panel"]}; }}
    QMenu, QToolTip, QDialog {{ {type_} }}
    QDialog QLabel, QDialog QCheckBox, QDialog QRadioButton {{ color: {t["ink"]}; }}
    QDialog QAbstractItemView, QDialog QLineEdit, QDialog QComboBox
        {{ background: {t["field"]}; color: {t["ink"]}; }}
    QMenuBar {{ background: {t["panel"]}; color: {t["ink"]}; padding: 2px 6px;
        border-bottom: 1px solid {t["line"]}; }}
    QMenuBar::item {{ padding: 3px 10px; background: transparent; border-radius: 4px; }}
    QMenuBar::item:selected {{ background: {t["selected"]}; }}
    QMenu {{ background: {t["panel"]}; color: {t["ink"]}; border: 1px solid {t["line"]};
        padding: 4px; }}
    QMenu::item {{ padding: 4px 26px 4px 22px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {t["selected"]}; }}
    QMenu::item:disabled {{ color: {t["ink3"]}; }}
    QMenu::separator {{ height: 1px; background: {t["line"]}; margin: 4px 6px; }}
    #strip {{ background: {t["chip"]}; border-bottom: 1px solid {t["line"]}; }}
    #difference {{ background: {t["panel"]}; border-bottom: 1px solid {t["line"]}; }}
    #status {{ background: {t["chip"]}; border-top: 1px solid {t["line"]}; }}
    #offer {{ background: {t["selected"]}; border-top: 1px solid {t["line"]}; }}
    #quiet {{ color: {t["ink2"]}; }}
    #side {{ background: {t["panel"]}; border-right: 1px solid {t["line"]}; }}
    #invitation {{ background: {t["canvas"]}; color: {t["ink"]}; padding: 2px 9px;
        border: 1px solid {t["field_line"]}; border-radius: 5px; }}
    #fold {{ background: transparent; border: 2px solid transparent; border-radius: 4px; }}
    #fold:focus {{ border-color: {t["accent"]}; }}
    #readout {{ background: {t["panel"]}; border-left: 1px solid {t["line"]}; }}
    #plot {{ background: {t["panel"]}; border-top: 1px solid {t["line"]}; }}
    QScrollArea, QScrollArea > #qt_scrollarea_viewport > QWidget {{
        background: {t["panel"]}; border: 0; }}
    #readout:focus {{ border: 2px solid {t["accent"]}; }}
    QCheckBox {{ spacing: 6px; padding: 2px 4px; border: 2px solid transparent;
        border-radius: 6px; }}
    QCheckBox:focus {{ border-color: {t["accent"]}; }}
    QPushButton, QToolButton {{ background: {t["field"]}; color: {t["ink"]};
        border: 1px solid {t["field_line"]}; border-radius: 5px; padding: 2px 10px; }}
    QToolButton {{ padding: 2px; }}
    QPushButton:hover, QToolButton:hover {{ background: {t["selected"]}; }}
    QPushButton:pressed, QToolButton:pressed {{ background: {t["line"]}; }}
    QPushButton:checked, QToolButton:checked {{ background: {t["selected"]};
        border-color: {t["accent"]}; }}
    QPushButton:focus, QToolButton:focus {{ border: 2px solid {t["accent"]}; }}
    QPushButton:focus {{ padding: 1px 9px; }}
    QToolButton:focus {{ padding: 1px; }}
    QComboBox:focus, QDoubleSpinBox:focus, QSlider:focus
        {{ border: 2px solid {t["accent"]}; border-radius: 5px; }}
    QComboBox:focus, QDoubleSpinBox:focus {{ background: {t["field"]}; color: {t["ink"]}; }}
    QToolTip {{ background: {t["panel"]}; color: {t["ink"]}; border: 1px solid {t["line"]};
        padding: 4px; }}
    #lesson, #lesson QScrollArea > #qt_scrollarea_viewport > QWidget
        {{ background: {t["panel"]}; }}
    #lesson QLabel, #lesson QRadioButton, #lesson QPushButton, #lesson QTextBrowser,
    #lesson QPlainTextEdit, #lesson QSpinBox, #speaker QLabel, #speaker QPushButton,
    #speaker QTextBrowser, #board QLabel, #board QPushButton
        {{ {type_} color: {t["ink"]}; }}
    #lesson QSpinBox {{ background: {t["field"]}; }}
    #lesson QSpinBox:focus {{ background: {t["selected"]}; }}
    #lesson #quiet {{ color: {t["ink2"]}; }}
    #speaker {{ background: {t["panel"]}; border-left: 2px solid {t["line"]}; }}
    #speaker #quiet {{ color: {t["ink2"]}; }}
    #speaker #clock {{ font-size: {round(theme.px(26))}px; font-weight: bold; }}
    #speaker #given {{ font-weight: bold; }}
    #speaker #answer {{ border: 1px dashed {t["field_line"]}; border-radius: 6px; padding: 6px; }}
    #case {{ border: 1px solid {t["line"]}; border-radius: 6px; background: {t["panel"]}; }}
    #choice {{ border: 1px solid {t["field_line"]}; border-radius: 8px;
        background: {t["field"]}; }}
    #choice[own="true"] {{ border: 2px solid {t["accent"]}; background: {t["selected"]}; }}
    #choice[given="true"] {{ border: 3px solid {t["ink"]}; }}
    #lesson #letter {{ background: {t["pill"]}; color: {t["on_pill"]}; font-weight: bold;
        border-radius: {round(theme.px(13))}px; }}
    #lesson #lessonTitle {{ font-size: {round(theme.px(17))}px; font-weight: bold; }}
    #lesson #caseTitle {{ font-size: {round(theme.px(14))}px; font-weight: bold; padding: 0 8px; }}
    #lesson #question {{ font-size: {round(theme.px(20))}px; font-weight: bold; padding: 2px 4px;
        border: 2px solid transparent; border-radius: 6px; }}
    #lesson #question:focus {{ border-color: {t["accent"]}; }}
    #lesson #choiceWords {{ font-size: {round(theme.px(15))}px; font-weight: bold; }}
    #lesson #given, #lesson #rowAbout {{ font-weight: bold; }}
    #lesson #choice QSpinBox {{ font-size: {round(theme.px(20))}px; font-weight: bold; }}
    #lesson #go {{ background: {t["accent"]}; color: {t["on_accent"]}; font-weight: bold;
        border-color: {t["accent"]}; padding: 5px 14px; }}
    #lesson #go:focus {{ border: 2px solid {t["ink"]}; padding: 4px 13px; }}
    #author {{ background: {t["panel"]}; }}
    #author QLineEdit, #author QPlainTextEdit {{ background: {t["field"]};
        border: 1px solid {t["field_line"]}; border-radius: 5px; padding: 1px 4px; }}
    #author QLineEdit:focus, #author QPlainTextEdit:focus, #author QListWidget:focus
        {{ border: 2px solid {t["accent"]}; }}
    #author QLineEdit:focus, #author QPlainTextEdit:focus {{ padding: 0 3px; }}
    #author #heading {{ font-size: {round(theme.px(17))}px; font-weight: bold; }}
    #author #quiet {{ color: {t["ink2"]}; }}
    #author #groupTitle, #author #given {{ font-weight: bold; }}
    #author #problem {{ background: {t["selected"]}; padding: 4px 6px; border-radius: 5px; }}
    QRadioButton {{ padding: 2px 4px; border: 2px solid transparent; border-radius: 6px; }}
    QRadioButton:focus {{ border-color: {t["accent"]}; }}
    #lesson QPlainTextEdit {{ font-size: {round(theme.px(17))}px;
        border: 1px solid {t["field_line"]}; border-radius: 6px; background: {t["field"]}; }}
    QPlainTextEdit:focus {{ border: 2px solid {t["accent"]}; }}
    QDialog QTableView {{ background: {t["panel"]}; border: 2px solid transparent;
        selection-background-color: {t["selected"]}; selection-color: {t["ink"]}; }}
    QDialog QTableView::item {{ border: 0; padding: 0 4px; }}
    QDialog QTableView:focus {{ border-color: {t["accent"]}; }}
    QDialog QHeaderView, QHeaderView::section, QTableCornerButton::section
        {{ background: {t["panel"]}; color: {t["ink2"]}; border: 0; }}
    QHeaderView::section:horizontal {{ border-bottom: 1px solid {t["line"]}; padding: 2px 4px; }}
    QHeaderView::section:vertical {{ padding: 0 8px 0 2px; }}
    QTabWidget::pane {{ border: 0; }}
    QTabWidget {{ background: {t["panel"]}; border-top: 1px solid {t["line"]}; }}
    QTabBar {{ background: {t["panel"]}; }}
    QTabBar::tab {{ background: {t["panel"]}; color: {t["ink2"]};
        font-size: {round(theme.px(13))}px; padding: 2px 12px; margin: 2px 0 0 4px;
        border: 2px solid transparent; border-radius: 6px; }}
    QTabBar::tab:selected {{ background: {t["selected"]}; color: {t["ink"]}; }}
    QTabBar::tab:selected:focus {{ border-color: {t["accent"]}; }}
    QTextBrowser {{ background: {t["panel"]}; color: {t["ink"]}; border: 0; }}
    QTextBrowser:focus {{ border: 2px solid {t["accent"]}; }}
    """
