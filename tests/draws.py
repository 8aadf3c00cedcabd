"""How many examples a property is tried on: few in a short run, many in the long one."""

from __future__ import annotations

from hypothesis import settings

TIMES = 8
"""Examples of the long run for each of the short one."""


def tries(few: int) -> settings:
    """Settings of a test that is dear: `few` examples, `TIMES` as many with `--long`."""
    # the run's profile stands when test modules are imported; xdist gives workers no other sign
    return settings(max_examples=few * settings.default.max_examples // 100, deadline=None)
