"""The numbers of an outcome as a value that paints itself: bars, ledgers, curvatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter

from spineviz.outcome import (
    BACK_TISSUES,
    FRONT_TISSUES,
    SUPPORTS,
    SUPPORTS_ON_BACK,
    Balanced,
    Rolled,
)
from spineviz.session.shown import Shown
from spineviz.values import Numbers
from spineviz.window.numbers.bar_contents import (
    CAGE,
    PEAK,
    PUSH,
    cage_reading,
    extension_reading,
    peak_reading,
    with_people,
)
from spineviz.window.numbers.bar_picture import BarPicture, Reading
from spineviz.window.numbers.ledger_picture import COMPACT_ROW, ROW, LedgerPicture
from spineviz.window.paint.picture import base, fitted, painted
from spineviz.window.paint.theme import PRESSURE_TOP_KPA, TISSUE_COLOUR, Theme
from spineviz.words.language import say
from spineviz.words.sentences import SUPPORT_NAMES, TISSUE_NAMES, curvatures

NATURAL = QSizeF(268.0, 250.0)
"""px at 100 % from which on the type has its usual size."""

EXTENSION_TOP = 8.0
"""Degrees at the end of the bar of extension: above the published range of every thoracic and
lumbar joint."""

BARS = (
    (say("bar.carried"), (0, 50, 100), "\u202f%", "cage_ink"),
    (PEAK.title, (0, 20, 40, PRESSURE_TOP_KPA), "", "ink2"),
    (PUSH.title, (0, 2, 4, 6, EXTENSION_TOP), "°", ""),
)
"""Name, ticks, their unit and the colour of each bar, from the top; the last one is behind the
others."""

CARRIED_IN_FRONT = say("bar.carried.down")
"""Name of the first bar where the front is pressed: the blades are out of reach there."""

ENTRY, HELD = "ledger.entry", "ledger.held"
"""Kinds of the titles of the ledgers."""

SIDE, LINE = 14.0, 18.0  # px: beside the column; at 100 %: of a curvature


def bar_names(outcome: Balanced | None) -> tuple[str, ...]:
    """What the bars are called."""
    first, *others = (bar[0] for bar in BARS)
    down = outcome is not None and outcome.person.face_down
    return CARRIED_IN_FRONT if down else first, *others


def readings(
    outcome: Balanced | None,
    base: Numbers | None = None,
    name: str = "",
    people: Sequence[Numbers] = (),
) -> tuple[tuple[Reading | None, str], ...]:
    """What each bar shows, or None and why.

    Args:
        outcome: of the scene.
        base: numbers that it is held against, if any; name: what they are called.
        people: numbers of sampled bodies in this very scene.
    """
    if outcome is None:
        return ((None, say("bar.no_number")),) * 3
    bent = with_people(extension_reading(outcome, base, name), PUSH, people)
    if not isinstance(outcome, Rolled):
        why = say("bar.no_roller")
        return (None, why), (None, why), (bent, "")
    return (
        (with_people(cage_reading(outcome, base, name), CAGE, people), ""),
        (with_people(peak_reading(outcome, base, name), PEAK, people), ""),
        (bent, ""),
    )


def entry_rows(outcome: Balanced | None) -> dict[str, str]:
    """Keys and words of the tissues that the roller's force can enter through."""
    down = outcome is not None and outcome.roller is not None and outcome.scene.face == "down"
    return {key: TISSUE_NAMES[key] for key in (FRONT_TISSUES if down else BACK_TISSUES)}


def entry_of(outcome: Balanced) -> dict[str, float]:
    """Newtons of the roller's force by tissue; nothing without a roller."""
    entry = outcome.roller.entry_N if outcome.roller else {}
    return {key: entry[key] for key in entry_rows(outcome) if entry}


def support_rows(outcome: Balanced | None) -> dict[str, str]:
    """Keys and words of what can hold the body up."""
    on_back = outcome is None or (outcome.roller is not None and outcome.scene.face != "down")
    return {key: SUPPORT_NAMES[key] for key in (SUPPORTS_ON_BACK if on_back else SUPPORTS)}


class NumbersPicture(Struct, frozen=True, eq=False):
    """Two calm bars, and under them what there is room for.

    Attributes:
        outcome: of the scene, or None where it has none.
        shown, theme: see there.
        base, name, people: see `readings`; people only where `shown` asks for them.
    """

    outcome: Balanced | None
    shown: Shown
    theme: Theme
    base: Numbers | None = None
    name: str = ""
    people: tuple[Numbers, ...] = ()

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint into a box: the roomiest arrangement that fits."""
        theme = fitted(self.theme, box, NATURAL)
        with painted(painter, box) as local:
            painter.fillRect(local, theme.color("panel"))
            column = local.adjusted(SIDE, 4, -SIDE, -4)
            for gap, parts in self._arrangements(theme):
                tall = sum(_height(part, theme) for part in parts) + gap * (len(parts) - 1)
                if tall <= column.height():
                    break
            y = column.top()
            for part in parts:
                high = _height(part, theme)
                room = QRectF(column.left(), y, column.width(), high)
                if isinstance(part, str):
                    painter.setFont(theme.font(base(), 13))
                    painter.setPen(theme.color("ink"))
                    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, part)
                else:
                    part.paint(painter, room)
                y += high + gap

    def _arrangements(self, theme: Theme) -> Iterator[tuple[float, list[Part]]]:
        """Gaps and parts, from the roomiest on: curvatures leave first, then the rows of the
        supports, the ledgers, sentences, and the numbers under the bars."""
        ledgers, curves = self._ledgers(theme), self._curves()
        folded = [replace(each, unfolded=False) for each in ledgers]
        near = [replace(each, row=COMPACT_ROW) for each in ledgers]
        wide, close = theme.px(10), theme.px(3)
        yield wide, [*self._bars(theme, 2), *ledgers, *curves]
        yield wide, [*self._bars(theme, 2), *ledgers[:1], *folded[1:], *curves]
        yield close, [*self._bars(theme, 1), *near, *curves]
        yield close, [*self._bars(theme, 1), *near[:1], *folded[1:], *curves]
        yield close, [*self._bars(theme, 1), *near[:1]]
        yield close, [*self._bars(theme, 1), replace(near[0], sums=True), *folded[1:]]
        yield close, [*self._bars(theme, 1), *folded]
        yield close, list(self._bars(theme, 2))
        yield close, list(self._bars(theme, 1))
        yield close, list(self._bars(theme, 0))
        yield 0.0, [replace(bar, scaled=False) for bar in self._bars(theme, 0)]

    def _bars(self, theme: Theme, lines: int) -> list[BarPicture]:
        """The calm bars; that of extension only where there is no roller."""
        people = self.people if self.shown.people else ()
        told = readings(self.outcome, self.base, self.name, people)
        return [
            BarPicture(name, *bar[1:], theme, reading, why, lines)
            for name, bar, (reading, why) in zip(bar_names(self.outcome), BARS, told, strict=True)
            if bar[3] or not isinstance(self.outcome, Rolled)
        ]

    def _ledgers(self, theme: Theme) -> list[LedgerPicture]:
        outcome = self.outcome
        tissues, supports = entry_rows(outcome), support_rows(outcome)
        enters: dict[str, float] = {}
        held: dict[str, float] = {}
        if outcome is not None:
            enters = entry_of(outcome)
            held = {key: outcome.supports_N[key] for key in supports}
        return [
            LedgerPicture(say(ENTRY), tissues, enters, TISSUE_COLOUR, theme, grouped=True, row=ROW),
            LedgerPicture(say(HELD), supports, held, {}, theme),
        ]

    def _curves(self) -> list[str]:
        if self.outcome is None:
            return []
        return [f"{name} {angle}" for name, angle in curvatures(self.outcome)]


Part = BarPicture | LedgerPicture | str


def _height(part: Part, theme: Theme) -> float:
    return theme.px(LINE) if isinstance(part, str) else part.height
