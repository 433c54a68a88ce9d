"""What the shipped studies reach: runs each from the command, over several seeds, and writes docs/results/studies.md and studies.json.

    bench/studies [--only STUDY] [--seeds N] [--threads N]

Needs Python 3.9 (standard library only). Seconds are from the command to its end, with the launcher and the start of the JVM. Nothing else should run on the machine meanwhile.
"""

import argparse
import json
import math
import os
import pathlib
import platform
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
RESULTS = ROOT / "docs" / "results"

# study: how many seeds by default, the floor (relative error and seconds) and what the floor is
STUDIES = {
    "ising-chain": (8, 2e-5, 20, "each seed"),
    "ising-chain-80": (3, 5e-5, 60, "each seed"),
}


def cpu():
    try:
        for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def run(study, seed, threads, folder):
    command = ["./ansatz", "run", f"studies/{study}.toml", "--seed", str(seed), "--threads", str(threads)]
    out = folder / f"{study}-{seed}"
    start = time.monotonic()
    done = subprocess.run(command + ["--out", str(out), "--json"], cwd=ROOT, capture_output=True, text=True)
    seconds = time.monotonic() - start
    if done.returncode not in (0, 4):
        sys.exit(f"{' '.join(command)} ended with status {done.returncode}:\n{done.stderr}")
    result = json.loads((out / "result.json").read_text())
    rows = []
    for estimate in result["estimates"]:
        reference = estimate["reference"]
        if reference is None:
            continue
        rows.append({
            "study": study,
            "command": " ".join(command),
            "seed": seed,
            "seconds": round(seconds, 1),
            "converged": result["converged"],
            "quantity": estimate["name"],
            "unit": estimate["unit"],
            "value": estimate["mean"],
            "error": estimate["error"],
            "tau": estimate["tau"],
            "rhat": estimate["rhat"],
            "reference": reference["value"],
            "reference_error": reference["error"],
            "source": reference["source"],
            "relative_error": abs(estimate["mean"] - reference["value"]) / abs(reference["value"]),
            "in_errors": (estimate["mean"] - reference["value"]) / math.hypot(estimate["error"], reference["error"] or 0),
        })
    return rows


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


def markdown(rows, threads):
    lines = [
        "# What the shipped studies reach",
        "",
        "Made by `bench/studies`; do not edit. Every run is listed. Seconds are from the command to its end, once built.",
        f"Machine: {cpu()}, {os.cpu_count()} cores, {threads} threads; {time.strftime('%Y-%m-%d')}.",
        "",
        "| study | seed | seconds | quantity | value | reference | relative error | in errors | converged |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for r in rows:
        lines.append(
            f"| {r['study']} | {r['seed']} | {r['seconds']:.1f} | {r['quantity']} / {r['unit']} | {parenthesis(r['value'], r['error'])} "
            f"| {r['reference']:.10g} | {r['relative_error']:.1e} | {r['in_errors']:+.1f} | {'yes' if r['converged'] else 'NO'} |")
    lines.append("")
    for study in dict.fromkeys(r["study"] for r in rows):
        own = [r for r in rows if r["study"] == study and r["quantity"] == "energy"]
        _, error, seconds, what = STUDIES[study]
        worst = max(r["relative_error"] for r in own)
        slowest = max(r["seconds"] for r in own)
        verdict = "reached" if worst <= error and slowest <= seconds else "NOT reached"
        lines.append(f"- **{study}**: largest relative error {worst:.1e} (wanted at most {error:.0e}), longest run {slowest:.1f} s (at most {seconds} s), {what} of {len(own)}: {verdict}. "
                     f"Reference: {own[0]['source']}.")
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
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for study in options.only or STUDIES:
            for seed in range(1, (options.seeds or STUDIES[study][0]) + 1):
                new = run(study, seed, options.threads, pathlib.Path(folder))
                rows += new
                for r in new[:1]:
                    print(f"{study} seed {seed}: {parenthesis(r['value'], r['error'])} {r['unit']}, off by {r['relative_error']:.1e}, {r['seconds']:.1f} s", flush=True)
    RESULTS.mkdir(parents=True, exist_ok=True)
    write(RESULTS / "studies.json", json.dumps(rows, indent=1) + "\n")
    write(RESULTS / "studies.md", markdown(rows, options.threads))


if __name__ == "__main__":
    main()
