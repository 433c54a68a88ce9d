"""The transverse-field Ising chain with a restricted Boltzmann machine in NetKet."""

import jax
import netket as nk
import numpy as np
import optax

from protocol import Work

VERSIONS = {"netket": nk.__version__, "jax": jax.__version__}
CHAINS, FIELD, SHIFT, RATE, SIGMA = 1008, 1.0, 0.01, 0.05, 0.01
TRACE = 12  # iterations whose energies are compared


def driver(length, alpha, sweeps, seed, kernel, solver="cholesky", on_the_fly=None, dtype=np.int8, numpy_sampler=False):
    graph = nk.graph.Chain(length, pbc=True)
    hilbert = nk.hilbert.Spin(s=0.5, N=length)
    hamiltonian = nk.operator.Ising(hilbert, graph, h=FIELD, J=-1.0)
    rules = {"n_chains": CHAINS, "sweep_size": sweeps * length}
    sampler = (nk.sampler.MetropolisLocalNumpy(hilbert, **rules) if numpy_sampler
               else nk.sampler.MetropolisLocal(hilbert, dtype=dtype, **rules))
    init = jax.nn.initializers.normal(SIGMA)
    model = nk.models.RBM(alpha=alpha, param_dtype=float, kernel_init=init, hidden_bias_init=init, visible_bias_init=init)
    state = nk.vqs.MCState(sampler, model, n_samples=CHAINS, n_discard_per_chain=0, seed=seed)
    if solver == "cg":
        sr = nk.optimizer.SR(diag_shift=SHIFT, solver=jax.scipy.sparse.linalg.cg)
        return nk.driver.VMC(hamiltonian, nk.optimizer.Sgd(RATE), variational_state=state, preconditioner=sr), state, hamiltonian
    solve = {"cholesky": nk.optimizer.solver.cholesky, "fallback": nk.optimizer.solver.cholesky_with_fallback}[solver]
    return nk.driver.VMC_SR(hamiltonian, optax.sgd(RATE), diag_shift=SHIFT, variational_state=state, linear_solver=solve,
                            use_ntk=kernel, on_the_fly=on_the_fly, mode="real"), state, hamiltonian


def iterations(length, alpha, sweeps, kernel, quick, iterative=False):
    def make(**settings):
        def maker():
            d, _, _ = driver(length, alpha, sweeps, 1, kernel, **settings)
            trace = []
            def step():
                d.run(1, out=(), show_progress=False)
                if len(trace) < TRACE:
                    trace.append((float(d._loss_stats.mean.real), float(d._loss_stats.variance.real)))
                return trace
            return step
        return maker

    direct = {"on_the_fly": False}
    if iterative:
        variants = {f"VMC + SR, iterative, spins {np.dtype(t).name}": make(solver="cg", dtype=t) for t in (np.int8, np.float64)}
    else:
        variants = {"VMC_SR, cholesky, spins int8": make(**direct)}
        if not quick:
            variants["VMC_SR, cholesky, spins float64"] = make(dtype=np.float64, **direct)
            if kernel:
                variants["VMC_SR, cholesky, on the fly, spins int8"] = make(on_the_fly=True)
            else:
                variants["VMC_SR, cholesky with fallback, spins int8"] = make(solver="fallback", **direct)
                variants["VMC_SR, cholesky, numpy sampler"] = make(numpy_sampler=True, **direct)

    def result(step):
        """Energies of the first iterations, from the same kind of start on both sides: the descent must be the same."""
        trace = step()
        while len(trace) < TRACE:
            step()
        return {"energy": [mean for mean, _ in trace], "error": [(variance / CHAINS) ** 0.5 for _, variance in trace]}

    return Work(variants, result, VERSIONS, {"chains": CHAINS, "sweeps": sweeps, "shift": SHIFT, "rate": RATE, "chunking": "off"}, warm_up=2.0)


def chain(seed, steps=200):
    """A whole run from nothing: the parameters at its end."""
    d, state, _ = driver(20, 1, 2, seed, False, on_the_fly=False)
    d.run(steps, out=(), show_progress=False)
    p = state.parameters
    return {"a": np.asarray(p["visible_bias"]).tolist(), "b": np.asarray(p["Dense"]["bias"]).tolist(),
            "w": np.asarray(p["Dense"]["kernel"]).tolist()}
