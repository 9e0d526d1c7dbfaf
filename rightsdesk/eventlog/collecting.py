"""The garbage collector's rest while events are read or written in thousands."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def uncollected(forget: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Let the collector rest: a page makes a million objects and no cycle, walking them costs as much as the work.

    `forget` lets go of what was remembered, however it ends, before the collector is back: walking it would hold
    the window's thread up.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        try:
            forget()
        finally:
            if was_enabled:
                gc.enable()
