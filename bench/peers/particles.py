"""Particles in continuous space in JAX and folx: the electron gas with a message-passing state, a quantum dot with backflow."""

from dataclasses import dataclass
from typing import Callable

import folx
import jax
import jax.numpy as jnp
import numpy as np
from jax.scipy.special import erf

import formulas
from network import VERSIONS, on_devices, over_samples
from protocol import Work

WALKERS = 512
SWEEPS, ACCEPTANCE, GAIN, BURN_IN = 5, 0.6, 0.5, 50
RATE, SHIFT, MOMENTUM, LONGEST, CAP, CLIP = 0.1, 1e-3, 0.9, 1.0, 0.1, 5.0
TRACE = 12  # steps whose energies are compared


@dataclass(frozen=True)
class System:
    """What a step needs to know: H = -half_mass sum lap + potential, psi and its parameters."""

    particles: int
    dimension: int
    length: float | None  # of the torus; None for open space
    half_mass: float
    potential: Callable
    log_psi: Callable
    shapes: tuple  # (name, shape) in order
    deviations: dict  # standard deviation of the first parameters where it is not 1/sqrt(inputs) of a matrix, 0 of a vector


def split(system, theta):
    at, parts = 0, {}
    for name, shape in system.shapes:
        size = int(np.prod(shape))
        parts[name] = theta[at:at + size].reshape(shape)
        at += size
    return parts


def by_formula(system):
    """Matrices times sqrt(2/inputs), everything else times 0.1."""
    return formulas.parameters([(0.0, np.sqrt(2.0 / shape[1]) if len(shape) == 2 else 0.1, int(np.prod(shape))) for _, shape in system.shapes])


def at_random(system, seed):
    """As a study begins."""
    rng = np.random.default_rng(seed)
    deviation = lambda name, shape: system.deviations.get(name, 1 / np.sqrt(shape[1]) if len(shape) == 2 else 0.0)
    return np.concatenate([deviation(name, shape) * rng.standard_normal(int(np.prod(shape))) for name, shape in system.shapes])


# The electron gas

N, RS, H, Q = 14, 5.0, 32, 8
L = float(np.cbrt(4 * np.pi * N / 3))
UP = N // 2
SPIN = np.where(np.arange(N) < UP, 1.0, -1.0)
ALIKE = np.outer(SPIN, SPIN)[:, :, None]
FIRST, SECOND = np.triu_indices(N, 1)
WAVES = 2 * np.pi / L * np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1]])[::-1]
SETS = np.array([0, 1, 2, 3, 1, 2, 3])

GAS_SHAPES = (("query", (Q, 8)), ("query.b", (Q,)), ("key", (Q, 8)), ("key.b", (Q,)), ("attention", (H, Q)), ("attention.b", (H,)),
              ("message", (H, 8)), ("message.b", (H,)), ("particle", (H, H)), ("particle.b", (H,)), ("W", (3, H)), ("J", (4, H)), ("J.b", (4,)),
              ("range", (2,)))


def squared(d):
    return jnp.sum((L / np.pi * jnp.sin(np.pi / L * d)) ** 2, axis=-1)


def gas_log_psi(channels_first):
    def log_psi(p, x):
        x = x.reshape(N, 3)
        d = x[:, None, :] - x[None, :, :]
        angle = 2 * np.pi / L * d
        s = jnp.sqrt(1 + squared(d)) - 1
        v = jnp.concatenate([jnp.sin(angle), jnp.cos(angle), s[..., None]], axis=-1)
        # the constant feature apart: folx makes Jacobians dense where it is concatenated
        layer = lambda name: v @ p[name][:, :-1].T + (ALIKE * p[name][:, -1] + p[name + ".b"])
        if channels_first:
            a = jnp.moveaxis(jnp.moveaxis(layer("query"), 2, 0) @ jnp.moveaxis(layer("key"), 2, 0), 0, 2) / np.sqrt(N)
        else:
            a = jnp.einsum("ikd,kjd->ijd", layer("query"), layer("key")) / np.sqrt(N)
        m = jnp.tanh(a @ p["attention"].T + p["attention.b"]) * jnp.tanh(layer("message"))
        h = jnp.tanh(jnp.sum(m, axis=1) / np.sqrt(N) @ p["particle"].T + p["particle.b"])
        phase = (x + h @ p["W"].T) @ WAVES.T
        orbitals = jnp.concatenate([jnp.ones((N, 1)), jnp.cos(phase), jnp.sin(phase)], axis=1)
        orbitals = orbitals * jnp.exp(h @ p["J"].T + p["J.b"])[:, SETS]
        log = jnp.linalg.slogdet(orbitals[:UP])[1] + jnp.linalg.slogdet(orbitals[UP:])[1]
        r = jnp.sqrt(squared(x[FIRST] - x[SECOND]))
        same = SPIN[FIRST] == SPIN[SECOND]
        b = jnp.exp(p["range"])[np.where(same, 0, 1)]
        return log + jnp.sum(np.where(same, RS / 4, RS / 2) * r / (1 + b * r))
    return log_psi


def ewald(splitting=4.0, reach=5.9):
    """1/rs times the Ewald sum of bench/models.md."""
    a = splitting / L
    shells = int(np.ceil(reach / splitting - 0.5))
    images = L * np.array([(i, j, k) for i in range(-shells, shells + 1) for j in range(-shells, shells + 1) for k in range(-shells, shells + 1)])
    most = reach * splitting / np.pi
    side = int(np.ceil(most))
    whole = [(i, j, k) for i in range(-side, side + 1) for j in range(-side, side + 1) for k in range(-side, side + 1)]
    half = np.array([g for g in whole if g > (0, 0, 0) and sum(c * c for c in g) <= most * most])
    square = np.sum(half * half, axis=1)
    weights = np.exp(-(np.pi / splitting) ** 2 * square) / (np.pi * L * square)
    from scipy.special import erfc
    far = L * np.sqrt([i * i + j * j + k * k for i in range(-2, 3) for j in range(-2, 3) for k in range(-2, 3) if (i, j, k) != (0, 0, 0)])
    constant = 0.5 * N * np.sum(erfc(a * far) / far) - N * a / np.sqrt(np.pi) - N * N * np.pi / (2 * L ** 3 * a * a)

    def potential(x):
        x = x.reshape(N, 3)
        d = x[FIRST] - x[SECOND]
        d = d - L * jnp.round(d / L)
        r = jnp.sqrt(jnp.sum((d[:, None, :] + images) ** 2, axis=-1))
        phase = x @ (2 * np.pi / L * half).T
        structure = jnp.sum(jnp.cos(phase), axis=0) ** 2 + jnp.sum(jnp.sin(phase), axis=0) ** 2
        return (jnp.sum((1 - erf(a * r)) / r) + structure @ weights + constant) / RS
    return potential


def electron_gas(channels_first=False):
    deviations = {"W": 0.01 / np.sqrt(H), "J": 0.01 / np.sqrt(H)}
    return System(N, 3, L, 0.5 / RS ** 2, ewald(), gas_log_psi(channels_first), GAS_SHAPES, deviations)


# The quantum dot

M = 6
DOT_FIRST, DOT_SECOND = np.triu_indices(M, 1)
DOT_SAME = (DOT_FIRST < M // 2) == (DOT_SECOND < M // 2)
DOT_KIND = np.where(DOT_SAME, 1.0, -1.0)
DOT_SHAPES = (("flow", (16, 2)), ("flow.b", (16,)), ("flow.v", (16,)), ("length", ()), ("range", (2,)), ("inner1", (16, 2)), ("inner1.b", (16,)),
              ("inner2", (16, 16)), ("inner2.b", (16,)), ("outer", (16, 16)), ("outer.b", (16,)), ("v", (16,)))


def dot_log_psi(p, x):
    x = x.reshape(M, 2)
    d = x[DOT_FIRST] - x[DOT_SECOND]
    square = jnp.sum(d * d, axis=-1)
    s = jnp.sqrt(1 + square) - 1
    # the constant feature apart, see above
    layer = lambda name: s[:, None] * p[name][:, 0] + (DOT_KIND[:, None] * p[name][:, 1] + p[name + ".b"])
    eta = jnp.tanh(layer("flow")) @ p["flow.v"] * jnp.exp(-s)
    move = d * eta[:, None]
    q = (x + jnp.zeros((M, 2)).at[DOT_FIRST].add(move).at[DOT_SECOND].add(-move)) * jnp.exp(p["length"])
    orbitals = jnp.concatenate([jnp.ones((M, 1)), np.sqrt(2.0) * q], axis=1)
    log = jnp.linalg.slogdet(orbitals[:M // 2])[1] + jnp.linalg.slogdet(orbitals[M // 2:])[1] - 0.5 * jnp.sum(q * q)
    r = jnp.sqrt(square)
    b = jnp.exp(p["range"])[np.where(DOT_SAME, 0, 1)]
    jastrow = jnp.sum(np.where(DOT_SAME, 1 / 3, 1.0) * r / (1 + b * r))
    h = jnp.tanh(jnp.tanh(layer("inner1")) @ p["inner2"].T + p["inner2.b"])
    return log + jastrow + jnp.tanh(p["outer"] @ jnp.mean(h, axis=0) + p["outer.b"]) @ p["v"]


def dot_potential(x):
    x = x.reshape(M, 2)
    return 0.5 * jnp.sum(x * x) + jnp.sum(1 / jnp.sqrt(jnp.sum((x[DOT_FIRST] - x[DOT_SECOND]) ** 2, axis=-1)))


def quantum_dot():
    return System(M, 2, None, 0.5, dot_potential, dot_log_psi, DOT_SHAPES, {"flow.v": 0.01, "v": 0.01})


# Local energies and steps of the optimiser


def local_energy(system, threshold):
    """x -> -half_mass (lap log psi + |grad log psi|^2) + V by folx's forward Laplacian."""
    def energy(params, x):
        lap, grad = folx.ForwardLaplacianOperator(threshold)(lambda y: system.log_psi(params, y))(x)
        return -system.half_mass * (lap + jnp.sum(grad * grad)) + system.potential(x)
    return energy


def configurations(system):
    wave = formulas.wave(1, WALKERS * system.particles * system.dimension, 0.5)
    x = np.sqrt(2.0) * wave if system.length is None else 0.5 * system.length * (1 + wave)
    return x.reshape(WALKERS, system.particles * system.dimension)


def energies(systems, settings, quick, devices):
    """`systems` by name: the same formula written in different ways."""
    def make(system, threshold, batch):
        def maker():
            params, x = on_devices(devices, split(system, by_formula(system)), configurations(system))
            f = over_samples(local_energy(system, threshold), batch, devices)
            return lambda: f(params, x).block_until_ready()
        return maker

    variants = {f"{name}sparsity {t}, {'vmap' if b is None else f'batched_vmap({b})'}": make(system, t, b)
                for name, system in systems.items() for t, b in (settings[:1] if quick else settings)}
    return Work(variants, lambda step: {"energy": np.asarray(step()).tolist()}, VERSIONS, {"devices": devices})


def drift(gradient, step):
    """step^2 where the gradient is small, less near nodes."""
    square = jnp.sum(gradient * gradient, axis=-1, keepdims=True)
    s = step * step
    return 2 * s / (jnp.sqrt(1 + 2 * square * s) + 1)


def sweep(system, values, params, state):
    """One Langevin move of all particles of every walker."""
    x, log, gradient, step, key, accepted = state
    key, of_noise, of_choice = jax.random.split(key, 3)
    there = drift(gradient, step)
    move = step * jax.random.normal(of_noise, x.shape) + there * gradient
    y = x + move
    log_y, gradient_y = values(params, y)
    reverse = -move - drift(gradient_y, step) * gradient_y
    forward = move - there * gradient
    ratio = 2 * (log_y - log) + jnp.sum(forward * forward - reverse * reverse, axis=-1) / (2 * step * step)
    taken = jnp.log(jax.random.uniform(of_choice, ratio.shape)) < ratio
    y = y if system.length is None else y - system.length * jnp.floor(y / system.length)
    choose = lambda new, old: jnp.where(taken[:, None], new, old)
    return choose(y, x), jnp.where(taken, log_y, log), choose(gradient_y, gradient), step, key, accepted + jnp.mean(taken)


def sampled(system, values, params, x, step, key):
    """The walkers of one iteration, and the step tuned."""
    log, gradient = values(params, x)
    state = jax.lax.fori_loop(0, SWEEPS, lambda _, s: sweep(system, values, params, s), (x, log, gradient, step, key, 0.0))
    x, _, _, step, key, accepted = state
    return x, step * jnp.exp(GAIN * (accepted / SWEEPS - ACCEPTANCE)), key


def clipped(energy):
    median = jnp.median(energy)
    width = CLIP * jnp.mean(jnp.abs(energy - median))
    return jnp.clip(energy, median - width, median + width)


def solve(rows, energy, previous):
    """The step of SPRING, solved in the space of samples, limited in length."""
    n = rows.shape[0]
    x = (rows - jnp.mean(rows, axis=0)) / np.sqrt(n)
    e = clipped(energy)
    y = 2 * (e - jnp.mean(e)) / np.sqrt(n)
    near = MOMENTUM * previous
    d = near + x.T @ jax.scipy.linalg.solve(x @ x.T + SHIFT * jnp.eye(n), y - x @ near, assume_a="pos")
    natural = jnp.linalg.norm(x @ d)
    used = jnp.minimum(RATE, CAP / natural)
    return d, jnp.minimum(used, LONGEST / jnp.linalg.norm(d))


def steps(systems, settings, quick):
    def make(system, threshold, batch, of_rows):
        def maker():
            mapped = lambda f, b: jax.vmap(f, in_axes=(None, 0)) if b is None else folx.batched_vmap(f, b, in_axes=(None, 0))
            values = mapped(jax.value_and_grad(system.log_psi, argnums=1), of_rows)
            gradients = mapped(jax.grad(system.log_psi), of_rows)
            local = mapped(local_energy(system, threshold), batch)

            @jax.jit
            def settle(theta, x, step, key):
                return sampled(system, values, split(system, theta), x, step, key)

            @jax.jit
            def advance(theta, previous, x, step, key):
                params = split(system, theta)
                x, step, key = sampled(system, values, params, x, step, key)
                energy = local(params, x)
                tree = gradients(params, x)
                rows = jnp.concatenate([tree[name].reshape(WALKERS, -1) for name, _ in system.shapes], axis=1)
                d, used = solve(rows, energy, previous)
                return theta - used * d, d, x, step, key, jnp.mean(energy), jnp.var(energy)

            theta = jnp.asarray(at_random(system, 1))
            key, begin = jax.random.split(jax.random.key(1))
            x = jax.random.normal(begin, (WALKERS, system.particles * system.dimension)) * 1.5 if system.length is None else (
                jax.random.uniform(begin, (WALKERS, system.particles * system.dimension)) * system.length)
            step = jnp.asarray(0.3)
            for _ in range(BURN_IN):
                x, step, key = settle(theta, x, step, key)
            state = [(theta, jnp.zeros_like(theta), x, step, key)]
            trace = []

            def once():
                *next, mean, variance = jax.block_until_ready(advance(*state[0]))
                state[0] = tuple(next)
                if len(trace) < TRACE:
                    trace.append((float(mean), float(variance)))
                return trace
            return once
        return maker

    variants = {f"{name}sparsity {t}, energies {'vmap' if b is None else f'batched_vmap({b})'}, rows {'vmap' if r is None else f'batched_vmap({r})'}":
                make(system, t, b, r) for name, system in systems.items() for t, b, r in (settings[:1] if quick else settings)}

    def result(step):
        trace = step()
        while len(trace) < TRACE:
            step()
        return {"energy": [mean for mean, _ in trace], "error": [(variance / WALKERS) ** 0.5 for _, variance in trace]}

    return Work(variants, result, VERSIONS, {"walkers": WALKERS, "sweeps": SWEEPS, "rate": RATE, "shift": SHIFT}, warm_up=2.0)


def gas_energies(quick, devices):
    # sparse Jacobians take minutes to compile, and are slower
    systems = {"channels first, ": electron_gas(True)} if quick else {"": electron_gas(), "channels first, ": electron_gas(True)}
    return energies(systems, [(0, 16), (0, 8), (0, 32), (0, 64)], quick, devices)


def gas_steps(quick):
    return steps({"channels first, ": electron_gas(True)}, [(0, 16, 32), (0, 32, 32), (0, 16, None), (0, 16, 128)], quick)


def dot_energies(quick, devices):
    return energies({"": quantum_dot()}, [(6, 64), (6, 32), (6, 128), (0, 64), (0, 16), (0, None)], quick, devices)


def dot_steps(quick):
    return steps({"": quantum_dot()}, [(0, 64, None), (0, 32, None), (0, 128, None), (0, 64, 64), (6, 64, None)], quick)
