"""A peer's worker: `worker.py ITEM [--threads N] [--devices N] [--quick] [--seed N]`. Standard output carries the protocol only."""

import argparse
import json
import os
import sys


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("item")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--devices", type=int, default=1)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--setting", default="")
    a = parser.parse_args()
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever a library prints goes to the log
    os.environ["JAX_ENABLE_X64"] = "1"
    os.environ["JAX_PLATFORMS"] = "cpu"
    os.environ["JAX_ENABLE_COMPILATION_CACHE"] = "0"
    os.environ["OMP_NUM_THREADS"] = str(a.threads)
    os.environ["NETKET_EXPERIMENTAL_DISABLE_TIPS"] = "1"
    flags = f"--xla_cpu_multi_thread_eigen={'true' if a.threads > 1 else 'false'}"
    if a.devices > 1:
        flags += f" --xla_force_host_platform_device_count={a.devices}"
    os.environ["XLA_FLAGS"] = flags

    once = None
    match a.item:
        case "local-energy":
            import network
            work = network.energies(a.quick, a.devices)
        case "gradient-rows":
            import network
            work = network.rows(a.quick, a.devices)
        case "gradient-rows-in-place":
            import network
            work = network.rows_in_place(a.quick)
        case "pair-energy":
            import pair
            work = pair.energies(a.quick, a.devices)
        case "pair-value":
            import pair
            work = pair.values(a.quick, a.devices)
        case "message-energy":
            import particles
            work = particles.gas_energies(a.quick, a.devices)
        case "message-step":
            import particles
            work = particles.gas_steps(a.quick)
        case "dot-energy":
            import particles
            work = particles.dot_energies(a.quick, a.devices)
        case "dot-step":
            import particles
            work = particles.dot_steps(a.quick)
        case "pair-cold":
            import pair
            threshold, batch = a.setting.split(",")
            once = pair.cold(float(threshold), None if batch == "all" else int(batch))
        case "train-jax":
            import training
            work = training.jax_steps(int(a.setting), a.quick, 1)
        case "train-jax-single":
            import training
            work = training.jax_steps(int(a.setting), a.quick, 1, "float32")
        case "train-torch-single":
            import training
            work = training.torch_steps(int(a.setting), a.quick, a.threads, "float32")
        case "train-jax-loop":
            import training
            work = training.jax_steps(int(a.setting), a.quick, 100)
        case "train-torch":
            import training
            work = training.torch_steps(int(a.setting), a.quick, a.threads)
        case "sr-20":
            import lattice
            work = lattice.iterations(lattice.ising(20), 1, 2, False, a.quick)
        case "sr-20-iterative":
            import lattice
            work = lattice.iterations(lattice.ising(20), 1, 2, False, a.quick, iterative=True)
        case "minsr-80":
            import lattice
            work = lattice.iterations(lattice.ising(80), 4, 4, True, a.quick)
        case "heisenberg-100":
            import lattice
            work = lattice.iterations(lattice.heisenberg(10, 0), 4, 1, True, a.quick)
        case "j1j2-36":
            import lattice
            work = lattice.iterations(lattice.heisenberg(6, 0.5), 4, 1, True, a.quick)
        case "chain-20":
            import lattice
            once = lattice.chain(a.seed, 5 if a.quick else 200)
        case "least-squares":
            import classical
            work = classical.least_squares(a.quick)
        case "ridge-100":
            import classical
            work = classical.ridge_path(False)
        case "ridge-100-numpy":
            import classical
            work = classical.ridge_path(True)
        case "lasso-path":
            import classical
            work = classical.lasso_path(a.quick)
        case "components":
            import classical
            work = classical.components(a.quick)
        case "softmax":
            import classical
            work = classical.softmax(a.quick)
        case "csv":
            import classical
            work = classical.table()
        case other:
            raise SystemExit(f"unknown item {other!r}")
    if once is not None:
        out.write("result " + json.dumps(once) + "\n")
        out.flush()
        return
    from protocol import serve
    serve(work, out, a.quick)


if __name__ == "__main__":
    main()
