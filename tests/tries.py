"""How many examples a property is tried on: few in a short run, many in the long one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import settings

TIMES = 8
"""Examples of the long run for each of the short one."""


def tries(few: int) -> settings:
    """Settings of a test that is dear: `few` examples, `TIMES` as many with `--long`."""
    # the run's profile stands when test modules are imported; xdist gives workers no other sign
    return settings(max_examples=few * settings.default.max_examples // 100, deadline=None)


def first(few: int, items: Sequence[Any], name: Callable[[Any], str]) -> list[Any]:
    """Parameters of a test that is dear: the first `few` of them, all with `--long`."""
    return [
        pytest.param(item, id=name(item), marks=() if number < few else pytest.mark.long)
        for number, item in enumerate(items)
    ]
