package ansatz.problem;

import ansatz.lattice.Chain;
import ansatz.lattice.Lattice;
import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import ansatz.schema.Reference;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Any Hamiltonian of spins, string by string.
@Name(
        value = "pauli-sum",
        summary = "Any sum of Pauli strings, H = sum_k c_k P_k, each with all its translations if asked for",
        exact = "up to 18 spins: Lanczos")
public record PauliTerms(
        @Key(value = "sites; its bonds serve the sign rule only", required = true)
        Lattice lattice,

        @Key(value = "strings with their coefficients", required = true)
        List<PauliTerm> terms,

        @Key("signs of the basis: of Marshall, none, or of Marshall where the lattice has two sublattices")
        SignRule signRule)
        implements SpinProblem, Checked {

    /// The critical Ising ring of 20 spins.
    public static final PauliTerms DEFAULTS = new PauliTerms(
            Chain.DEFAULTS,
            List.of(
                    PauliTerm.of(-1.0, "Z0 Z1").everywhere(),
                    PauliTerm.of(-1.0, "X0").everywhere()),
            SignRule.NONE);

    /// All translations of all sites are held in memory.
    private static final int MOST_TRANSLATED = 4096;

    public PauliTerms {
        terms = List.copyOf(terms);
    }

    /// The sum of some strings on a lattice.
    public static PauliTerms on(Lattice lattice, PauliTerm... terms) {
        return new PauliTerms(lattice, List.of(terms), DEFAULTS.signRule);
    }

    /// The same operator in a basis with other signs.
    public PauliTerms signRule(SignRule rule) {
        return new PauliTerms(lattice, terms, rule);
    }

    @Override
    public void check(Problems problems) {
        if (terms.isEmpty()) {
            problems.add("terms", "is an empty list; it must hold at least one string");
            return;
        }
        if (lattice.sites() > MOST_TRANSLATED && terms.stream().anyMatch(PauliTerm::translated)) {
            problems.add(
                    "lattice",
                    "has " + lattice.sites() + " sites; strings are translated on at most " + MOST_TRANSLATED);
            return;
        }
        boolean[] sound = {true};
        for (int k = 0; k < terms.size(); k++) {
            String key = "terms[" + k + "].string";
            try {
                var string = PauliString.parse(terms.get(k).string());
                if (string.lastSite() >= lattice.sites()) {
                    problems.add(
                            key,
                            "is \"" + string + "\", but site " + string.lastSite()
                                    + " does not exist; the sites are 0 to " + (lattice.sites() - 1));
                    sound[0] = false;
                }
            } catch (IllegalArgumentException e) {
                problems.add(key, "is not possible: " + e.getMessage());
                sound[0] = false;
            }
        }
        if (sound[0]) {
            try {
                hamiltonian();
            } catch (IllegalArgumentException e) {
                problems.add("terms", "is not possible: " + e.getMessage());
            }
        }
        signRule.check(lattice, problems);
    }

    @Override
    public PauliSum hamiltonian() {
        var sum = PauliSum.on(lattice.sites());
        for (var term : terms) {
            var string = PauliString.parse(term.string());
            var images = new LinkedHashSet<PauliString>();
            images.add(string);
            if (term.translated()) {
                lattice.translations().forEach(translation -> images.add(string.moved(translation)));
            }
            images.forEach(image -> sum.add(term.coefficient(), term.imaginary(), image));
        }
        return inBasis(sum.build());
    }

    @Override
    public boolean real() {
        return hamiltonian().real();
    }

    @Override
    public boolean conservesMagnetization() {
        return hamiltonian().conservesMagnetization();
    }

    @Override
    public PauliSum inBasis(PauliSum observable) {
        return signRule.apply(observable, lattice);
    }

    @Override
    public String unit() {
        return ""; // that of the coefficients
    }

    @Override
    public Optional<Reference> reference() {
        return SmallSystem.of(hamiltonian());
    }
}
