package ansatz.study;

import ansatz.lattice.Lattice;
import ansatz.lattice.Symmetry;
import ansatz.model.Amplitude;
import ansatz.model.Invariance;
import ansatz.model.Projected;
import ansatz.observable.Observable;
import ansatz.problem.PauliSum;
import ansatz.problem.SpinProblem;
import ansatz.sampler.Enumeration;
import ansatz.sampler.Sampler;
import ansatz.schema.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// A wave function of spins with where its configurations come from: what fits together, and what does not.
///
/// @param model the wave function
/// @param sampler where configurations come from
record SpinState(Amplitude model, Sampler sampler) {
    /// A Hamiltonian that a study names.
    ///
    /// @param key under which it stands in the study
    /// @param words what it is called in a sentence
    /// @param problem the Hamiltonian
    record Hamiltonian(String key, String words, SpinProblem problem) {}

    /// Reports what keeps the state from serving Hamiltonians on one lattice.
    void check(List<Hamiltonian> hamiltonians, Problems problems) {
        for (var hamiltonian : hamiltonians) {
            if (!model.complex() && !hamiltonian.problem.real()) {
                problems.add(
                        hamiltonian.key,
                        "has imaginary elements (a string with an odd number of Y), which the model, a real wave function,"
                                + " cannot serve; each string must have an even number, or the model complex values, as"
                                + " \"modulus-phase\" and \"rbm\" with complex weights have");
            }
            if (sampler.sector().isPresent() && !hamiltonian.problem.conservesMagnetization()) {
                problems.add(
                        "sampler",
                        "keeps the magnetisation, which " + hamiltonian.words
                                + " does not conserve; it must turn single spins over, as \"metropolis\" does");
            }
        }
        if (model.sector().isPresent()
                && !(sampler instanceof Enumeration)
                && !sampler.sector().equals(model.sector())) {
            problems.add(
                    "sampler",
                    "leaves the magnetisation " + model.sector().getAsInt()
                            + ", outside of which the model is 0; it must keep it, as \"exchange\" does");
        }
        if (sampler.direct() && !model.autoregressive()) {
            problems.add(
                    "sampler",
                    "draws configurations from the model itself, which must say the probability of each spin given those"
                            + " before it, as \"autoregressive\" and \"recurrent\" do; others need Markov chains, as"
                            + " \"metropolis\"");
        }
        Lattice lattice = hamiltonians.getFirst().problem.lattice();
        boolean[] sound = {true};
        model.check(lattice, (key, text) -> {
            sound[0] = false;
            problems.add(join("model", key), text);
        });
        if (sound[0]) {
            checkSymmetries(lattice, hamiltonians, problems);
        }
        sampler.check(lattice, (key, text) -> problems.add(join("sampler", key), text));
    }

    private void checkSymmetries(Lattice lattice, List<Hamiltonian> hamiltonians, Problems problems) {
        var generators = model.imposed(lattice).generators();
        if (sampler.sector().orElse(0) != 0 && generators.stream().anyMatch(Symmetry::flip)) {
            problems.add(
                    "model",
                    "is even or odd under the spin flip, which turns the magnetisation "
                            + sampler.sector().orElse(0) + " of the sampler around; it must be 0");
        }
        // at another magnetisation than 0 the flip leads to where the wave function is not looked at
        boolean even = model.even() && sampler.sector().orElse(0) == 0;
        if (generators.isEmpty() && model.invariance().isEmpty() && !even) {
            return;
        }
        for (var each : hamiltonians) {
            var hamiltonian = each.problem.hamiltonian();
            if (even && !hamiltonian.has(Symmetry.flip(lattice.sites()))) {
                problems.add(
                        "model",
                        "has psi(-s) = psi(s) whatever its parameters are, but the couplings of " + each.words
                                + " break the spin flip; it must tell up from down, as \"rbm\" with bias = \"both\" or a"
                                + " \"product\" with a \"mean-field\" do");
            }
            broken(hamiltonian, generators)
                    .ifPresent(broken -> problems.add(
                            model instanceof Projected ? "model.symmetries" : "model",
                            "has a symmetry that the couplings of " + each.words + " break, " + words(broken) + "; "
                                    + possible(hamiltonian, lattice)));
            model.invariance()
                    .ifPresent(built -> broken(hamiltonian, moves(built, lattice))
                            .ifPresent(broken -> problems.add(
                                    join("model", built.key()),
                                    built.found() + ", but the couplings of " + each.words + " break " + words(broken)
                                            + "; it must be " + built.legal())));
        }
    }

    private static List<Symmetry> moves(Invariance invariance, Lattice lattice) {
        return invariance.generators(lattice).stream()
                .map(move -> new Symmetry(move, false))
                .toList();
    }

    private static Optional<Symmetry> broken(PauliSum hamiltonian, List<Symmetry> symmetries) {
        return symmetries.stream()
                .filter(symmetry -> !hamiltonian.has(symmetry))
                .findFirst();
    }

    private static String words(Symmetry symmetry) {
        return symmetry.flip()
                ? "the spin flip"
                : "a move of the lattice that takes site 0 to site "
                        + symmetry.permutation().image(0);
    }

    /// Which symmetries of a lattice a model may have.
    private static String possible(PauliSum hamiltonian, Lattice lattice) {
        int sites = lattice.sites();
        var kept = new ArrayList<String>();
        if (lattice.translationCount() > 1
                && lattice.translations().stream().allMatch(move -> hamiltonian.has(new Symmetry(move, false)))) {
            kept.add("\"translation\"");
        }
        if (lattice.pointGroup().size() > 1
                && lattice.pointGroup().stream().allMatch(move -> hamiltonian.has(new Symmetry(move, false)))) {
            kept.add("\"point-group\"");
        }
        if (hamiltonian.has(Symmetry.flip(sites))) {
            kept.add("\"spin-flip\"");
        }
        return kept.isEmpty()
                ? "they keep none of \"translation\", \"point-group\" and \"spin-flip\", and the model must have none"
                : "the model may have no others than " + String.join(", ", kept);
    }

    /// Reports what keeps observables from being measured in the state.
    void check(List<Observable> observables, SpinProblem problem, Problems problems) {
        var labels = new HashSet<String>();
        for (int k = 0; k < observables.size(); k++) {
            String path = "observables[" + k + "]";
            var observable = observables.get(k);
            observable.check(
                    problem, model.complex(), sampler.sector(), (key, text) -> problems.add(join(path, key), text));
            if (!labels.add(observable.label())) {
                problems.add(path, "gives results named \"" + observable.label() + "\" as another one before it does");
            }
        }
    }

    private static String join(String part, String key) {
        return key.isEmpty() ? part : part + "." + key;
    }

    /// How many doubles are held for the configurations, what is kept of observables included.
    ///
    /// @param draws how many measurements of each configuration are kept
    double memory(Lattice lattice, List<Observable> observables, double draws) {
        double sites = lattice.sites();
        double samples = sampler.samples(lattice.sites());
        double hidden = model.tableSize(lattice);
        // tables shared by all chains, chains, the kept draws with their copy in the statistics
        return 4 * sites * hidden
                + lattice.translationCount() * sites / 2
                + sampler.held(lattice.sites()) * memoryOfOne(lattice)
                + 3 * samples * draws
                + observables.stream()
                                .mapToDouble(observable -> observable.columns(lattice))
                                .sum()
                        * (samples + 3.0 * Observations.GROUPS * draws)
                + 4 * model.parameterCount(lattice);
    }

    /// How many doubles are held for one configuration with its tables.
    double memoryOfOne(Lattice lattice) {
        return 2.0 * lattice.sites() + model.tableSize(lattice);
    }
}
