"""Exact variational energy of a restricted Boltzmann machine on the periodic Ising chain: every configuration summed.

Reads one JSON object a line ({"a": [L], "b": [M], "w": [L x M, site by site]}), answers one JSON object a line. One judge for both sides.
"""

import json
import sys

import numpy as np

FIELD = 1.0


def ground_state(length):
    """Free fermions, even sector (Pfeuty 1970): momenta (2k + 1) pi / L, E = -sum_k sqrt(1 + h^2 + 2 h cos q)."""
    q = (2 * np.arange(length) + 1) * np.pi / length
    return -np.sum(np.sqrt(1 + FIELD**2 + 2 * FIELD * np.cos(q)))


def log_cosh(x):
    x = np.abs(x)
    return x + np.log1p(np.exp(-2 * x)) - np.log(2)


def energy(a, b, w):
    a, b, w = np.asarray(a), np.asarray(b), np.asarray(w).reshape(len(a), -1)
    length = len(a)
    codes = np.arange(2**length, dtype=np.int64)
    log = np.empty(2**length)
    diagonal = np.empty(2**length)
    for part in np.array_split(codes, 64):
        s = 1.0 - 2.0 * ((part[:, None] >> np.arange(length)) & 1)
        log[part] = s @ a + log_cosh(s @ w + b).sum(axis=1)
        diagonal[part] = -np.sum(s * np.roll(s, -1, axis=1), axis=1)
    psi = np.exp(log - log.max())
    h_psi = diagonal * psi
    for i in range(length):
        h_psi -= FIELD * psi[codes ^ (1 << i)]
    return float(psi @ h_psi / (psi @ psi))


if __name__ == "__main__":
    for line in sys.stdin:
        p = json.loads(line)
        exact = ground_state(len(p["a"]))
        e = energy(p["a"], p["b"], p["w"])
        print(json.dumps({"energy": e, "exact": exact, "relative_error": (e - exact) / abs(exact)}), flush=True)
