"""What is known of one bone, on a small card beside the pointer."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from spineviz.drawing.figure import bone_of
from spineviz.drawing.streams import arriving
from spineviz.outcome import Balanced
from spineviz.scene import LEVELS
from spineviz.window.paint.theme import Theme
from spineviz.words.sentences import degrees, percent

TITLES = {
    "S1": "Sacrum", "sacrum": "Sacrum", "coccyx": "Coccyx", "pelvis": "Pelvis", "skull": "Skull",
    "manubrium": "Sternum (manubrium)", "sternum": "Sternum", "xiphoid": "Sternum (xiphoid)",
    "scapulae": "Shoulder blades",
}  # fmt: skip

JOINT_NAMES = {"pelvis": "S1", "skull": "C0"}
"""What joints call the bodies that are no single vertebra."""

GAP = 14.0  # px between pointer and card
PADDING = 8.0


def level_of(outcome: Balanced, part: str) -> str:
    """The level that a drawn part belongs to: its own, or that of the vertebra a rib turns on;
    empty for all others."""
    if part in LEVELS:
        return part
    for link in outcome.geometry.links:
        if link.kind == "costovertebral" and link.upper == part:
            return link.lower
    return ""


def lines_of(outcome: Balanced, part: str) -> tuple[str, ...]:
    """What the card of a bone says, its name first."""
    body = bone_of(part)
    # face down, x runs towards the head: lying straight is half a turn, and turns go the other way
    straight, turned = (math.pi, -1) if outcome.person.face_down else (0.0, 1)
    now, rest = (
        turned * math.degrees(pose[body][2] - straight)
        for pose in (outcome.geometry.pose, outcome.geometry.flat)
    )
    lines = [
        TITLES.get(part) or (f"Rib {part.removeprefix('rib')}" if part not in LEVELS else part),
        f"tilt {_tilt(now)}, flat {_tilt(rest)}",
        f"passes on {arriving(outcome).get(body, 0.0):.0f} N upwards",
    ]
    for name, joint in outcome.joints.items():
        if JOINT_NAMES.get(body, body) in name.split("-"):
            way = "extension" if joint.standing_deg >= 0 else "flexion"
            lines.append(
                f"{name.replace('-', '–')}: "
                f"{degrees(joint.extension_deg)} from lying flat; from standing"
                f" {degrees(abs(joint.standing_deg))} {way}, {percent(joint.range_share)}"
                f" of {degrees(joint.range_deg)}"
            )
    return tuple(lines)


def _tilt(angle: float) -> str:
    """E.g. "12.3° head down"; angles turn the head end down when positive."""
    return f"{degrees(abs(angle))} {'head end down' if angle >= 0 else 'head end up'}"


def paint_card(
    painter: QPainter,
    theme: Theme,
    base: QFont,
    lines: tuple[str, ...],
    at: QPointF,
    whole: QRectF,
) -> QRectF:
    """Paint a card beside a place, inside `whole` (px), and return where it is."""
    bold, plain = theme.font(base, 13, bold=True), theme.font(base, 12)
    fonts = [bold] + [plain] * (len(lines) - 1)
    metrics = [QFontMetricsF(font) for font in fonts]
    pad, gap = theme.px(PADDING), theme.px(GAP)
    width = max(m.horizontalAdvance(text) for m, text in zip(metrics, lines, strict=True))
    height = sum(m.height() for m in metrics)
    box = QRectF(at.x() + gap, at.y() + gap, width + 2 * pad, height + 2 * pad)
    if box.right() > whole.right():
        box.moveRight(at.x() - gap)
    if box.bottom() > whole.bottom():
        box.moveBottom(at.y() - gap)
    box.moveLeft(max(box.left(), whole.left()))
    box.moveTop(max(box.top(), whole.top()))
    painter.setPen(theme.pen("field_line", 1.0))
    painter.setBrush(theme.color("panel"))
    painter.drawRoundedRect(box, 6, 6)
    y = box.top() + pad
    for font, metric, text, token in zip(
        fonts, metrics, lines, ["ink"] + ["ink2"] * (len(lines) - 1), strict=True
    ):
        painter.setFont(font)
        painter.setPen(theme.color(token))
        row = QRectF(box.left() + pad, y, width + 1, metric.height())
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, text)
        y += metric.height()
    return box
