#!/usr/bin/env python3
"""Ansatz beside its peers, in one run: bench/compare [--only NAME ...] [--repetitions N] [--threads N] [--quick].

Makes its own Python environment (bench/.venv, the pins in bench/peers/requirements.txt), builds Ansatz, and measures each
row of ROWS: both sides are worker processes that warm up one after the other and then take turns, peer, ours, peer, ours,
one repetition each, so that a disturbance hits both; the side whose turn it is not is stopped. Results are compared in the same run. Writes docs/results/compare.md
and compare.json; with --only the rows of other works stay as they are. The work is defined in bench/models.md. Needs Python 3.11, Maven and JDK 25; standard library only.
"""

import argparse
import datetime
import json
import math
import os
import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from harness import Build, Load, Worker, run_once

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


@dataclass(frozen=True)
class Row:
    name: str
    work: str
    peer: str
    item: tuple[str, ...]  # arguments of peers/worker.py
    ours: tuple[str, ...]  # arguments of ansatz.bench.Worker
    agree: str
    floor: float | None = None
    cold: bool = False
    settings: tuple[str, ...] = ()  # cold rows: the peer's settings, each tried once before the measurement


ROWS = [
    Row("local-energy", "local energy by forward Laplacian, tanh network 42-64-64-1, 4096 samples", "folx",
        ("local-energy",), ("local-energy",), "energy", 2),
    Row("local-energy-devices", "the same, the peer's samples split over one host device a thread", "folx",
        ("local-energy", "--devices"), ("local-energy",), "energy"),
    Row("gradient-rows", "per-sample gradient rows 4096 x 6977", "jax", ("gradient-rows",), ("gradient-rows",), "rows", 4),
    Row("gradient-rows-in-place", "the same, the peer writes over its last result (both sides then keep to memory's speed)", "jax",
        ("gradient-rows-in-place",), ("gradient-rows",), "rows"),
    Row("train-10000", "training step with Adam, tanh network 4-32-16-4, 10,000 rows", "jax",
        ("train-jax", "--setting", "10000"), ("train", "10000"), "training", 3),
    Row("train-10000", "training step with Adam, tanh network 4-32-16-4, 10,000 rows", "torch",
        ("train-torch", "--setting", "10000"), ("train", "10000"), "training", 3),
    Row("train-200", "training step with Adam, tanh network 4-32-16-4, 200 rows", "jax",
        ("train-jax", "--setting", "200"), ("train", "200"), "training", 5),
    Row("train-200", "training step with Adam, tanh network 4-32-16-4, 200 rows", "torch",
        ("train-torch", "--setting", "200"), ("train", "200"), "training", 5),
    Row("train-10000-single", "the same with 10,000 rows in single precision", "jax",
        ("train-jax-single", "--setting", "10000"), ("train-single", "10000"), "training-single"),
    Row("train-10000-single", "the same with 10,000 rows in single precision", "torch",
        ("train-torch-single", "--setting", "10000"), ("train-single", "10000"), "training-single"),
    Row("train-10000-loop", "the same, 10,000 rows, the peer's 100 steps in one compiled loop", "jax",
        ("train-jax-loop", "--setting", "10000"), ("train", "10000"), "training"),
    Row("train-200-loop", "the same, 200 rows, the peer's 100 steps in one compiled loop", "jax",
        ("train-jax-loop", "--setting", "200"), ("train", "200"), "training"),
    Row("pair-energy", "pair model, 14 particles, two determinants, local energy, 512 samples", "folx",
        ("pair-energy",), ("pair-energy",), "pair", 4),
    Row("pair-energy-devices", "the same, the peer's samples split over one host device a thread", "folx",
        ("pair-energy", "--devices"), ("pair-energy",), "pair"),
    Row("pair-value", "pair model, log|psi| alone, 512 samples", "jax", ("pair-value",), ("pair-value",), "value"),
    Row("pair-cold", "pair model, from a cold process to the first local energies", "folx",
        ("pair-cold",), ("pair-cold",), "pair", 5, True, ("0,8", "0,all", "6,32")),
    Row("message-energy", "electron gas, 14 electrons, message-passing state, local energy, 512 samples", "folx",
        ("message-energy",), ("message-energy",), "particles", 2),
    Row("message-energy-devices", "the same, the peer's samples split over one host device a thread", "folx",
        ("message-energy", "--devices"), ("message-energy",), "particles"),
    Row("message-step", "one optimisation step of it: 5 Langevin sweeps of 512 walkers, local energies, rows, SPRING", "folx",
        ("message-step",), ("message-step",), "descent", 3),
    Row("dot-energy", "quantum dot, 6 electrons, backflow and Deep Sets, local energy, 512 samples", "folx",
        ("dot-energy",), ("dot-energy",), "particles"),
    Row("dot-step", "one optimisation step of it: 5 Langevin sweeps of 512 walkers, local energies, rows, SPRING", "folx",
        ("dot-step",), ("dot-step",), "descent", 5),
    Row("sr-20", "one SR iteration, Ising chain of 20, alpha 1, 1008 samples, direct solver", "netket",
        ("sr-20",), ("sr-20",), "descent", 9),
    Row("sr-20-iterative", "the same, the peer with its iterative solver (conjugate gradients, tolerance 1e-5)", "netket",
        ("sr-20-iterative",), ("sr-20",), "descent"),
    Row("minsr-80", "one minSR iteration, Ising chain of 80, alpha 4, 1008 samples", "netket",
        ("minsr-80",), ("minsr-80",), "descent", 50),
    Row("heisenberg-100", "one minSR iteration, Heisenberg torus of 10 x 10, alpha 4, exchange moves, 1008 samples", "netket",
        ("heisenberg-100",), ("heisenberg-100",), "descent", 10),
    Row("j1j2-36", "one minSR iteration, J1-J2 torus of 6 x 6, alpha 4, exchange moves, 1008 samples", "netket",
        ("j1j2-36",), ("j1j2-36",), "descent", 10),
    Row("chain-20", "Ising chain of 20, alpha 1, 200 iterations from process start, error at most 2.5e-4", "netket",
        ("chain-20",), ("chain-20",), "error", 4, True),
    Row("wolff-128", "three Wolff clusters on the critical Ising torus of 128 x 128, then energy and magnetisation, one thread", "c",
        ("wolff.c",), ("wolff-128",), "mean", 0.5),
    Row("least-squares", "least squares, 10,000 rows of 200 features", "scikit-learn", ("least-squares",), ("least-squares",), "coefficients", 1.5),
    Row("ridge-100", "ridge regression for 100 strengths, 10,000 rows of 200 features", "scikit-learn",
        ("ridge-100",), ("ridge-100",), "coefficients", 1.5),
    Row("ridge-100-numpy", "the same, the peer written by hand with one decomposition for all strengths", "numpy",
        ("ridge-100-numpy",), ("ridge-100",), "coefficients"),
    Row("lasso-path", "lasso for 100 strengths over two decades, 500 rows of 5000 features, to the same duality gap", "scikit-learn",
        ("lasso-path",), ("lasso-path",), "cost", 3),
    Row("components", "all 200 principal components of 10,000 rows", "scikit-learn", ("components",), ("components",), "directions", 1.5),
    Row("softmax", "softmax regression on 1797 digits with a quadratic penalty", "scikit-learn", ("softmax",), ("softmax",), "softmax", 3),
    Row("csv", "a table of a million rows and 20 columns from a file", "pandas", ("csv",), ("csv", "1000000"), "sums", 1),
]


@dataclass
class Agreement:
    what: str
    value: float
    tolerance: float
    detail: dict = field(default_factory=dict)

    @property
    def ok(self):
        return self.value <= self.tolerance  # false for NaN


def largest(a, b, scale=lambda x, y: 1.0 + abs(y)):
    if len(a) != len(b):
        return math.inf
    return max(abs(x - y) / scale(x, y) if math.isfinite(x - y) else math.inf for x, y in zip(a, b))


def agreement(kind, peer, ours):
    match kind:
        case "energy":  # some thousand additions of order 1
            return Agreement("largest relative difference of a local energy", largest(peer["energy"], ours["energy"]), 1e-10)
        case "pair":  # the sum of two determinants cancels near a node, which magnifies rounding by about 1e5 in the worst of 512
            return Agreement("largest relative difference of a local energy", largest(peer["energy"], ours["energy"]), 1e-7)
        case "particles":  # near a node, or where particles meet, large terms cancel
            return Agreement("largest relative difference of a local energy", largest(peer["energy"], ours["energy"]), 1e-7)
        case "value":
            return Agreement("largest difference of a log|psi|", largest(peer["log_psi"], ours["log_psi"]), 1e-9)
        case "rows":
            value = max(largest(peer["rows"], ours["rows"]), largest(peer["columns"], ours["columns"]))
            return Agreement("largest relative difference of a row's or column's weighted sum", value, 1e-9)
        case "training":  # Adam divides by the root of a squared gradient: differences of 1e-16 in a small gradient grow
            value = max(largest(peer["loss"], ours["loss"]), largest(peer["theta"], ours["theta"]))
            return Agreement("largest relative difference of 20 losses and of the parameters after them", value, 1e-8)
        case "training-single":  # the same with 2^29 as large roundings: 6e-8 of a loss; a step of Adam is 1e-3 whatever the gradient's
            # size, so that a parameter with a gradient of rounding alone may go another way for all 20 steps
            value = max(largest(peer["loss"], ours["loss"]), largest(peer["theta"], ours["theta"]) / 1e3)
            return Agreement("largest relative difference of 20 losses and, by 1000, of the parameters after them", value, 1e-5)
        case "descent":  # two random descents from the same kind of start: errors of the energy and of the path add up
            n = min(len(peer["energy"]), len(ours["energy"]))
            pulls = [abs(peer["energy"][k] - ours["energy"][k]) / math.hypot(peer["error"][k], ours["error"][k]) for k in range(n)]
            return Agreement(f"root mean square of the energy difference in errors, iterations 1 to {n}",
                             math.sqrt(sum(p * p for p in pulls) / n), 5.0, {"peer": peer["energy"], "ours": ours["energy"]})
        case "mean":  # two simulations of one ensemble
            pull = abs(peer["energy"][0] - ours["energy"][0]) / math.hypot(peer["error"][0], ours["error"][0])
            return Agreement("difference of the mean energies in errors", pull, 5.0, {"peer": peer["energy"], "ours": ours["energy"]})
        case "coefficients":  # conditioned like the features, whose condition number is about 1.3
            return Agreement("largest relative difference of a number of the fit", largest(peer["values"], ours["values"]), 1e-9)
        case "cost":  # both end within the same duality gap, 2e-4 of the cost without coefficients, above the least
            return Agreement("largest difference of a cost, over that without coefficients",
                             largest(peer["values"], ours["values"], lambda x, y: 1.0), 2e-4)
        case "directions":  # neighbouring variances differ by 1e-3 of themselves or so, which magnifies rounding by a thousand
            return Agreement("largest difference of a share of the variance or of a direction's weighted sum", largest(peer["values"], ours["values"]), 1e-8)
        case "softmax":
            return Agreement("relative difference of the cost at the fit", largest(peer["values"], ours["values"], lambda x, y: abs(y)), 1e-6)
        case "sums":
            return Agreement("largest relative difference of a column's sum", largest(peer["values"], ours["values"]), 1e-9)
        case other:
            raise ValueError(other)


def spread(values):
    return {"median": statistics.median(values), "min": min(values), "max": max(values)}


def measure_warm(rows, options, build):
    """Rows with the same work of ours share one turn: every peer, then ours, repetition by repetition."""
    workers = {}
    try:
        for row in rows:
            say(f"{row.name}: {row.peer} warms up")
            workers[row] = Worker(build.peer(row.item, options), options)
            workers[row].wait_ready()
        say(f"{rows[0].name}: ours warms up")
        ours = workers[None] = Worker(build.ours(rows[0].ours, options), options)
        ours.wait_ready()
        load = Load(w.pid for w in workers.values())
        times = {w: [] for w in workers}
        for _ in range(options.repetitions):
            for key, worker in workers.items():
                times[key].append(worker.measure())
        seen = load.report()
        result = ours.result()
        return [record(row, workers[row].info, ours.info, times[row], times[None], agreement(row.agree, workers[row].result(), result),
                       seen, options) for row in rows]
    finally:
        for worker in workers.values():
            worker.close()


def measure_cold(row, options, build):
    search, setting = {}, ""
    for candidate in row.settings:
        seconds, _ = run_once(build.peer(row.item + ("--setting", candidate), options), options)
        search[candidate] = round(seconds * 1e3)
    if search:
        setting = min(search, key=search.get)
    extra = ("--setting", setting) if setting else ()
    load, peer_times, our_times, pairs = Load([]), [], [], []
    count = options.repetitions
    for k in range(count):
        seed = ("--seed", str(k + 1)) if row.agree == "error" else ()
        say(f"{row.name}: {k + 1}/{count}")
        seconds, peer = run_once(build.peer(row.item + extra + seed, options), options)
        peer_times.append(seconds)
        seconds, ours = run_once(build.ours(row.ours + seed, options), options)
        our_times.append(seconds)
        pairs.append((peer, ours))
    seen = load.report()
    if row.agree == "error":
        errors = build.exact_errors([p for p, _ in pairs] + [o for _, o in pairs])
        peer_errors, our_errors = errors[:count], errors[count:]
        first = min(4, count)
        mean = lambda e: sum(e[:first]) / first
        found = Agreement(f"mean relative error of the energy over {first} seeds, the worse side", max(mean(peer_errors), mean(our_errors)),
                          2.5e-4, {"peer": peer_errors, "ours": our_errors, "peer_mean": mean(peer_errors), "our_mean": mean(our_errors)})
    else:
        found = agreement(row.agree, *pairs[0])
    info = {"versions": build.versions(row.peer), "settings": {"chosen": setting or "as in models.md"}, "search_ms": search}
    return record(row, info, {"settings": {}}, peer_times, our_times, found, seen, options)


def record(row, peer_info, our_info, peer_times, our_times, found, load, options):
    ratios = [p / o for p, o in zip(peer_times, our_times)]
    ratio = statistics.median(peer_times) / statistics.median(our_times)
    return {
        "name": row.name, "work": row.work, "peer": row.peer, "version": peer_info["versions"].get(row.peer, "?"),
        "versions": peer_info["versions"], "settings": peer_info["settings"], "search_ms": peer_info.get("search_ms", {}),
        "failed_settings": peer_info.get("failed_settings", {}), "our_settings": our_info.get("settings", {}),
        "ratio": ratio, "ratio_min": min(ratios), "ratio_max": max(ratios), "floor": row.floor,
        "reached": None if row.floor is None else ratio >= row.floor,
        "ours_ms": {k: v * 1e3 for k, v in spread(our_times).items()}, "peer_ms": {k: v * 1e3 for k, v in spread(peer_times).items()},
        "repetitions": len(ratios), "cold": row.cold,
        "agreement": {"what": found.what, "value": found.value, "tolerance": found.tolerance, "ok": found.ok, **found.detail},
        "load": load, "disturbed": load["disturbed"],
        "command": f"bench/compare --only {row.name} --threads {options.threads} --repetitions {len(ratios)}",
    }


def better_peer(records):
    """Where a work has two peers the floor is against the better one."""
    for r in records:
        rivals = [q for q in records if q["name"] == r["name"]]
        r["best_peer"] = r["peer_ms"]["median"] == min(q["peer_ms"]["median"] for q in rivals)
    return records


def number(x):
    if x >= 1000:
        return f"{x:,.0f}"
    return f"{x:.1f}" if x >= 100 else f"{x:.3g}"


def markdown(records, failed, options, machine):
    lines = [
        "# Ansatz beside its peers", "",
        f"Written by `bench/compare` on {machine['date']}, commit {machine['commit']}: {machine['cpu']}, {options.threads} threads of "
        f"{machine['cores']} cores, {machine['jdk']}, Python {machine['python']}. Double precision on both sides; the work is defined in [bench/models.md](../../bench/models.md).",
        "Median of the repetitions, smallest to largest in brackets; the sides take turns, repetition by repetition, and the one whose turn it is not is stopped. Ratio = peer : ours, above 1 is faster than the peer.",
        "The peer runs with the fastest of its settings, searched in the same run (all of them are in compare.json).", "",
        "| work | peer | ratio | floor | ours, ms | peer, ms | agreement |", "|---|---|---|---|---|---|---|"]
    for r in records:
        mark = " (disturbed)" if r["disturbed"] else ""
        if r.get("date", machine["date"]) != machine["date"]:
            mark += f" ({r['date']})"
        floor = "" if r["floor"] is None else f"{r['floor']:g} {'reached' if r['reached'] else '**missed**'}" if r["best_peer"] else "(the other peer is better)"
        ms = lambda t: f"{number(t['median'])} ({number(t['min'])}-{number(t['max'])})"
        a = r["agreement"]
        lines.append(f"| {r['name']}: {r['work'].replace('|', chr(92) + '|')}{mark} | {r['peer']} {r['version']}, {r['settings']['chosen']} | "
                     f"{number(r['ratio'])} ({number(r['ratio_min'])}-{number(r['ratio_max'])}) | {floor} | {ms(r['ours_ms'])} | {ms(r['peer_ms'])} | "
                     f"{'yes' if a['ok'] else '**NO**'}: {a['value']:.1e}, at most {a['tolerance']:.1e} |")
    lines += ["", "What agreement means in each row:", ""]
    lines += [f"- {r['name']} ({r['peer']}): {r['agreement']['what']}" for r in records]
    for r in records:
        if r["disturbed"]:
            lines += ["", f"{r['name']} ({r['peer']}) was disturbed: {r['load']}"]
    for name, reason in failed.items():
        lines += ["", f"{name} was not measured: {reason}"]
    return "\n".join(lines) + "\n"


def say(line):
    print(f"[{datetime.datetime.now():%H:%M:%S}] {line}", file=sys.stderr, flush=True)


def main():
    names = list(dict.fromkeys(r.name for r in ROWS))
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--only", action="append", metavar="NAME", help=f"only this row (may be repeated): {', '.join(names)}")
    parser.add_argument("--repetitions", type=int, default=7)
    parser.add_argument("--threads", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--quick", action="store_true", help="one setting of the peer, no warm-up: checks that everything runs, the times mean nothing")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "results", help="folder of compare.md and compare.json")
    options = parser.parse_args()
    wanted = options.only or names
    for name in wanted:
        if name not in names:
            parser.error(f"--only {name}: no such row; one of {', '.join(names)}")
    if options.repetitions < 1 or options.threads < 1:
        parser.error("--repetitions and --threads must be at least 1")

    build = Build(ROOT, say)
    if any(not r.item[0].endswith(".c") for r in ROWS if r.name in wanted):
        build.environment()
    build.java()
    machine = build.machine()
    machine["date"] = f"{datetime.date.today():%Y-%m-%d}"
    kept = options.out / "compare.json"
    records, failed, begin = [], {}, time.time()
    if options.only and kept.exists():
        before = json.loads(kept.read_text())
        records = [{"date": before["machine"]["date"], **r} for r in before["rows"] if r["name"] not in wanted and r["name"] in names]
    for name in wanted:
        rows = [r for r in ROWS if r.name == name]
        try:
            records += [measure_cold(rows[0], options, build)] if rows[0].cold else measure_warm(rows, options, build)
            for r in records[-len(rows):]:
                r["date"] = machine["date"]
                say(f"{r['name']} {r['peer']}: ratio {number(r['ratio'])} (floor {r['floor']}), ours {number(r['ours_ms']['median'])} ms, "
                    f"peer {number(r['peer_ms']['median'])} ms, agreement {r['agreement']['value']:.1e} {'ok' if r['agreement']['ok'] else 'NOT OK'}"
                    f"{', DISTURBED ' + str(r['load']) if r['disturbed'] else ''}")
        except Exception as error:  # one row that fails must not lose the others
            failed[name] = f"{type(error).__name__}: {error}"
            say(f"{name}: {failed[name]}")
    records.sort(key=lambda r: next(k for k, row in enumerate(ROWS) if row.name == r["name"]))
    better_peer(records)
    options.out.mkdir(parents=True, exist_ok=True)
    text = markdown(records, failed, options, machine)
    (options.out / "compare.md").write_text(text)
    (options.out / "compare.json").write_text(json.dumps(
        {"schema": 1, "machine": machine, "threads": options.threads, "quick": options.quick, "seconds": round(time.time() - begin),
         "rows": records, "failed": failed}, indent=1) + "\n")
    print(text)
    if failed or not all(r["agreement"]["ok"] for r in records):
        sys.exit(3)


if __name__ == "__main__":
    main()
