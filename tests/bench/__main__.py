"""All measurements in one run, one after the other, each in a process of its own: `make bench`."""

import subprocess
import sys
import time

PARTS = ("bench_eventlog", "bench_readmodel", "bench_batches", "bench_window")


def main() -> int:
    """Run every bench and print its table; 0 when all goals are met."""
    missed = []
    for part in PARTS:
        began = time.monotonic()
        print(f"\n== {part}", flush=True)
        done = subprocess.run([sys.executable, "-m", f"tests.bench.{part}"], check=False)
        print(f"   took {time.monotonic() - began:.0f} s", flush=True)
        if done.returncode:
            missed.append(part)
    print(f"\nNot all goals met in: {', '.join(missed)}" if missed else "\nAll goals met.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
