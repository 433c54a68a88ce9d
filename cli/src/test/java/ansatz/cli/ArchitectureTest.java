package ansatz.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.core.importer.Locations;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The order of the packages and the manners of a library, held for every module at once. The order is the one of
/// docs/decisions/0001-architecture.md.
class ArchitectureTest {
    /// A package may use those before it, in its own module and in the modules before it.
    private static final List<String> ORDER = List.of(
            "ansatz.engine.array",
            "ansatz.engine.parallel",
            "ansatz.engine.kernel",
            "ansatz.engine.random",
            "ansatz.engine.linalg",
            "ansatz.engine.program",
            "ansatz.engine.trace",
            "ansatz.engine.transform",
            "ansatz.engine.execute",
            "ansatz.schema",
            "ansatz.statistics",
            "ansatz.lattice",
            "ansatz.model",
            "ansatz.problem",
            "ansatz.sampler",
            "ansatz.cost",
            "ansatz.observable",
            "ansatz.optimizer",
            "ansatz.dynamics",
            "ansatz.thermal",
            "ansatz.continuum.space",
            "ansatz.continuum.model",
            "ansatz.continuum.problem",
            "ansatz.continuum.sampler",
            "ansatz.continuum.cost",
            "ansatz.continuum.observable",
            "ansatz.data",
            "ansatz.learn",
            "ansatz.study",
            "ansatz.report",
            "ansatz.formats",
            "ansatz.classic",
            "ansatz.cli");

    private static JavaClasses all;

    @BeforeAll
    static void read() {
        var places = new ArrayList<Location>();
        for (String module : List.of("ansatz.engine", "ansatz", "ansatz.cli")) {
            URI place = ModuleLayer.boot()
                    .configuration()
                    .findModule(module)
                    .orElseThrow()
                    .reference()
                    .location()
                    .orElseThrow();
            // a folder of classes, or after the package phase a jar
            places.add(Location.of(place.getPath().endsWith(".jar") ? URI.create("jar:" + place + "!/") : place));
        }
        places.addAll(Locations.ofPackage("ansatz.formats")); // on the class path
        places.addAll(Locations.ofPackage("ansatz.classic"));
        all = new ClassFileImporter().importLocations(places);
    }

    @Test
    void everyPackageHasAPlaceInTheOrder() {
        assertThat(all.stream().map(JavaClass::getPackageName).filter(name -> !name.isEmpty()))
                .contains("ansatz.engine.program", "ansatz.study", "ansatz.formats", "ansatz.classic", "ansatz.cli")
                .allSatisfy(name -> assertThat(position(name)).as(name).isNotNegative());
    }

    static Stream<String> packages() {
        return ORDER.stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyPackagesBeforeIt(String name) {
        int own = ORDER.indexOf(name);
        var violations = new ArrayList<String>();
        for (JavaClass user : all) {
            if (position(user.getPackageName()) != own) {
                continue;
            }
            for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                if (position(dependency.getTargetClass().getBaseComponentType().getPackageName()) > own) {
                    violations.add(dependency.getDescription());
                }
            }
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void everyPackageIsNullMarked() {
        var without = new TreeSet<String>();
        for (JavaClass one : all) {
            if (!one.getPackageName().isEmpty() && !one.getPackage().isAnnotatedWith(NullMarked.class)) {
                without.add(one.getPackageName());
            }
        }
        assertThat(without).isEmpty();
    }

    @Test
    void theLibraryNeitherPrintsNorExitsNorReadsTheEnvironment() {
        noClasses()
                .that()
                .resideOutsideOfPackage("ansatz.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(IO.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(all);
    }

    @Test
    void noStateIsStaticAndMutable() {
        fields().that()
                .areStatic()
                .should()
                .beFinal()
                .because("results must not depend on what ran before")
                .check(all);
    }

    @Test
    void noClassIsABagOfHelpers() {
        classes()
                .should()
                .haveNameNotMatching(".*(Utils?|Helpers?|Common|Misc)")
                .because("a function belongs to the noun it is about")
                .check(all);
    }

    @Test
    void codeIsNotInherited() {
        assertThat(all.stream()
                        .filter(one -> one.getModifiers().contains(JavaModifier.ABSTRACT) && !one.isInterface())
                        .filter(one -> !one.isEnum())
                        .map(JavaClass::getName))
                .isEmpty();
    }

    @Test
    void nothingReachesUnderTheJdk() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("sun..", "jdk.internal..")
                .check(all);
    }

    /// One width of vectors in a process: with two of them the compiler no longer knows the class of a vector
    /// (docs/decisions/0005-speed.md).
    @Test
    void vectorsHaveTheWidthThatTheMachinePrefers() {
        noClasses()
                .should()
                .accessFieldWhere(DescribedPredicate.describe(
                        "it is a species of another width",
                        access -> access.getTarget().getName().matches("SPECIES_(64|128|256|512|MAX)")))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jdk.incubator.vector.VectorShape")
                .check(all);
    }

    /// The position of the package, or of the one it is inside, in the order; -1 for packages of others.
    private static int position(String name) {
        for (int i = 0; i < ORDER.size(); i++) {
            if (name.equals(ORDER.get(i)) || name.startsWith(ORDER.get(i) + ".")) {
                return i;
            }
        }
        return -1;
    }
}
