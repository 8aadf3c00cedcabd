"""Work shared by several processes that never outlive the one that asked."""

from __future__ import annotations

import multiprocessing
import multiprocessing.process
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

from spineviz.lab.bench import LabError, Watch

Task = TypeVar("Task")
Result = TypeVar("Result")

PATIENCE = 1.0  # s that a process gets to end when it is told to


def shared(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    workers: int,
    watch: Watch,
    label: Callable[[object], str],
) -> list[Result]:
    """The results of some tasks in their order, worked on by several processes.

    Whatever ends the wait, an interruption too, ends the processes as well.

    Args:
        work: a function of a module.
        tasks: what it is called with.
        workers: how many processes.
        watch: shows how far it is.
        label: of a task, for `watch`.

    Raises:
        LabError: a process was ended from outside, or none can be started.
    """
    before = set(multiprocessing.active_children())
    # fresh processes: forking one that runs threads can hang
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_follow_the_parent)
    try:
        with _for_processes():
            futures = [pool.submit(work, task) for task in tasks]
        return [future.result() for future in watch(futures, label)]
    except (BrokenProcessPool, OSError) as error:
        raise LabError("lab.no_process", why=str(error)) from None
    finally:
        for process in set(multiprocessing.active_children()) - before:
            process.terminate()
        for process in set(multiprocessing.active_children()) - before:
            process.join(PATIENCE)
        pool.shutdown(wait=True, cancel_futures=True)


class Helper:
    """One process that works on tasks in their order while the one that asks does something else.

    It starts with the first task, and never outlives the one that asked.
    """

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=_follow_the_parent)
        self._started: set[multiprocessing.process.BaseProcess] = set()

    def hand(self, work: Callable[[Task], Result], task: Task) -> Future[Result]:
        """Hand over one task.

        Args:
            work: a function of a module. task: what it is called with.

        Raises:
            LabError: the process has been ended, or none can be started.
        """
        before = set(multiprocessing.active_children())
        try:
            with _for_processes():
                handed = self._pool.submit(work, task)
        except (BrokenProcessPool, OSError, RuntimeError) as error:
            raise LabError("lab.no_process", why=str(error)) from None
        self._started |= set(multiprocessing.active_children()) - before
        return handed

    def end(self) -> None:
        """End it, with whatever it is at."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in self._started:
            process.terminate()
        self._started.clear()


@contextmanager
def _for_processes() -> Iterator[None]:
    """Processes that are started in here get no Ctrl+C of their own, and do not run the script
    that asked: they need nothing of it, and one without `if __name__ == "__main__"` would ask
    again in each of them."""
    main = sys.modules["__main__"]
    names = ("__file__", "__spec__")
    kept = {name: vars(main)[name] for name in names if name in vars(main)}
    hold = getattr(signal, "pthread_sigmask", None)
    held = hold(signal.SIG_BLOCK, {signal.SIGINT}) if hold else set()
    vars(main).pop("__file__", None)
    vars(main)["__spec__"] = None
    try:
        yield
    finally:
        vars(main).pop("__spec__", None)
        vars(main).update(kept)
        if hold:
            hold(signal.SIG_SETMASK, held)


def _follow_the_parent() -> None:
    """End with the process that started this one, even where that was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says when
    parent = multiprocessing.parent_process()
    assert parent is not None

    def follow() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
