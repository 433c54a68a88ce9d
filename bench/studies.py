"""What the shipped studies reach: runs each from the command, over several seeds, and writes docs/results/studies.md and studies.json.

    bench/studies [--only STUDY] [--seeds N] [--threads N]

With --only the rows of other studies stay as they are.

Needs Python 3.9 (standard library only). Seconds are from the command to its end, with the launcher and the start of the JVM. Nothing else should run on the machine meanwhile.
"""

import argparse
import json
import math
import os
import pathlib
import platform
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parent.parent
RESULTS = ROOT / "docs" / "results"


@dataclass(frozen=True)
class Floor:
    """What a study must reach: how many seeds by default, the longest run, and the largest relative error of a quantity, or the largest value of
    an energy whose exact value is not known, or the least value of a score, which needs no reference, or, where the result is a mean with an
    error bar, the largest bar, with every value that has a reference within four bars of it.

    A sweep over models ends with the one that is judged: its energy is to lie below those of all models before it by so many errors each
    (lead), and a curve at a position above that of the first model by as many (above). The memory is what the process held at most, bytes.

    A study may begin with the parameters of another one (after), whose seconds count too."""

    seeds: int
    seconds: float
    quantity: str = "energy"
    relative: float = math.inf
    highest: float = math.inf
    least: float = -math.inf
    bar: float = math.inf
    lead: float = -math.inf
    above: tuple = ()
    memory: float = math.inf
    after: str = ""


BARS = 4

STUDIES = {
    "ising-chain": Floor(8, 20, relative=2e-5),
    "ising-chain-80": Floor(3, 60, relative=5e-5),
    "ising-6x6": Floor(2, 60, relative=1e-5),
    "heisenberg-chain": Floor(1, 60, relative=1e-5),
    "heisenberg-6x6": Floor(1, 600, relative=1e-3),
    "heisenberg-10x10": Floor(1, 1800, relative=1e-3),
    "heisenberg-10x10-deep": Floor(1, 14400, relative=1e-3),
    "heisenberg-10x10-symmetric": Floor(1, 14400, relative=3e-4, after="heisenberg-10x10-deep"),
    "j1j2-6x6": Floor(1, 1800, relative=5e-3),
    "j1j2-6x6-no-sign-rule": Floor(1, 1800, relative=2e-2),
    "ising-quench": Floor(3, 120, "magnetization_x", bar=2e-3),
    # 3.0000(2) Ha
    "quantum-dot-2": Floor(2, 60, relative=2e-4),
    "quantum-dot": Floor(2, 600, highest=20.165),
    "quantum-dot-3d": Floor(1, 1200, highest=32.69),
    "helium": Floor(2, 300, highest=-2.9036),
    "beryllium": Floor(1, 1200, highest=-14.660),
    "trapped-bosons": Floor(1, 300, highest=24.399),
    "lithium": Floor(1, 1200, relative=2e-4),
    "quantum-dot-12": Floor(1, 1200, relative=1e-3),
    "quantum-dot-20": Floor(1, 3600, relative=1e-3),
    "electron-gas": Floor(1, 3600, highest=-1.1102),
    # 14 times 1 mHa above -0.00868 Ha
    "electron-gas-rs2": Floor(1, 3600, highest=-0.10752, lead=BARS),
    # exact Hartree-Fock
    "electron-gas-54": Floor(1, 3600, highest=-3.040110, memory=4 * 2 ** 30),
    "neutron-matter": Floor(1, 3600, lead=10, above=("spin_pairs_singlet", 1.0)),
    "neutron-matter-two-body": Floor(1, 3600, lead=10, above=("spin_pairs_singlet", 1.0)),
    "ising-onsager": Floor(3, 60, "energy_per_site", bar=1e-3),
    "ising-transition": Floor(1, 60, "energy_per_site", bar=5e-3),
    "potts": Floor(3, 60, "latent_heat", bar=5e-3),
    "higgs": Floor(2, 600, "ams", relative=5e-2),
    "digits": Floor(2, 120, "accuracy", least=0.96),
    "breast-cancer": Floor(2, 60, "accuracy", least=0.95),
    # A configuration tells of the temperature only by its energy, exp(-E/T) / Z(T), so that no classifier does better
    # than a threshold of E. On 16 x 16 sites at these temperatures that is right in 0.888 of all rows (0.60 at T = 2.2,
    # 0.72 at 2.3; 200,000 configurations each). A run may fall short of it by twice the error of its 525 rows, 0.014.
    "ising-phases": Floor(2, 120, "accuracy", least=0.86),
    "learned-transition": Floor(1, 600, "transition_temperature", relative=2e-2),
}

# programs whose last lines are "limit VALUE(ERROR) UNIT" and "exact VALUE"
PROGRAMS = {"learned-transition": "examples/LearnedTransition.java"}


def cpu():
    try:
        for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def program(study):
    command = ["./ansatz", "run", PROGRAMS[study]]
    start = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    seconds = time.monotonic() - start
    limit = re.search(r"^limit\s+(\d+\.(\d+))\((\d+)\) (\S+)", done.stdout, re.MULTILINE)
    exact = re.search(r"^exact\s+(\S+)", done.stdout, re.MULTILINE)
    if done.returncode != 0 or not limit or not exact:
        sys.exit(f"{' '.join(command)} ended with status {done.returncode}:\n{done.stdout}{done.stderr}")
    value, error, known = float(limit[1]), int(limit[3]) * 10.0 ** -len(limit[2]), float(exact[1])
    return [{
        "study": study, "command": " ".join(command), "seed": 1, "point": "limit of infinite size", "seconds": round(seconds, 1), "converged": True,
        "quantity": STUDIES[study].quantity, "unit": limit[4], "value": value, "error": error, "tau": None, "rhat": None,
        "reference": known, "reference_error": 0.0, "source": "L. Onsager, Phys. Rev. 65, 117 (1944)",
        "relative_error": abs(value - known) / known, "in_errors": (value - known) / error,
    }]


def label(value):
    """A value of a sweep; of a model the types it is made of."""
    if isinstance(value, list):
        return " ".join(label(v) for v in value)
    if isinstance(value, dict):
        inner = [label(v) for v in value.values() if isinstance(v, (dict, list))]
        return " ".join([value["type"]] * (value.get("type") not in (None, "product")) + inner)
    return str(value)


def nearest(curves, name, position):
    """The estimate of a curve at the point nearest to a position, named after both."""
    for curve in curves:
        if curve["name"] == name:
            point = min(curve["points"], key=lambda p: abs(p["position"] - position))
            return [dict(point, name=f"{name} at {point['position']:.3g}{' ' + curve['axis_unit'] if curve['axis_unit'] else ''}")]
    return []


def run(study, seed, threads, folder):
    if study in PROGRAMS:
        return program(study)
    command = ["./ansatz", "run", f"studies/{study}.toml", "--seed", str(seed), "--threads", str(threads)]
    out = folder / f"{study}-{seed}"
    before = 0
    if STUDIES[study].after:
        first = folder / f"{STUDIES[study].after}-{seed}"
        if not first.exists():
            run(STUDIES[study].after, seed, threads, folder)
        before = json.loads((first / "result.json").read_text())["seconds"]
        command += ["--set", f"start={first / 'parameters.npz'}"]
    start = time.monotonic()
    done = subprocess.run(command + ["--out", str(out), "--json"], cwd=ROOT, capture_output=True, text=True)
    seconds = before + time.monotonic() - start
    if done.returncode not in (0, 4):
        sys.exit(f"{' '.join(command)} ended with status {done.returncode}:\n{done.stderr}")
    result = json.loads((out / "result.json").read_text())
    rows = []
    floor = STUDIES[study]
    peak = result.get("peak_memory_bytes")
    everything = []
    # numbers of points have leading zeros
    for point, p in zip(sorted(out.glob("point-*")), result.get("points", [])):
        name = ", ".join(label(v) if isinstance(v, dict) else f"{k.rsplit('.', 1)[-1]} {label(v)}" for k, v in p["values"].items())
        own = json.loads((point / "result.json").read_text())
        peak = own.get("peak_memory_bytes")
        everything += [(name, p["converged"], e) for e in p["estimates"] + nearest(own.get("curves", []), *(floor.above or ("", 0)))]
    everything += [("", result["converged"], e) for e in result["estimates"]]
    for point, converged, estimate in everything:
        reference = estimate["reference"]
        if reference is None and not (estimate["name"] == floor.quantity and math.isinf(floor.bar)) and " at " not in estimate["name"]:
            continue
        rows.append({
            "study": study,
            "command": " ".join(command).replace(f"{folder}/", ""),
            "seed": seed,
            "point": point,
            "seconds": round(seconds, 1),
            "converged": converged,
            "quantity": estimate["name"],
            "unit": estimate["unit"],
            "value": estimate["mean"],
            "error": estimate["error"],
            "tau": estimate["tau"],
            "rhat": estimate["rhat"],
            "peak_memory": peak,
            **(against(estimate, reference) if reference else {}),
        })
    return rows


def against(estimate, reference):
    return {
        "reference": reference["value"],
        "reference_error": reference["error"],
        "source": reference["source"],
        "relative_error": abs(estimate["mean"] - reference["value"]) / abs(reference["value"]),
        "in_errors": (estimate["mean"] - reference["value"]) / math.hypot(estimate["error"], reference["error"] or 0),
    }


def parenthesis(value, error):
    """-25.4909(2): the error in units of the last digit shown."""
    if not error > 0 or not math.isfinite(error):
        return repr(value)
    digits = max(0, 1 - math.floor(math.log10(error)))
    unit = round(error * 10 ** digits)
    if unit >= 30 and digits > 0:
        digits -= 1
        unit = round(error * 10 ** digits)
    return f"{value:.{digits}f}({unit})"


def judged(rows):
    """The last point of each seed."""
    return list({r["seed"]: r for r in rows}.values())


def distance(low, high):
    """How many combined errors one value lies below another."""
    return (high["value"] - low["value"]) / math.hypot(low["error"], high["error"])


def markdown(rows, threads):
    lines = [
        "# What the shipped studies reach",
        "",
        "Made by `bench/studies`; do not edit. Every run is listed. Seconds are from the command to its end, once built.",
        f"On {os.cpu_count()} cores with {threads} threads; the processor stands in the last column. Latest run: {time.strftime('%Y-%m-%d')}.",
        "",
        "| study | seed | seconds | point | quantity | value | reference | relative error | in errors | converged | processor |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for r in rows:
        lines.append(
            f"| {r['study']} | {r['seed']} | {r['seconds']:.1f} | {r.get('point', '')} | {r['quantity']}{' / ' + r['unit'] if r['unit'] else ''} | {parenthesis(r['value'], r['error'])} "
            + (f"| {r['reference']:.10g} | {r['relative_error']:.1e} | {r['in_errors']:+.1f} " if "reference" in r else "| | | ")
            + f"| {'yes' if r['converged'] else 'NO'} | {r['processor']} |")
    lines.append("")
    for study in dict.fromkeys(r["study"] for r in rows):
        floor = STUDIES[study]
        all_of_it = [r for r in rows if r["study"] == study]
        own = [r for r in all_of_it if r["quantity"] == floor.quantity]
        bar = max(r["error"] for r in own)
        slowest = max(r["seconds"] for r in own)
        seeds = len({r["seed"] for r in own})
        good, reached = True, []
        if math.isfinite(floor.relative):
            worst = max(r["relative_error"] for r in own)
            good = worst <= floor.relative
            reached.append(f"largest relative error {worst:.1e} (wanted at most {floor.relative:.0e})")
        if math.isfinite(floor.highest):
            highest = max(r["value"] for r in judged(own))
            good = good and highest <= floor.highest
            reached.append(f"highest {floor.quantity.replace('_', ' ')} {highest:.6g} {own[0]['unit']} (wanted at most {floor.highest:g})")
        if math.isfinite(floor.lead):
            lead = min(distance(last, other) for last in judged(own) for other in own if other["seed"] == last["seed"] and other is not last)
            good = good and lead > floor.lead
            reached.append(f"{floor.quantity.replace('_', ' ')} of the last model below those of the others by at least {lead:.1f} errors (wanted more than {floor.lead:g})")
        if floor.above:
            curve = [r for r in all_of_it if r["quantity"].startswith(floor.above[0] + " at ")]
            above = min(distance(r, last) for last in judged(curve) for r in curve[:1])
            good = good and above > floor.lead
            reached.append(f"{curve[0]['quantity']} of the last model above that of the first by {above:.1f} errors (wanted more than {floor.lead:g})")
        if math.isfinite(floor.memory):
            peak = max(r.get("peak_memory") or math.inf for r in own)
            good = good and peak <= floor.memory
            reached.append(f"at most {peak / 2 ** 30:.2f} GiB of memory (wanted at most {floor.memory / 2 ** 30:g})")
        if math.isfinite(floor.least):
            lowest = min(r["value"] for r in own)
            good = good and lowest >= floor.least
            reached.append(f"lowest {floor.quantity.replace('_', ' ')} {lowest:.4g} (wanted at least {floor.least:g})")
        if not reached:
            compared = [r for r in all_of_it if "reference" in r]
            far = max(abs(r["in_errors"]) for r in compared)
            pull = math.sqrt(sum(r["in_errors"] ** 2 for r in compared) / len(compared))
            good = bar <= floor.bar and far <= BARS
            reached.append(f"largest error bar of the {floor.quantity.replace('_', ' ')} {bar:.1e} {own[0]['unit']} (wanted at most {floor.bar:.0e}), the value farthest from its reference "
                           f"{far:.1f} bars away (at most {BARS}; root mean square of all {len(compared)}: {pull:.2f})")
        source = next((f" Reference: {r['source']}." for r in own if "source" in r), "")
        verdict = "reached" if good and slowest <= floor.seconds else "NOT reached"
        lines.append(f"- **{study}**: {', '.join(reached)}, longest run {slowest:.1f} s (at most {floor.seconds} s), each of {seeds} seeds: {verdict}.{source}")
    lines += ["", "Commands:", ""]
    lines += [f"    {command}" for command in dict.fromkeys(r["command"] for r in rows)]
    return "\n".join(lines) + "\n"


def write(path, text):
    temporary = path.with_suffix(path.suffix + ".new")
    temporary.write_text(text)
    os.replace(temporary, path)


def main():
    parser = argparse.ArgumentParser(description="What the shipped studies reach, over several seeds.")
    parser.add_argument("--only", action="append", choices=sorted(STUDIES), help="only this study (may be repeated)")
    parser.add_argument("--seeds", type=int, help="how many seeds, from 1")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    subprocess.run(["./ansatz", "--version"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    before = json.loads((RESULTS / "studies.json").read_text()) if options.only else []
    rows = [r for r in before if r["study"] not in options.only]
    with tempfile.TemporaryDirectory() as folder:
        for study in options.only or STUDIES:
            for seed in range(1, (options.seeds or STUDIES[study].seeds) + 1):
                new = [{**r, "processor": cpu()} for r in run(study, seed, options.threads, pathlib.Path(folder))]
                rows += new
                for r in new[:1]:
                    off = f", off by {r['relative_error']:.1e}" if "reference" in r else ""
                    print(f"{study} seed {seed}: {parenthesis(r['value'], r['error'])} {r['unit']}{off}, {r['seconds']:.1f} s", flush=True)
    rows.sort(key=lambda r: list(STUDIES).index(r["study"]))
    RESULTS.mkdir(parents=True, exist_ok=True)
    write(RESULTS / "studies.json", json.dumps(rows, indent=1) + "\n")
    write(RESULTS / "studies.md", markdown(rows, options.threads))


if __name__ == "__main__":
    main()
