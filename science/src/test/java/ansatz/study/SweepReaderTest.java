package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ansatz.lattice.Lattice;
import ansatz.schema.InvalidInput;
import ansatz.schema.Schema;
import ansatz.thermal.ClassicalIsing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepReaderTest {
    private static final String BASE = """
            title = "Six spins"
            [problem]
            type = "ising"
            lattice = { type = "chain", length = 6 }
            """;

    private static Sweep read(String sweep, String... settings) {
        return new SweepReader(Schema.installed()).read("x.toml", BASE + "[sweep]\n" + sweep, List.of(settings));
    }

    private static List<String> toml(Sweep sweep) {
        var writer = new StudyWriter(Schema.installed());
        return sweep.points().stream().map(point -> writer.toml(point.study())).toList();
    }

    @Test
    void a_point_is_the_study_with_its_keys_set() {
        Sweep sweep = read("\"problem.field\" = [0.5, 2]\n");
        var reader = new StudyReader(Schema.installed());
        assertThat(sweep.points().stream().map(Sweep.Point::study))
                .containsExactly(
                        reader.read("x.toml", BASE, List.of("problem.field=0.5")),
                        reader.read("x.toml", BASE, List.of("problem.field=2")));
        assertThat(sweep.keys()).containsExactly("problem.field");
        assertThat(sweep.points().get(1).values()).containsExactly("2");
    }

    @Test
    void several_keys_make_every_combination_the_last_one_fastest() {
        Sweep sweep = read("\"problem.lattice.length\" = [4, 6]\nproblem.field = [0.5, 1.0, 1.5]\n");
        assertThat(sweep.points().stream().map(Sweep.Point::values))
                .containsExactly(
                        List.of("4", "0.5"),
                        List.of("4", "1.0"),
                        List.of("4", "1.5"),
                        List.of("6", "0.5"),
                        List.of("6", "1.0"),
                        List.of("6", "1.5"));
        for (Sweep.Point point : sweep.points()) {
            assertThat(sweep.values(point).values().stream().map(TomlTree::inline))
                    .containsExactlyElementsOf(point.values());
        }
    }

    @Test
    void keys_joined_by_commas_change_together() {
        Sweep sweep = read("\"problem.lattice.length, problem.field\" = [[4, 0.5], [6, 1.0]]\nseed = [1, 2]\n");
        assertThat(sweep.points().stream().map(Sweep.Point::values))
                .containsExactly(
                        List.of("4", "0.5", "1"),
                        List.of("4", "0.5", "2"),
                        List.of("6", "1.0", "1"),
                        List.of("6", "1.0", "2"));
        assertThat(sweep.keys()).containsExactly("problem.lattice.length", "problem.field", "seed");
        assertThat(sweep.abscissa()).isEqualTo("seed");
        for (Sweep.Point point : sweep.points()) {
            assertThat(sweep.values(point).values().stream().map(TomlTree::inline))
                    .containsExactlyElementsOf(point.values());
        }
        assertThatThrownBy(() -> read("\"problem.field, seed\" = [[0.5, 1]]\n", "seed=3"))
                .hasMessage(
                        "x.toml: sweep.problem.field, seed sweeps seed together with other keys; it cannot be set alone");
    }

    @Test
    void a_file_without_a_sweep_is_one_point() {
        Sweep sweep = new SweepReader(Schema.installed()).read("x.toml", BASE, List.of());
        assertThat(sweep.keys()).isEmpty();
        assertThat(sweep.points()).hasSize(1);
    }

    @Test
    void a_setting_of_a_swept_key_ends_its_sweep() {
        assertThat(read("\"problem.field\" = [0.5, 1]\nseed = [1, 2]\n", "problem.field=3")
                        .keys())
                .containsExactly("seed");
        assertThat(read("\"problem.field\" = [0.5, 1]\n", "problem.field=3").points())
                .hasSize(1);
        assertThat(read("\"problem.field\" = [0.5, 1]\n", "sweep.problem.field=[7, 8, 9]").points().stream()
                        .map(Sweep.Point::values))
                .containsExactly(List.of("7"), List.of("8"), List.of("9"));
    }

    @Test
    void what_is_written_is_read_back_as_the_same_sweep() {
        for (Sweep sweep : List.of(
                read("\"problem.field\" = [0.5, 1e-7]\n"),
                // a shorthand, types with keys of their own, tables
                read("\"optimizer.rate\" = [0.05, 0.1]\n"),
                read("\"model.type\" = [\"rbm\", \"jastrow\"]\n\"sampler.chains\" = [64, 128]\n"),
                read(
                        "\"problem.lattice\" = [{ type = \"chain\", length = 4 }, { type = \"square\", lengths = [4, 4] }]\n"),
                read("\"problem.lattice.length, seed\" = [[4, 1], [6, 2]]\nsteps = [1, 2]\n"),
                read("title = [\"a \\\"b\\\"\", \"[sweep]\"]\n"))) {
            Sweep again = new SweepReader(Schema.installed()).read("y", sweep.toml(Schema.installed()), List.of());
            assertThat(toml(again)).isEqualTo(toml(sweep));
            assertThat(again.keys()).isEqualTo(sweep.keys());
        }
    }

    @Test
    void java_makes_the_same_sweep_in_one_statement() {
        Thermal ring = Thermal.of(ClassicalIsing.on(Lattice.chain(8)), 2).draws(64);
        Sweep sweep = Sweep.of(ring)
                .over("problem.lattice", Lattice.chain(8), Lattice.chain(12))
                .over("temperature", 1.5, 2.5);
        assertThat(sweep.points().stream().map(Sweep.Point::study).toList())
                .isEqualTo(List.of(
                        Thermal.of(ClassicalIsing.on(Lattice.chain(8)), 1.5).draws(64),
                        Thermal.of(ClassicalIsing.on(Lattice.chain(8)), 2.5).draws(64),
                        Thermal.of(ClassicalIsing.on(Lattice.chain(12)), 1.5).draws(64),
                        Thermal.of(ClassicalIsing.on(Lattice.chain(12)), 2.5).draws(64)));
        assertThatThrownBy(() -> Sweep.of(ring).over("temprature", 1.5, 2.5))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("did you mean temperature?");
        for (Sweep.Answer answer : sweep.run()) {
            assertThat(answer.failure()).isEmpty();
            var energy = answer.outcome().result("energy_per_site");
            // a fixed seed, four numbers within four errors
            assertThat(Math.abs(energy.mean() - energy.reference().value())).isLessThan(4 * energy.error());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'problem.feild = [0.5]'|x.toml: sweep: problem.feild is not a key of \"ising\"; did you mean problem.field?",
                "'problem.field = []'|x.toml: sweep.problem.field is an empty list; it must be a list of at least one value",
                "'problem.field = 0.5'|x.toml: sweep.problem.field is 0.5; it must be a list of at least one value",
                "'problem.field = [1.0, \"a\"]'|x.toml: sweep: problem.field is \"a\" (a text); it must be a real number",
                "'problem.lattice.length = [4, 2.5]'|x.toml: sweep: problem.lattice.length is 2.5; it must be an integer",
                "'problem.lattice.length = [4, -1]'|x.toml: sweep: problem.lattice.length is -1; it must be an integer",
                "'problem.field = [1.0, 1.0]'|x.toml: sweep.problem.field has 1.0 twice; each value stands once",
                "'sweep.seed = [1]'|x.toml: sweep.sweep is not possible: a sweep has no sweep in it",
                "'\"sweep\" = [1]'|x.toml: sweep.sweep is not possible: a sweep has no sweep in it",
                "'problem.lattice.length = [4]\n\"problem.lattice\" = [{ type = \"chain\" }]'|x.toml: sweep.problem.lattice.length is a part of sweep.problem.lattice; sweep one of them",
                "'\"problem.field, seed\" = [[0.5, 1], 2.5]'|x.toml: sweep.problem.field, seed has 2.5; it must have lists of 2 values, one a key",
                "'\"problem.field, seed\" = [[0.5, 1]]\nseed = [1]'|x.toml: sweep has a key in two places: problem.field, seed, seed",
                "''|x.toml: sweep is an empty table; it must have keys with lists"
            })
    void what_does_not_fit_is_one_line(String sweep, String line) {
        assertThatThrownBy(() -> read(sweep + "\n"))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        e -> assertThat(e.lines()).singleElement().asString().startsWith(line));
    }

    @Test
    void a_sweep_that_is_no_table_or_too_large_is_refused() {
        var reader = new SweepReader(Schema.installed());
        assertThatThrownBy(() -> reader.read("x.toml", "sweep = 3\n" + BASE, List.of()))
                .hasMessageStartingWith("x.toml: sweep is 3; it must be a table of keys with lists");
        String many =
                "seed = " + java.util.stream.IntStream.range(0, 101).boxed().toList() + "\nsteps = "
                        + java.util.stream.IntStream.range(1, 101).boxed().toList() + "\n";
        assertThatThrownBy(() -> read(many)).hasMessage("x.toml: sweep has 10100 points; it can have at most 10000");
        assertThatThrownBy(() ->
                        new StudyReader(Schema.installed()).read("x.toml", BASE + "[sweep]\nseed = [1]\n", List.of()))
                .hasMessage("x.toml: sweep stands for several studies, where one is asked for");
    }
}
