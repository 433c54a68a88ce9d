"""The pair model of bench/models.md in JAX and folx."""

import sys
import time

import jax
import jax.numpy as jnp
import numpy as np

import formulas
from network import VERSIONS, local_energy, on_devices, over_samples
from protocol import Work

N, H, K = 14, 32, 2
SAMPLES = 512
SHAPES = ((H, 4), (H,), (H, H), (H,), (H, 3), (H,), (H, 2 * H), (H,), (K * N, H), (K * N,), (K * N,))


def parameters():
    groups = (formulas.dense(H, 4) + formulas.dense(H, H) + formulas.dense(H, 3) + formulas.dense(H, 2 * H)
              + formulas.dense(K * N, H) + [(1.0, 0.1, K * N)])
    theta, at, parts = formulas.parameters(groups), 0, []
    for shape in SHAPES:
        size = int(np.prod(shape))
        parts.append(theta[at:at + size].reshape(shape))
        at += size
    return tuple(parts)


def log_psi(params, x):
    """log|psi| of one configuration x [14][3]."""
    w1, b1, w2, b2, v, c, u, bu, q, bq, z = params
    d = x[:, None, :] - x[None, :, :]
    r = jnp.sqrt(jnp.sum(d * d, axis=-1, keepdims=True) + jnp.eye(N)[..., None])
    p = jnp.tanh(jnp.tanh(jnp.concatenate([d, r], axis=-1) @ w1.T + b1) @ w2.T + b2)
    g = jnp.mean(p, axis=1)
    e = jnp.tanh(x @ v.T + c)
    h = jnp.tanh(jnp.concatenate([e, g], axis=-1) @ u.T + bu)
    phi = (h @ q.T + bq) * jnp.exp(-0.5 * jnp.sum(x * x, axis=-1, keepdims=True) * z)
    sign, log = jnp.linalg.slogdet(jnp.moveaxis(phi.reshape(N, K, N), 1, 0))
    top = jax.lax.stop_gradient(jnp.max(log))
    return jnp.log(jnp.abs(jnp.sum(sign * jnp.exp(log - top)))) + top


def configurations():
    return formulas.inputs(SAMPLES, 3 * N).reshape(SAMPLES, N, 3)


def energies(quick, devices):
    params, x = on_devices(devices, parameters(), configurations())

    def make(threshold, batch):
        def maker():
            f = over_samples(local_energy(log_psi, threshold), batch, devices)
            return lambda: f(params, x).block_until_ready()
        return maker

    if quick or devices > 1:
        settings = [(6, 32)] if quick else [(6, 16), (6, 32)]
    else:
        settings = [(6, 8), (6, 16), (6, 32), (6, 64), (6, None), (0.6, 32), (0, 16)]
    variants = {f"sparsity {t}, {'vmap' if b is None else f'batched_vmap({b})'}": make(t, b) for t, b in settings}
    return Work(variants, lambda step: {"energy": np.asarray(step()).tolist()}, VERSIONS, {"devices": devices})


def values(quick, devices):
    params, x = on_devices(devices, parameters(), configurations())

    def make(batch):
        def maker():
            f = over_samples(log_psi, batch, devices)
            return lambda: f(params, x).block_until_ready()
        return maker

    variants = {"vmap" if b is None else f"batched_vmap({b})": make(b) for b in ((None,) if quick else (None, 8, 32, 128))}
    return Work(variants, lambda step: {"log_psi": np.asarray(step()).tolist()}, {"jax": jax.__version__}, {"devices": devices})


def cold(threshold, batch):
    """Everything a new process needs up to the first local energies; one value is printed when they are there."""
    params, x = on_devices(1, parameters(), configurations())
    energy = np.asarray(over_samples(local_energy(log_psi, threshold), batch, 1)(params, x))
    return {"energy": energy.tolist()}
