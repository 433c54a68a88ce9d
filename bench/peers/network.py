"""Tanh networks in JAX and folx: local energies and rows of per-sample gradients."""

import folx
import jax
import jax.numpy as jnp
import numpy as np

import formulas
from protocol import Work

VERSIONS = {"jax": jax.__version__, "folx": __import__("importlib.metadata").metadata.version("folx")}
WIDTHS = (42, 64, 64, 1)
SAMPLES = 4096


def layers(theta, widths):
    """Splits the flat vector into (W [out][in], b) pairs."""
    at, parts = 0, []
    for i, o in zip(widths, widths[1:]):
        parts.append((theta[at:at + o * i].reshape(o, i), theta[at + o * i:at + o * i + o]))
        at += o * i + o
    return parts


def network(params, x):
    for w, b in params[:-1]:
        x = jnp.tanh(w @ x + b)
    w, b = params[-1]
    return w @ x + b


def local_energy(log_psi, threshold):
    """x -> -1/2 (lap log psi + |grad log psi|^2) + 1/2 |x|^2 by folx's forward Laplacian."""
    def energy(params, x):
        lap, grad = folx.ForwardLaplacianOperator(threshold)(lambda y: log_psi(params, y))(x)
        return -0.5 * (lap + jnp.sum(grad * grad)) + 0.5 * jnp.sum(x * x)
    return energy


def over_samples(function, batch, devices):
    """vmap (batch None) or batched_vmap over the samples, on one device or split over several host devices."""
    mapped = jax.vmap(function, in_axes=(None, 0)) if batch is None else folx.batched_vmap(function, batch, in_axes=(None, 0))
    if devices == 1:
        return jax.jit(mapped)
    mesh = jax.make_mesh((devices,), ("samples",))
    spec = jax.sharding.PartitionSpec
    return jax.jit(jax.shard_map(mapped, mesh=mesh, in_specs=(spec(), spec("samples")), out_specs=spec("samples"), check_vma=False))


def on_devices(devices, params, x):
    if devices == 1:
        return jax.device_put(params), jax.device_put(x)
    mesh = jax.make_mesh((devices,), ("samples",))
    spec, named = jax.sharding.PartitionSpec, jax.sharding.NamedSharding
    return jax.device_put(params, named(mesh, spec())), jax.device_put(x, named(mesh, spec("samples")))


def energies(quick, devices):
    samples = SAMPLES
    x = formulas.inputs(samples, 42)
    params = layers(formulas.parameters(formulas.network_groups(*WIDTHS)), WIDTHS)
    params, x = on_devices(devices, params, x)
    energy = local_energy(lambda p, y: network(p, y)[0], 0)

    def make(batch):
        def maker():
            f = over_samples(energy, batch, devices)
            return lambda: f(params, x).block_until_ready()
        return maker

    sizes = (64,) if quick else (64, 128, 256) if devices > 1 else (16, 32, 64, 128, 256, 512)
    variants = {f"batched_vmap({b})": make(b) for b in sizes} | ({} if quick else {"vmap": make(None)})
    return Work(variants, lambda step: {"energy": np.asarray(step()).tolist()}, VERSIONS, {"devices": devices})


def rows(quick, devices):
    x = formulas.inputs(SAMPLES, 42)
    theta = formulas.parameters(formulas.network_groups(*WIDTHS))
    of_layers = lambda p, y: network(p, y)[0]
    of_flat = lambda t, y: network(layers(t, WIDTHS), y)[0]

    def raveled(p, y):
        return jnp.concatenate([g.reshape(-1) for g in jax.tree_util.tree_leaves(jax.grad(of_layers)(p, y))])

    def make(gradient, values, batch):
        def maker():
            p, xs = on_devices(devices, values, x)
            f = over_samples(gradient, batch, devices)
            return lambda: jax.block_until_ready(f(p, xs))
        return maker

    # The rows as one tree of arrays a layer is what JAX does best; one matrix is what a solver wants. The fastest counts.
    forms = {"tree": (jax.grad(of_layers), layers(theta, WIDTHS)), "matrix": (raveled, layers(theta, WIDTHS)), "flat": (jax.grad(of_flat), theta)}
    sizes = (None,) if quick else (None, 512, 128, 32)
    variants = {f"{form} {'vmap' if b is None else f'batched_vmap({b})'}": make(*forms[form], b)
                for form in (("matrix",) if quick else forms) for b in sizes}

    return Work(variants, fingerprints, {"jax": jax.__version__}, {"devices": devices})


def fingerprints(step):
    leaves = jax.tree_util.tree_leaves(step())
    matrix = np.concatenate([np.asarray(leaf).reshape(SAMPLES, -1) for leaf in leaves], axis=1)
    return {"rows": (matrix @ formulas.weights(matrix.shape[1])).tolist(), "columns": (formulas.weights(SAMPLES) @ matrix).tolist()}


def rows_in_place(quick):
    """Rows written into the donated memory of the last result: no new pages, which is what makes JAX wait above."""
    params = jax.device_put(layers(formulas.parameters(formulas.network_groups(*WIDTHS)), WIDTHS))
    x = jax.device_put(formulas.inputs(SAMPLES, 42))
    gradient = jax.vmap(jax.grad(lambda p, y: network(p, y)[0]), in_axes=(None, 0))

    def matrix(batch):
        def f(p, xs, out):
            def body(k, out):
                at = 0
                for leaf in jax.tree_util.tree_leaves(gradient(p, jax.lax.dynamic_slice_in_dim(xs, k * batch, batch))):
                    leaf = leaf.reshape(batch, -1)
                    out = jax.lax.dynamic_update_slice(out, leaf, (k * batch, at))
                    at += leaf.shape[1]
                return out
            return jax.lax.fori_loop(0, SAMPLES // batch, body, out)
        return f

    def make(f):
        def maker():
            last = [jax.tree_util.tree_map(jnp.zeros_like, jax.eval_shape(gradient, params, x)) if f is None else jnp.zeros((SAMPLES, 6977))]
            compiled = jax.jit(f or (lambda p, xs, _: gradient(p, xs)), donate_argnums=(2,), keep_unused=True)
            def step():
                last[0] = jax.block_until_ready(compiled(params, x, last[0]))
                return last[0]
            return step
        return maker

    variants = {f"matrix, batches of {b}": make(matrix(b)) for b in ((64,) if quick else (16, 32, 64, 128, 256))}
    return Work(variants | ({} if quick else {"tree": make(None)}), fingerprints, {"jax": jax.__version__})
