"""Linear algebra on one thread, whatever was imported before.

The matrices of a body are a hundred rows wide: a second thread only waits for the first, a solve
takes 3 to 16 times as long, and sums are taken in another order, so that the last bits differ.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

Given = ParamSpec("Given")
Made = TypeVar("Made")


def on_one_thread(work: Callable[Given, Made]) -> Callable[Given, Made]:
    """A function that computes on one thread and leaves the threads as they were."""

    @wraps(work)
    def limited(*args: Given.args, **named: Given.kwargs) -> Made:
        with _libraries().limit(limits=1, user_api="blas"):
            return work(*args, **named)

    return limited


@cache
def _libraries() -> ThreadpoolController:
    """The linear algebra that is loaded: looked for once, which takes half a millisecond."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
