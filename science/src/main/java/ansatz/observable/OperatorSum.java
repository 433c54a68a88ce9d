package ansatz.observable;

import ansatz.lattice.Lattice;
import ansatz.problem.PauliSum;
import ansatz.problem.PauliTerm;
import ansatz.problem.PauliTerms;
import ansatz.problem.SignRule;
import ansatz.problem.SpinProblem;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.List;
import java.util.OptionalInt;

/// The expectation value of any sum of Pauli strings.
@Name(
        value = "operator",
        summary = "Any sum of Pauli strings, A = sum_k c_k P_k, each with all its translations if asked for",
        exact = "small lattices: Lanczos")
public record OperatorSum(
        @Key(value = "name of the result: lower case letters, digits and underscores", min = 1, max = 60)
        String name,

        @Key(value = "strings with their coefficients", required = true)
        List<PauliTerm> terms)
        implements Observable {

    /// One sigma^z.
    public static final OperatorSum DEFAULTS = new OperatorSum("operator", List.of(PauliTerm.DEFAULTS));

    /// Strings of a group that flips more spins have too many parts that conserve the magnetisation.
    private static final int MOST_FLIPS = 12;

    public OperatorSum {
        terms = List.copyOf(terms);
    }

    /// A sum with a name for its result.
    public static OperatorSum of(String name, PauliTerm... terms) {
        return new OperatorSum(name, List.of(terms));
    }

    @Override
    public String label() {
        return name;
    }

    @Override
    public double columns(Lattice lattice) {
        return 1;
    }

    @Override
    public void check(SpinProblem problem, boolean complex, OptionalInt sector, Problems problems) {
        Observable.checkName(name, problems);
        boolean[] sound = {true};
        new PauliTerms(problem.lattice(), terms, SignRule.NONE).check((key, text) -> {
            sound[0] = false;
            problems.add(key, text);
        });
        if (!sound[0]) {
            return;
        }
        var sum = sum(problem.lattice());
        if (!complex && !sum.real()) {
            problems.add(
                    "terms",
                    "has imaginary elements (a string with an odd number of Y), whose mean in a real wave function is 0;"
                            + " each string must have an even number, or the model complex values");
        }
        if (sector.isPresent() && sum.mostFlips() > MOST_FLIPS) {
            problems.add(
                    "terms",
                    "flips " + sum.mostFlips() + " spins at once; with a sampler that keeps the magnetisation at most "
                            + MOST_FLIPS);
        }
    }

    private PauliSum sum(Lattice lattice) {
        return new PauliTerms(lattice, terms, SignRule.NONE).hamiltonian();
    }

    @Override
    public Estimator on(Setting setting) {
        var operator = setting.operator(sum(setting.problem().lattice()));
        return new Operators(setting.sampling(), List.of(Quantity.mean(name, "", 0)), List.of(operator));
    }
}
