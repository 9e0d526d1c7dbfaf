"""What a bench answers: figures with their goals, and the table in which all of them are shown."""

import gc
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured figure beside its goal; `beside` is what it was measured against in the same run."""

    title: str
    seen: float
    unit: str
    at_least: float | None = None
    at_most: float | None = None
    beside: str = ""

    @property
    def met(self) -> bool:
        """Say whether the goal is reached; without a goal it is."""
        enough = self.at_least is None or self.seen >= self.at_least
        return enough and (self.at_most is None or self.seen <= self.at_most)

    @property
    def goal(self) -> str:
        """Return the goal as printed."""
        if self.at_least is not None:
            return f">= {self.at_least:,g}"
        return "" if self.at_most is None else f"<= {self.at_most:,g}"


def table(figures: Iterable[Figure]) -> list[str]:
    """Return the lines of the table."""
    lines = [f"{'':52}{'seen':>12} {'unit':14}{'goal':>12}  {'met':4} beside"]
    for each in figures:
        digits = 0 if each.seen >= 100 else 2
        met = "" if not each.goal else "yes" if each.met else "NO"
        shown = f"{each.seen:>12,.{digits}f} {each.unit:14}{each.goal:>12}"
        lines.append(f"{each.title:52}{shown}  {met:4} {each.beside}")
    return lines


def seconds(deed: Callable[[], object]) -> float:
    """Return how long a deed takes."""
    gc.collect()
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def median(deed: Callable[[], object], runs: int = 3) -> float:
    """Return the median of how long a deed takes."""
    return statistics.median(seconds(deed) for _ in range(runs))
