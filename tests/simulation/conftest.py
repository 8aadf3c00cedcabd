"""Linear algebra on one core: see below."""

from __future__ import annotations

import ctypes
from pathlib import Path

import numpy as np
import pytest

SETTERS = (
    "scipy_openblas_set_num_threads64_",
    "scipy_openblas_set_num_threads",
    "openblas_set_num_threads64_",
    "openblas_set_num_threads",
)


@pytest.fixture(scope="session", autouse=True)
def one_core() -> None:
    """Solve as the program does, which sets OPENBLAS_NUM_THREADS before it loads numpy.

    Plug-ins load numpy before any test file can set that. Two threads on matrices of 130 rows wait
    for each other: up to ten times slower beside other work, and the last bits differ from run to
    run. Where numpy brings another library than OpenBLAS there is nothing to do.
    """
    for file in Path(np.__file__).parents[1].glob("numpy.libs/*openblas*"):
        library = ctypes.CDLL(str(file))
        for name in SETTERS:
            setter = getattr(library, name, None)
            if setter is not None:
                setter(1)
                break
