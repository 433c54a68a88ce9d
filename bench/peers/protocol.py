"""The line protocol between bench/compare.py and a worker, peers' side.

The worker warms up, says `ready {json}`, then answers `measure` with `time NANOSECONDS` (one repetition, divided by the
units of work in it), `result` with `result {json}`, and leaves at `quit` or when the input ends. Between commands it
waits in a read and uses no processor time.
"""

import json
import sys
import time
from dataclasses import dataclass, field
from typing import Any, Callable

REPETITION = 0.06  # seconds of work in one repetition, at least


@dataclass
class Work:
    """One piece of work: `variants` are the settings tried, each a maker of a step that does one unit and waits for it."""

    variants: dict[str, Callable[[], Callable[[], Any]]]
    result: Callable[[Callable[[], Any]], dict]
    versions: dict[str, str]
    settings: dict[str, Any] = field(default_factory=dict)
    warm_up: float = 1.0
    units: int = 1  # units of work that one call of a step does


def seconds(step, repetitions):
    begin = time.perf_counter_ns()
    for _ in range(repetitions):
        step()
    return (time.perf_counter_ns() - begin) / repetitions / 1e9


def best_of(step, budget):
    """Shortest time of a unit within a budget of seconds, after one call that compiles."""
    step()
    once = seconds(step, 1)
    inner = max(1, int(0.02 / max(once, 1e-9)))
    best, end = once, time.perf_counter() + budget
    while time.perf_counter() < end:
        best = min(best, seconds(step, inner))
    return best


def serve(work, out, quick):
    search, best, chosen, failures = {}, None, None, {}
    for label, make in work.variants.items():
        try:
            step = make()
            begin = time.perf_counter()
            took = best_of(step, 0.0 if quick else 0.4) / work.units
            search[label] = round(took * 1e3, 4)
            print(f"{label}: {took * 1e3:.3f} ms ({time.perf_counter() - begin:.1f} s to find out)", file=sys.stderr, flush=True)
        except Exception as error:  # a setting that the peer cannot run is recorded and left out
            failures[label] = f"{type(error).__name__}: {str(error).splitlines()[0][:200] if str(error) else ''}"
            print(f"{label}: {failures[label]}", file=sys.stderr, flush=True)
            continue
        if best is None or took < best:
            best, chosen, kept = took, label, step
    if chosen is None:
        raise SystemExit(f"no setting works: {failures}")
    step = kept
    end = time.perf_counter() + (0.0 if quick else work.warm_up)
    while time.perf_counter() < end:
        step()
    calls = max(1, int(REPETITION / (best * work.units) + 0.999))
    say = lambda line: (out.write(line + "\n"), out.flush())
    say("ready " + json.dumps({
        "versions": work.versions, "settings": {"chosen": chosen, **work.settings}, "search_ms": search,
        "failed_settings": failures, "inner": calls * work.units}))
    for line in sys.stdin:
        match line.strip():
            case "measure":
                say(f"time {int(seconds(step, calls) * 1e9 / work.units)}")
            case "result":
                say("result " + json.dumps(work.result(step)))
            case "quit":
                return
            case other:
                raise SystemExit(f"unknown command {other!r}")
