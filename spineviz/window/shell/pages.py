"""Pages of the Help menu, made from the tables and the outcome wherever they can be."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from spineviz import __version__
from spineviz.outcome import KYPHOSIS, LORDOSIS, Balanced
from spineviz.tables.resources import resource
from spineviz.window.shell.window_place import open_at
from spineviz.words.language import say

OPENS_AT = QSize(620, 460)  # px at 100 %
DISCLAIMER = say("window.disclaimer")


def about_page() -> str:
    """What this program is."""
    return (
        f"<h2>SpineViz {__version__}</h2>"
        f"<p>{say('about.what')}</p>"
        f"<p><b>{DISCLAIMER}</b></p>"
        f"<p>{say('about.curves', kyphosis=escape(KYPHOSIS), lordosis=escape(LORDOSIS))}</p>"
    )


def model_page() -> str:
    """The model for teachers and engineers: the page that readers of the repository see."""
    return _html("model.md")


def teaching_page() -> str:
    """How a class runs on it, for whoever leads one."""
    return _html("teaching.md")


def _html(name: str) -> str:
    """A help page of the repository as HTML."""
    document = QTextDocument()
    document.setMarkdown(resource("help", name).read_text(encoding="utf-8"))
    return document.toHtml()


def limits_page(outcome: Balanced | None) -> str:
    """What the model leaves out, and what it had to assume for the numbers on screen."""
    text = _html("leaves_out.md")
    if outcome is not None:
        rows = "".join(f"<li>{escape(say(each))}</li>" for each in outcome.assumptions)
        text += f"<h3>{say('about.assumed')}</h3><ul>{rows}</ul>"
    return text


class Page(QDialog):
    """One page of text.

    Args:
        title: of its window. html: what it says. parent: over which it stands.
        text: factor of the type.
    """

    def __init__(self, title: str, html: str, parent: QWidget, text: float = 1.0) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_WindowPropagation)  # colours of its window
        self.setWindowTitle(title)
        open_at(self, OPENS_AT, text)
        self.text = QTextBrowser()
        self.text.setHtml(html)
        self.text.setAccessibleName(title)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        for button in buttons.buttons():
            button.setAccessibleName(say("window.close"))
        column = QVBoxLayout(self)
        column.addWidget(self.text)
        column.addWidget(buttons)
