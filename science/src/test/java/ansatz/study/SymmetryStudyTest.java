package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import ansatz.lattice.Lattice;
import ansatz.model.Projected;
import ansatz.model.Projected.Kind;
import ansatz.model.Projected.Parity;
import ansatz.model.Rbm;
import ansatz.optimizer.NaturalGradient;
import ansatz.problem.ExactDiagonalization;
import ansatz.problem.Heisenberg;
import ansatz.problem.Sector;
import ansatz.sampler.Enumeration;
import ansatz.schema.InvalidInput;
import ansatz.schema.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Projected amplitudes as a study spells them, and what they find.
class SymmetryStudyTest {
    private static final String RING = "{ type = \"chain\", length = 6 }";

    private final StudyReader reader = new StudyReader(Schema.installed());

    private static String toml(String lattice, String keys) {
        return "[problem]\ntype = \"heisenberg\"\nlattice = " + lattice + "\n[sampler]\ntype = \"exchange\"\n" + keys;
    }

    @Test
    void aStudyWrapsAnyAmplitude() {
        var study = (GroundState) reader.read(
                "a.toml",
                toml(
                        RING,
                        "[model]\ntype = \"projected\"\namplitude = { type = \"rbm\", bias = \"both\" }\n"
                                + "symmetries = [\"translation\", \"spin-flip\"]\nmomentum = [3]\nflip = \"odd\"\n"),
                List.of());
        assertThat(study.model())
                .isEqualTo(Projected.of(Rbm.DEFAULTS.bias(Rbm.Bias.BOTH), Kind.TRANSLATION, Kind.SPIN_FLIP)
                        .momentum(3)
                        .flip(Parity.ODD));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    symmetries = []                                        | model.symmetries is an empty list
                    momentum = [1]                                         | no state has these eigenvalues at once
                    momentum = [1]                                         | into another; possible with momentum = []
                    momentum = [2]; rotation = "odd"                       | all of them must be "even" and momentum []
                    momentum = [1, 2]                                      | model.momentum has 2 numbers; it must have 1
                    symmetries = ["spin-flip"]; momentum = [1]             | model.momentum is [1], but symmetries do not hold "translation"; it must be []
                    rotation = "odd"                                       | the lattice has no rotation
                    rotation = "odd"                                       | "odd"; possible with rotation = "even"
                    flip = "odd"                                           | so that its odd part is 0
                    amplitude = { type = "rbm", density = 0 }              | model.amplitude.density
                    """)
    void whatIsNotPossibleIsOneLine(String keys, String message) {
        var refused = catchThrowableOfType(
                InvalidInput.class,
                () -> reader.read(
                        "a.toml",
                        toml(RING, "[model]\ntype = \"projected\"\n" + keys.replace(";", "\n") + "\n"),
                        List.of()));
        assertThat(refused.getMessage().lines()).hasSize(1).first().asString().contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    translation | Z1 Z3 | takes site 0 to site 1; the model may have no others than "spin-flip"
                    point-group | Z1 Z3 | a move of the lattice that takes site 0 to
                    spin-flip   | Z0    | the spin flip; the model may have no others than "point-group"
                    spin-flip   | Z0 Z1 Z3 | they keep none of "translation", "point-group" and "spin-flip"
                    """)
    void aSymmetryThatTheCouplingsBreakIsOneLineWithThoseThatAreLegal(String symmetry, String term, String message) {
        String chain = "[problem]\ntype = \"pauli-sum\"\nlattice = " + RING
                + "\nterms = [{ string = \"X0\", coefficient = -1, translated = true }, { string = \"" + term
                + "\" }]\n";
        var refused = catchThrowableOfType(
                InvalidInput.class,
                () -> reader.read(
                        "a.toml",
                        chain + "[model]\ntype = \"projected\"\nsymmetries = [\"" + symmetry + "\"]\n",
                        List.of()));
        assertThat(refused.getMessage().lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("model.symmetries has a symmetry that the couplings of the problem break, ")
                .contains(message)
                .satisfies(line -> assertThat(line).hasSizeLessThan(400));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    type = "rbm"; symmetry = "translation"                              | model.symmetry is "translation", but the couplings of the problem break a move of the lattice that takes site 0 to site 1; it must be "none"
                    type = "rbm"; symmetry = "translation"; weights = "complex"         | model.symmetry is "translation", but
                    type = "pair-product"; symmetry = "translation"                     | model.symmetry is "translation", but
                    type = "convolutional"                                              | model is "convolutional", the same at all cells, but the couplings of the problem break
                    type = "transformer"; patch = 2                                     | takes site 0 to site 2; it must be another, as "feed-forward"
                    type = "projected"; symmetries = ["spin-flip"]; amplitude = { type = "rbm", symmetry = "translation" } | model.amplitude.symmetry is "translation"
                    type = "product"; factors = [{ type = "rbm", symmetry = "translation" }, { type = "convolutional" }]    | model.factors[0].symmetry is "translation"
                    type = "modulus-phase"; modulus = { type = "rbm", symmetry = "translation" }; phase = { type = "rbm", symmetry = "translation" } | model.modulus.symmetry is "translation"
                    """)
    void aWaveFunctionThatIsTheSameAtAllSitesIsRefusedWhereTheCouplingsAreNot(String model, String message) {
        var refused = catchThrowableOfType(InvalidInput.class, () -> reader.read("a.toml", bent(model), List.of()));
        assertThat(refused.getMessage().lines())
                .hasSize(1)
                .first()
                .asString()
                .contains(message)
                .satisfies(line -> assertThat(line).hasSizeLessThan(400));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type = \"rbm\"",
                "type = \"jastrow\"",
                "type = \"pair-product\"",
                // one patch is the whole ring, so that no translation is left
                "type = \"transformer\"; patch = 6",
                // the other factor can break what the machine keeps
                "type = \"product\"; factors = [{ type = \"rbm\", symmetry = \"translation\" }, { type = \"jastrow\" }]"
            })
    void aWaveFunctionThatCanDifferFromSiteToSiteServesThem(String model) {
        assertThat(reader.read("a.toml", bent(model), List.of())).isInstanceOf(GroundState.class);
    }

    /// A ring with one bond of its own, which keeps the magnetisation and the spin flip.
    private static String bent(String model) {
        return "[problem]\ntype = \"pauli-sum\"\nlattice = " + RING
                + "\nterms = [{ string = \"X0 X1\", coefficient = -1, translated = true },"
                + " { string = \"Y0 Y1\", coefficient = -1, translated = true }, { string = \"Z1 Z2\" }]\n"
                + "[sampler]\ntype = \"exchange\"\n[model]\n" + model.replace(";", "\n") + "\n";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    type = "rbm"                                                     | type = "metropolis" | true
                    type = "rbm"                                                     | type = "exchange" | true
                    type = "jastrow"                                                 | type = "metropolis" | true
                    type = "product"; factors = [{ type = "rbm" }, { type = "jastrow" }] | type = "metropolis" | true
                    type = "rbm"                                                     | type = "exchange"; magnetization = 2 | false
                    type = "rbm"; bias = "both"                                      | type = "metropolis" | false
                    type = "product"; factors = [{ type = "mean-field" }, { type = "jastrow" }] | type = "metropolis" | false
                    """)
    void anEvenWaveFunctionIsRefusedInAFieldAlongZ(String model, String sampler, boolean refused) {
        String study = "[problem]\ntype = \"pauli-sum\"\nlattice = " + RING
                + "\nterms = [{ string = \"X0 X1\", coefficient = -1, translated = true },"
                + " { string = \"Y0 Y1\", coefficient = -1, translated = true }, { string = \"Z0\", coefficient = 0.3 }]\n"
                + "[sampler]\n" + sampler.replace(";", "\n") + "\n[model]\n" + model.replace(";", "\n") + "\n";
        if (refused) {
            assertThatThrownBy(() -> reader.read("a.toml", study, List.of()))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining(
                            "model has psi(-s) = psi(s) whatever its parameters are, but the couplings of the"
                                    + " problem break the spin flip; it must tell up from down");
        } else {
            assertThat(reader.read("a.toml", study, List.of())).isInstanceOf(GroundState.class);
        }
    }

    @Test
    void theLowestStateOfASectorIsFound() throws Exception {
        var ring = Lattice.chain(6);
        var problem = Heisenberg.on(ring);
        double exact = ExactDiagonalization.energy(
                problem.hamiltonian(), Sector.of(6).momentum(ring, 2).flip(false));
        var study = GroundState.of(
                        problem,
                        Projected.of(Rbm.DEFAULTS.bias(Rbm.Bias.BOTH).sigma(0.2), Kind.TRANSLATION, Kind.SPIN_FLIP)
                                .momentum(2)
                                .flip(Parity.ODD))
                .sampler(Enumeration.DEFAULTS)
                .optimizer(NaturalGradient.rate(0.05))
                .steps(200);
        try (var computation = study.computation(new Environment(1))) {
            while (!computation.finished()) {
                computation.advance();
            }
            double energy = computation.outcome().energy().mean();
            var reference = computation.outcome().energy().reference();
            assertThat(reference).isNotNull();
            assertThat(reference.value()).isEqualTo(exact, within(1e-10));
            // 84 parameters for the 9 states of the sector, up to the steps that were made
            assertThat(energy).isEqualTo(exact, within(1e-4 * Math.abs(exact))).isGreaterThan(exact - 1e-10);
        }
    }
}
