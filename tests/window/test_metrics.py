"""Widths of words are remembered, and are those that the font has."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF

from spineviz.window.paint import typeface as typeface_module
from spineviz.window.paint.typeface import metrics_of, typeface


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=30), st.integers(6, 60), st.booleans())
def test_a_text_is_as_wide_as_its_font_says_also_the_second_time(application, text, pixels, bold):
    font = typeface()
    font.setPixelSize(pixels)
    font.setBold(bold)
    wide = QFontMetricsF(font).horizontalAdvance(text)
    assert [metrics_of(font).horizontalAdvance(text) for _ in range(2)] == [wide, wide]
    assert metrics_of(font).height() == QFontMetricsF(font).height()


def test_a_font_that_is_changed_afterwards_has_other_measures(application):
    font = typeface()
    font.setPixelSize(12)
    small = metrics_of(font)
    font.setPixelSize(24)
    assert metrics_of(font) is not small
    font.setPixelSize(12)
    assert metrics_of(font) is small


def test_what_is_remembered_has_an_end(application, monkeypatch):
    monkeypatch.setattr(typeface_module, "MOST_FONTS", 3)
    monkeypatch.setattr(typeface_module, "MOST_TEXTS", 4)
    monkeypatch.setattr(typeface_module, "_measured", {})
    font = typeface()
    for pixels in range(8, 20):
        font.setPixelSize(pixels)
        for text in "abcdefghij":
            metrics_of(font).horizontalAdvance(text)
        assert len(metrics_of(font)._widths) <= 4
        assert len(typeface_module._measured) <= 3
