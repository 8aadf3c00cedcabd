"""Linear algebra on one thread, whatever was imported before.

The matrices of a body are a hundred rows wide: a second thread only waits for the first, a solve
takes 3 to 16 times as long, and sums are taken in another order, so that the last bits differ.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import cache, wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

THREADS = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)
"""Where libraries of linear algebra read, when they are loaded, how many threads they may have."""

Given = ParamSpec("Given")
Made = TypeVar("Made")

_from_the_start = False


def one_thread_from_the_start() -> None:
    """Give the linear algebra that will be loaded one thread, unless the caller has chosen
    otherwise: then nothing has to look for it later, which takes 7 ms of the first picture."""
    global _from_the_start
    for name in THREADS:
        os.environ.setdefault(name, "1")
    alone = all(os.environ[name] == "1" for name in THREADS)
    _from_the_start = alone and "numpy" not in sys.modules


def on_one_thread(work: Callable[Given, Made]) -> Callable[Given, Made]:
    """A function that computes on one thread and leaves the threads as they were."""

    @wraps(work)
    def limited(*args: Given.args, **named: Given.kwargs) -> Made:
        if _from_the_start:
            return work(*args, **named)
        with _libraries().limit(limits=1, user_api="blas"):
            return work(*args, **named)

    return limited


@cache
def _libraries() -> ThreadpoolController:
    """The linear algebra that is loaded: looked for once."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
