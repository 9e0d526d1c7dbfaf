"""All measurements in one run, one after the other, each in a process of its own: `make bench`."""

import re
import subprocess
import sys
import time

PARTS = (
    *("bench_eventlog", "bench_readmodel", "bench_batches", "bench_window", "bench_interface"),
    *("bench_files", "bench_usages", "bench_rights", "bench_review", "bench_generating", "bench_advices"),
    "bench_first",
)
GOAL = re.compile(r"[<>]= [\d,.]+")
MISSED = re.compile(r"\b(NO|MISSED)\b")


def main() -> int:
    """Run every bench, print its table as it comes and all goals together at the end; 0 when all are met."""
    goals: list[str] = []
    broken: list[str] = []
    for part in PARTS:
        began = time.monotonic()
        print(f"\n== {part}", flush=True)
        lines, code = _run(part)
        print(f"   took {time.monotonic() - began:.0f} s", flush=True)
        mine = [line for line in lines if GOAL.search(line)]
        goals += mine
        if code and not any(MISSED.search(line) for line in mine):
            broken.append(f"{part} ended with {code}")
    missed = [line for line in goals if MISSED.search(line)]
    print("\n== all goals, every figure a median of at least three", *goals, *broken, sep="\n")
    print(f"\n{len(goals) - len(missed)} of {len(goals)} goals met." if missed or broken else "\nAll goals met.")
    return 1 if missed or broken else 0


def _run(part: str) -> tuple[list[str], int]:
    """Run one bench in a process of its own and return the lines it printed and how it ended."""
    lines: list[str] = []
    with subprocess.Popen([sys.executable, "-m", f"tests.bench.{part}"], stdout=subprocess.PIPE, text=True) as bench:
        assert bench.stdout is not None
        for line in bench.stdout:
            print(line, end="", flush=True)
            lines.append(line.rstrip())
    return lines, bench.returncode


if __name__ == "__main__":
    sys.exit(main())
