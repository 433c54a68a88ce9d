package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import ansatz.lattice.Bond;
import ansatz.lattice.Lattice;
import ansatz.observable.RenyiEntropy;
import ansatz.observable.SpinCorrelation;
import ansatz.observable.StructureFactor;
import ansatz.problem.ExactDiagonalization;
import ansatz.problem.Heisenberg;
import ansatz.problem.Ising;
import ansatz.problem.J1J2;
import ansatz.problem.PauliTerm;
import ansatz.problem.PauliTerms;
import ansatz.problem.Sector;
import ansatz.problem.SignRule;
import ansatz.problem.SpinProblem;
import ansatz.problem.Xxz;
import ansatz.schema.InvalidInput;
import ansatz.schema.Schema;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Lattices and problems as a study spells them.
class LatticeStudyTest {
    private final StudyReader reader = new StudyReader(Schema.installed());

    private SpinProblem problem(String toml) {
        return ((GroundState) reader.read("a.toml", toml, List.of())).problem();
    }

    static Stream<Arguments> problems() {
        return Stream.of(
                Arguments.of("heisenberg", "{ type = \"chain\", length = 6 }", "", Heisenberg.on(Lattice.chain(6))),
                Arguments.of(
                        "heisenberg",
                        "{ type = \"square\", lengths = [4, 6], periodic = false }",
                        "coupling = 2.0\nsignRule = \"marshall\"",
                        Heisenberg.on(Lattice.square(4, 6).open()).coupling(2).signRule(SignRule.MARSHALL)),
                Arguments.of(
                        "xxz",
                        "{ type = \"honeycomb\", lengths = [2, 3], periodic = { second = false } }",
                        "anisotropy = 0.5",
                        Xxz.on(Lattice.honeycomb(2, 3).periodic(true, false)).anisotropy(0.5)),
                Arguments.of(
                        "j1-j2",
                        "{ type = \"square\", lengths = [6, 6] }",
                        "j2 = 0.6",
                        J1J2.on(Lattice.square(6, 6)).j2(0.6)),
                Arguments.of(
                        "ising",
                        "{ type = \"bonds\", sites = 3, bonds = [[0, 1], { from = 1, to = 2, coupling = -0.5 }] }",
                        "",
                        Ising.on(Lattice.of(3, List.of(new Bond(0, 1), new Bond(1, 2, -0.5))))),
                Arguments.of(
                        "ising",
                        "{ type = \"cubic\", lengths = [3, 3, 3], periodic = true }",
                        "",
                        Ising.on(Lattice.cubic(3, 3, 3))),
                Arguments.of(
                        "pauli-sum",
                        "{ type = \"kagome\", lengths = [2, 2] }",
                        "terms = [{ string = \"Z0 Z1\", coefficient = -1, translated = true }, { string = \"Y0 Y2\" }]",
                        PauliTerms.on(
                                Lattice.kagome(2, 2),
                                PauliTerm.of(-1, "Z0 Z1").everywhere(),
                                PauliTerm.of(1, "Y0 Y2"))));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void aProblemReadsAsItIsWrittenInJavaAndSurvivesBeingWrittenInFull(
            String type, String lattice, String keys, SpinProblem expected) {
        String toml = "[problem]\ntype = \"" + type + "\"\nlattice = " + lattice + "\n" + keys + "\n";
        var study = reader.read("a.toml", toml, List.of());
        assertThat(((GroundState) study).problem()).isEqualTo(expected);
        String full = new StudyWriter(Schema.installed()).toml(study);
        assertThat(reader.read("full.toml", full, List.of())).isEqualTo(study);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "heisenberg | { type = \"square\", lengths = [2, 6] } | | problem.lattice.lengths are [2, 6]",
                "heisenberg | { type = \"square\", lengths = [6] } | | problem.lattice.lengths has 1 number",
                "heisenberg | { type = \"square\", lengths = 6 } | | problem.lattice.lengths is 6; it must be a list",
                "heisenberg | { type = \"triangular\", lengths = [3, 3] } | signRule = \"marshall\" | problem.signRule is"
                        + " \"marshall\"",
                "j1-j2 | { type = \"chain\", length = 4 } | | problem.lattice is too small",
                "ising | { type = \"bonds\", sites = 3, bonds = [[0, 3]] } | | problem.lattice.bonds[0] joins sites 0 and"
                        + " 3, but site 3 does not exist",
                "ising | { type = \"bonds\", sites = 3, bonds = [[0, 1, 2]] } | | problem.lattice.bonds[0] is not possible:"
                        + " a bond names 3 sites",
                "ising | { type = \"bonds\", sites = 3, bonds = [{ from = 1, to = 1 }] } | | problem.lattice.bonds[0] is not"
                        + " possible: a bond joins sites 1 and 1",
                "pauli-sum | { type = \"chain\", length = 4 } | terms = [{ string = \"X0 Q1\" }] |"
                        + " problem.terms[0].string is not possible",
                "pauli-sum | { type = \"chain\", length = 4 } | terms = [{ string = \"Y0 Z1\" }] | problem has imaginary"
                        + " elements",
                "pauli-sum | { type = \"chain\", length = 4 } | terms = [{ string = \"X0\", imaginary = 1 }] |"
                        + " problem.terms is not possible: the sum is not Hermitian"
            })
    void aMistakeIsOneLineWithItsKey(String type, String lattice, String keys, String line) {
        String toml = "[problem]\ntype = \"" + type + "\"\nlattice = " + lattice + "\n" + (keys == null ? "" : keys);
        var lines =
                catchThrowableOfType(InvalidInput.class, () -> problem(toml)).lines();
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).startsWith("a.toml: " + line);
    }

    @Test
    void aMisspeltTypeIsOneLineWhateverKeysFollow() {
        var lines = catchThrowableOfType(InvalidInput.class, () -> problem("""
                                [problem]
                                type = "heisenberg"
                                lattice = { type = "chain", length = 6 }
                                [sampler]
                                tpye = "exchange"
                                magnetization = 2
                                """)).lines();
        assertThat(lines).containsExactly("a.toml: sampler.tpye is not a key; did you mean sampler.type?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "heisenberg | 7 | | sampler.magnetization is 0, which 7 spins of -1 or 1 cannot have; it must be an odd",
                "heisenberg | 6 | magnetization = 8 | sampler.magnetization is 8, which 6 spins",
                "ising | 6 | | sampler keeps the magnetisation, which the problem does not conserve"
            })
    void anExchangeNeedsAConservedMagnetisationThatTheSpinsCanHave(String type, int length, String keys, String line) {
        String toml = "[problem]\ntype = \"" + type + "\"\nlattice = { type = \"chain\", length = " + length
                + " }\n[sampler]\ntype = \"exchange\"\n" + (keys == null ? "" : keys);
        var lines =
                catchThrowableOfType(InvalidInput.class, () -> problem(toml)).lines();
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).startsWith("a.toml: " + line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "6 | 'metropolis' | 'pair-product' | sampler leaves the magnetisation 0, outside of which the model is 0; it must",
                "6 | 'exchange', magnetization = 2 | 'pair-product' | sampler leaves the magnetisation 0",
                "7 | 'exchange', magnetization = 1 | 'pair-product' | model pairs all spins, but there are 7; their number",
                "6 | 'exchange' | 'pair-product', antiperiodic = [2] | model.antiperiodic holds 2, which is no periodic",
                "6 | 'exchange' | 'product', factors = [] | model.factors is an empty list; it must",
                "6 | 'exchange' | 'product', factors = ['rbm', { type = 'pair-product', antiperiodic = [3] }] | model.factors[1].anti"
            })
    void pairsNeedAsManySpinsUpAsDown(int length, String sampler, String model, String line) {
        String toml = "problem = { type = 'heisenberg', signRule = 'none', lattice = { type = 'chain', length = "
                + length + " } }\nsampler = { type = " + sampler + " }\nmodel = { type = " + model + " }\n";
        var lines =
                catchThrowableOfType(InvalidInput.class, () -> problem(toml)).lines();
        assertThat(lines).anyMatch(found -> found.startsWith("a.toml: " + line));
    }

    @Test
    void anObservableIsNamedOrDescribed() {
        String toml = """
                observables = ["structure-factor", { type = "correlation", axis = "x" }, { type = "renyi-entropy", sites = [1, 2] }]
                [problem]
                type = "ising"
                lattice = { type = "chain", length = 6 }
                """;
        var study = (GroundState) reader.read("a.toml", toml, List.of());
        assertThat(study.observables())
                .containsExactly(
                        new StructureFactor(),
                        new SpinCorrelation(SpinCorrelation.Axis.X),
                        RenyiEntropy.of("renyi_entropy", 1, 2));
        String full = new StudyWriter(Schema.installed()).toml(study);
        assertThat(reader.read("full.toml", full, List.of())).isEqualTo(study);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"fidelty\"] | 6 | observables[0] is \"fidelty\" (a text); it must be a table with type",
                "[\"fidelity\"] | 30 | observables[0] needs the exact state",
                "[\"fidelity\", \"fidelity\"] | 6 | observables[1] gives results named \"fidelity\" as another one",
                "[{ type = \"magnetization\", staggered = true }] | 5 | observables[0].staggered is true",
                "[{ type = \"renyi-entropy\", sites = [0, 6] }] | 6 | observables[0].sites holds 6; the sites are 0 to 5",
                "[{ type = \"renyi-entropy\", sites = [0, 0] }] | 6 | observables[0].sites holds 0 twice",
                "[{ type = \"renyi-entropy\", name = \"A b\" }] | 6 | observables[0].name is \"A b\"; it must be lower",
                "[{ type = \"operator\", terms = [{ string = \"Q0\" }] }] | 6 | observables[0].terms[0].string is not",
                "[{ type = \"operator\", terms = [{ string = \"Y0\" }] }] | 6 | observables[0].terms has imaginary",
                "[{ type = \"operator\", terms = [{ string = \"Z6\" }] }] | 6 | observables[0].terms[0].string is"
            })
    void aMistakeInAnObservableIsOneLineWithItsKey(String observables, int length, String line) {
        String toml = "observables = " + observables
                + "\n[problem]\ntype = \"ising\"\nlattice = { type = \"chain\", length = " + length + " }\n";
        var lines =
                catchThrowableOfType(InvalidInput.class, () -> problem(toml)).lines();
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).startsWith("a.toml: " + line);
    }

    @Test
    void theReferenceOfAnExchangeIsThatOfItsMagnetisation() {
        var ring = Heisenberg.on(Lattice.chain(8));
        var magnetized = ring.reference(OptionalInt.of(4)).orElseThrow();
        assertThat(magnetized.value())
                .isGreaterThan(ring.reference().orElseThrow().value());
        // two spins down out of eight, by diagonalisation of the other sign of the magnetisation
        assertThat(magnetized.value())
                .isEqualTo(
                        ExactDiagonalization.energy(
                                ring.hamiltonian(), Sector.of(8).magnetization(-4)),
                        within(1e-11));
    }

    @Test
    void aStudyOfAnotherLatticeRunsToTheGroundState() {
        // 16 spins positive in the basis of Marshall: the machine finds them from all configurations
        String toml = """
                steps = 60
                [problem]
                type = "heisenberg"
                lattice = { type = "ladder", length = 4 }
                [sampler]
                type = "enumeration"
                """;
        var energy =
                ((GroundState) reader.read("a.toml", toml, List.of())).run().result("energy");
        assertThat(energy.reference()).isNotNull();
        double exact = energy.reference().value();
        assertThat(energy.mean()).isGreaterThan(exact).isLessThan(exact * 0.99);
    }
}
