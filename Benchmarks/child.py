"""One run of a program, with what the kernel says that it took."""

import os
import statistics
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Cost:
    """Of one run, or the medians of several."""

    wall: float  # seconds
    cpu: float  # seconds, in user and kernel mode
    memory: float  # the largest resident set, in MB
    output: Path

    @staticmethod
    def median(costs: list["Cost"]) -> "Cost":
        def of(field):
            return statistics.median(getattr(cost, field) for cost in costs)

        return Cost(of("wall"), of("cpu"), of("memory"), costs[-1].output)


def run(command: list, folder: Path, *, may_fail: bool = False) -> Cost:
    """Runs a program to its end; its output goes to a file."""
    output = folder / "output"
    with open(output, "wb") as out, open(folder / "errors", "wb") as errors:
        start = time.monotonic()
        child = subprocess.Popen(list(map(str, command)), stdout=out, stderr=errors, stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0 and not may_fail:
        raise SystemExit(f"{command} ended with {child.returncode}:\n{(folder / 'errors').read_text()[-2000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output)
