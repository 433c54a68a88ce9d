package ansatz.model;

import ansatz.lattice.Lattice;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// The product of some amplitudes, psi(s) = prod_k phi_k(s), each with parameters of its own.
@Name(
        value = "product",
        summary = "A product of amplitudes, psi(s) = prod_k phi_k(s)",
        cite = "Y. Nomura and others, Phys. Rev. B 96, 205152 (2017)")
public record Product(
        @Key(value = "the amplitudes phi_k", required = true)
        List<Amplitude> factors) implements Amplitude {

    /// A restricted Boltzmann machine on a Jastrow factor.
    public static final Product DEFAULTS = new Product(List.of(Rbm.DEFAULTS, Jastrow.DEFAULTS));

    public Product {
        factors = List.copyOf(factors);
    }

    /// The product of some amplitudes.
    public static Product of(Amplitude... factors) {
        return new Product(List.of(factors));
    }

    @Override
    public double parameterCount(Lattice lattice) {
        return factors.stream()
                .mapToDouble(factor -> factor.parameterCount(lattice))
                .sum();
    }

    @Override
    public boolean complex() {
        return factors.stream().anyMatch(Amplitude::complex);
    }

    @Override
    public Optional<Invariance> invariance() {
        return Invariance.common(IntStream.range(0, factors.size())
                .mapToObj(k -> factors.get(k).invariance().map(factor -> factor.in("factors[" + k + "]")))
                .toList());
    }

    @Override
    public OptionalInt sector() {
        return factors.stream()
                .map(Amplitude::sector)
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty());
    }

    @Override
    public boolean even() {
        return factors.stream().allMatch(Amplitude::even);
    }

    @Override
    public double tableSize(Lattice lattice) {
        return lattice.sites()
                + factors.stream()
                        .mapToDouble(factor -> factor.tableSize(lattice) + lattice.sites())
                        .sum();
    }

    @Override
    public void check(Lattice lattice, Problems problems) {
        if (factors.isEmpty()) {
            problems.add("factors", "is an empty list; it must hold at least one amplitude");
        }
        for (int k = 0; k < factors.size(); k++) {
            String path = "factors[" + k + "]";
            factors.get(k).check(lattice, (key, text) -> problems.add(key.isEmpty() ? path : path + "." + key, text));
        }
    }

    @Override
    public WaveFunction on(Lattice lattice) {
        return new ProductFunction(
                factors.stream().map(factor -> factor.on(lattice)).toList());
    }
}
