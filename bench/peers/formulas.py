"""Parameters, inputs and fingerprints of bench/models.md; the Java side has the same formulas."""

import numpy as np


def wave(first, count, phase=0.0):
    """sin(k^2 + phase) for k = first ... first + count - 1; k^2 is exact in double precision."""
    k = np.arange(first, first + count, dtype=np.float64)
    return np.sin(k * k + phase)


def parameters(groups):
    """The flat vector of `groups`: (offset, scale, count) each, in order; entry k-1 is offset + scale * wave(k)."""
    parts, k = [], 1
    for offset, scale, count in groups:
        parts.append(offset + scale * wave(k, count))
        k += count
    return np.concatenate(parts)


def dense(outputs, inputs):
    """Groups of a dense layer: the weights [out][in], then the bias."""
    return [(0.0, np.sqrt(2.0 / inputs), outputs * inputs), (0.0, 0.1, outputs)]


def network_groups(*widths):
    return [group for i, o in zip(widths, widths[1:]) for group in dense(o, i)]


def inputs(samples, coordinates):
    return np.sqrt(2.0) * wave(1, samples * coordinates, 0.5).reshape(samples, coordinates)


def targets(x):
    return np.sin(x + np.roll(x, -1, axis=1))


def weights(count):
    """Fixed weights of the fingerprints that stand for arrays too large to send."""
    return wave(1, count, 0.25)
