"""Full-batch training steps with Adam on a 4-32-16-4 tanh network, in JAX and in PyTorch."""

import numpy as np

import formulas
from protocol import Work

WIDTHS = (4, 32, 16, 4)
RATE, BETA1, BETA2, EPS = 1e-3, 0.9, 0.999, 1e-8
STEPS = 20  # compared after so many steps from the start


def problem(rows):
    x = formulas.inputs(rows, WIDTHS[0])
    return formulas.parameters(formulas.network_groups(*WIDTHS)), x, formulas.targets(x)


def jax_steps(rows, quick, inside, dtype="float64"):
    """`inside` steps a call: 1 is one compiled call a step, more is a loop inside the compiled call (its time is divided)."""
    import jax
    import jax.numpy as jnp
    import optax

    from network import layers

    theta, x, y = (a.astype(dtype) for a in problem(rows))
    x, y = jnp.asarray(x), jnp.asarray(y)

    def loss(params, xs, ys):
        h = xs
        for w, b in params[:-1]:
            h = jnp.tanh(h @ w.T + b)
        w, b = params[-1]
        return jnp.mean((h @ w.T + b - ys) ** 2)

    def adam_flat(state, xs, ys):
        """Adam by hand on one flat vector: fewest operations."""
        t, params, m, v = state
        value, g = jax.value_and_grad(lambda p: loss(layers(p, WIDTHS), xs, ys))(params)
        t = t + 1
        m = BETA1 * m + (1 - BETA1) * g
        v = BETA2 * v + (1 - BETA2) * g * g
        params = params - RATE * (m / (1 - BETA1 ** t)) / (jnp.sqrt(v / (1 - BETA2 ** t)) + EPS)
        return (t, params, m, v), value

    optimizer = optax.adam(RATE, b1=BETA1, b2=BETA2, eps=EPS)

    def adam_optax(state, xs, ys):
        params, opt = state
        value, g = jax.value_and_grad(loss)(params, xs, ys)
        updates, opt = optimizer.update(g, opt, params)
        return (optax.apply_updates(params, updates), opt), value

    def start(kind):
        # fresh copies: the state is donated
        if kind == "flat":
            return (jnp.asarray(0.0, dtype), jnp.array(theta), jnp.zeros_like(theta), jnp.zeros_like(theta))
        params = jax.tree_util.tree_map(jnp.array, layers(theta, WIDTHS))
        return (params, optimizer.init(params))

    def compiled(kind, count, donate):
        one = {"flat": adam_flat, "optax": adam_optax}[kind]
        def several(state, xs, ys):
            return jax.lax.scan(lambda s, _: one(s, xs, ys), state, None, length=count)
        return jax.jit(one if count == 1 else several, donate_argnums=(0,) if donate else ())

    def make(kind, donate):
        def maker():
            f, state = compiled(kind, inside, donate), [start(kind)]
            def step():
                state[0], value = f(state[0], x, y)
                value.block_until_ready()
            return step
        return maker

    def result(_):
        f, state, losses = compiled("optax", 1, False), start("optax"), []
        for _ in range(STEPS):
            state, value = f(state, x, y)
            losses.append(float(value))
        return {"loss": losses, "theta": np.concatenate([np.asarray(a).reshape(-1) for a in jax.tree_util.tree_leaves(state[0])]).tolist()}

    variants = {"flat, donated": make("flat", True)}
    if not quick:
        variants |= {"optax, donated": make("optax", True), "flat": make("flat", False)}
    return Work(variants, result, {"jax": jax.__version__, "optax": optax.__version__}, {"steps a call": inside}, units=inside)


def torch_steps(rows, quick, threads, dtype="float64"):
    import torch

    theta, x, y = (a.astype(dtype) for a in problem(rows))
    x, y = torch.from_numpy(x.copy()), torch.from_numpy(y.copy())

    def network():
        modules, at = [], 0
        for k, (i, o) in enumerate(zip(WIDTHS, WIDTHS[1:])):
            layer = torch.nn.Linear(i, o, dtype=getattr(torch, dtype))
            with torch.no_grad():
                layer.weight.copy_(torch.from_numpy(theta[at:at + o * i].reshape(o, i)))
                layer.bias.copy_(torch.from_numpy(theta[at + o * i:at + o * i + o]))
            at += o * i + o
            modules += [layer] if k == len(WIDTHS) - 2 else [layer, torch.nn.Tanh()]
        return torch.nn.Sequential(*modules)

    def stepper(threads_used, compiled, **adam):
        torch.set_num_threads(threads_used)
        model = network()
        optimizer = torch.optim.Adam(model.parameters(), lr=RATE, betas=(BETA1, BETA2), eps=EPS, **adam)
        criterion = torch.nn.MSELoss()
        forward = torch.compile(lambda: criterion(model(x), y)) if compiled else lambda: criterion(model(x), y)
        def step():
            if torch.get_num_threads() != threads_used:
                torch.set_num_threads(threads_used)
            optimizer.zero_grad(set_to_none=True)
            value = forward()
            value.backward()
            optimizer.step()
            return value, model
        return step

    def make(*args, **kwargs):
        return lambda: stepper(*args, **kwargs)

    variants = {}
    for t in sorted({1, threads}):
        variants[f"eager, fused, threads {t}"] = make(t, False, fused=True)
        if not quick:
            variants[f"eager, foreach, threads {t}"] = make(t, False, foreach=True)
            variants[f"compiled, fused, threads {t}"] = make(t, True, fused=True)

    def result(_):
        step, losses = stepper(threads, False, fused=True), []
        for _ in range(STEPS):
            value, model = step()
            losses.append(value.item())
        return {"loss": losses, "theta": torch.cat([p.detach().reshape(-1) for p in model.parameters()]).tolist()}

    return Work(variants, result, {"torch": torch.__version__})
