"""Spins on a lattice with a restricted Boltzmann machine in NetKet."""

import jax
import netket as nk
import numpy as np
import optax

from protocol import Work

VERSIONS = {"netket": nk.__version__, "jax": jax.__version__}
CHAINS, FIELD, SHIFT, SIGMA = 1008, 1.0, 0.01, 0.01
TRACE = 12  # iterations whose energies are compared


def ising(length):
    """The ring with single flips: Hamiltonian, sampler, rate."""
    hilbert = nk.hilbert.Spin(s=0.5, N=length)
    hamiltonian = nk.operator.Ising(hilbert, nk.graph.Chain(length, pbc=True), h=FIELD, J=-1.0)

    def sampler(numpy_sampler, **rules):
        return (nk.sampler.MetropolisLocalNumpy(hilbert, **{k: v for k, v in rules.items() if k != "dtype"}) if numpy_sampler
                else nk.sampler.MetropolisLocal(hilbert, **rules))
    return hamiltonian, sampler, 0.05


def heisenberg(side, second):
    """The torus with couplings 1 and `second` of nearest and next-nearest neighbours in the basis of Marshall, exchanges along bonds:
    Hamiltonian, sampler, rate."""
    graph = nk.graph.Square(side, max_neighbor_order=2 if second else 1)
    bonds = nk.graph.Square(side)
    hilbert = nk.hilbert.Spin(s=0.5, N=side * side, total_sz=0)
    hamiltonian = (nk.operator.Heisenberg(hilbert, graph, J=[1.0, second], sign_rule=[True, False]) if second
                   else nk.operator.Heisenberg(hilbert, graph, J=1.0, sign_rule=True))

    def sampler(numpy_sampler, **rules):
        return nk.sampler.MetropolisExchange(hilbert, graph=bonds, d_max=1, **rules)
    return hamiltonian, sampler, 0.005


def driver(system, alpha, sweeps, seed, kernel, solver="cholesky", on_the_fly=None, dtype=np.int8, numpy_sampler=False):
    hamiltonian, sampler_of, rate = system
    sampler = sampler_of(numpy_sampler, n_chains=CHAINS, sweep_size=sweeps * hamiltonian.hilbert.size, dtype=dtype)
    init = jax.nn.initializers.normal(SIGMA)
    model = nk.models.RBM(alpha=alpha, param_dtype=float, kernel_init=init, hidden_bias_init=init, visible_bias_init=init)
    state = nk.vqs.MCState(sampler, model, n_samples=CHAINS, n_discard_per_chain=0, seed=seed)
    if solver == "cg":
        sr = nk.optimizer.SR(diag_shift=SHIFT, solver=jax.scipy.sparse.linalg.cg)
        return nk.driver.VMC(hamiltonian, nk.optimizer.Sgd(rate), variational_state=state, preconditioner=sr), state, hamiltonian
    solve = {"cholesky": nk.optimizer.solver.cholesky, "fallback": nk.optimizer.solver.cholesky_with_fallback}[solver]
    return nk.driver.VMC_SR(hamiltonian, optax.sgd(rate), diag_shift=SHIFT, variational_state=state, linear_solver=solve,
                            use_ntk=kernel, on_the_fly=on_the_fly, mode="real"), state, hamiltonian


def iterations(system, alpha, sweeps, kernel, quick, iterative=False):
    def make(**settings):
        def maker():
            d, _, _ = driver(system, alpha, sweeps, 1, kernel, **settings)
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

    return Work(variants, result, VERSIONS, {"chains": CHAINS, "sweeps": sweeps, "shift": SHIFT, "rate": system[2], "chunking": "off"}, warm_up=2.0)


def chain(seed, steps=200):
    """A whole run from nothing: the parameters at its end."""
    d, state, _ = driver(ising(20), 1, 2, seed, False, on_the_fly=False)
    d.run(steps, out=(), show_progress=False)
    p = state.parameters
    return {"a": np.asarray(p["visible_bias"]).tolist(), "b": np.asarray(p["Dense"]["bias"]).tolist(),
            "w": np.asarray(p["Dense"]["kernel"]).tolist()}
