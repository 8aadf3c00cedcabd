"""Text from files and people, put where Qt would read marks in it."""

from __future__ import annotations

from html import escape


def as_label(text: str) -> str:
    """For menus, buttons and labels: an ampersand is an ampersand."""
    return text.replace("&", "&&")


def as_tip(text: str) -> str:
    """For tool tips and questions: nothing in it is markup."""
    return f"<qt>{escape(text)}</qt>" if any(sign in text for sign in "<&") else text


def as_title(text: str) -> str:
    """For titles of windows: nothing in it stands for the mark of a change."""
    return text.replace("[*]", "[*][*]")
