package ansatz.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.study.Catalogued;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every lattice promises.
class LatticeConformanceTest {
    static Stream<Lattice> lattices() {
        return Stream.concat(
                Catalogued.defaults(Lattice.class).stream(),
                Stream.of(
                        Lattice.chain(3),
                        Lattice.chain(7).open(),
                        Lattice.ladder(4).legs(3).open(),
                        Lattice.square(4, 5),
                        Lattice.square(4, 4).periodic(false, true),
                        Lattice.square(3, 2).open(),
                        Lattice.triangular(3, 4),
                        Lattice.triangular(3, 3).open(),
                        Lattice.honeycomb(2, 2),
                        Lattice.honeycomb(2, 3).open(),
                        Lattice.kagome(3, 2),
                        Lattice.kagome(2, 2).open(),
                        Lattice.cubic(3, 2, 2).periodic(true, false, false)));
    }

    @ParameterizedTest
    @MethodSource("lattices")
    void bondsJoinSitesOfTheLatticeAndNoneOccursTwice(Lattice lattice) {
        List<Set<Integer>> pairs =
                lattice.bonds().stream().map(b -> Set.of(b.from(), b.to())).toList();
        assertThat(pairs).isNotEmpty().doesNotHaveDuplicates();
        assertThat(pairs).allSatisfy(p -> assertThat(p).allMatch(i -> i >= 0 && i < lattice.sites()));
    }

    @ParameterizedTest
    @MethodSource("lattices")
    void translationsMapTheBondsOntoThemselvesAndBeginWithTheIdentity(Lattice lattice) {
        var translations = lattice.translations();
        assertThat(translations).hasSize(lattice.translationCount()).doesNotHaveDuplicates();
        assertThat(translations.getFirst()).isEqualTo(Permutation.identity(lattice.sites()));
        Set<Set<Integer>> bonds = pairs(lattice.bonds(), translations.getFirst());
        for (var move : translations) {
            assertThat(pairs(lattice.bonds(), move)).isEqualTo(bonds);
        }
    }

    @ParameterizedTest
    @MethodSource("lattices")
    void distancesAreThoseOfTheNearestImages(Lattice lattice) {
        lattice.geometry().ifPresent(geometry -> {
            for (var bond : lattice.bonds()) {
                assertThat(geometry.distance(bond.from(), bond.to())).isEqualTo(1, within(1e-12));
            }
            for (int i = 0; i < lattice.sites(); i++) {
                for (var move : lattice.translations()) {
                    assertThat(geometry.distance(move.image(0), move.image(i)))
                            .isEqualTo(geometry.distance(i, 0), within(1e-12));
                }
                for (int j = 0; j < i; j++) {
                    assertThat(geometry.distance(i, j)).isGreaterThan(1 - 1e-12);
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("lattices")
    void aWaveVectorStandsForItselfAndItsOpposite(Lattice lattice) {
        lattice.geometry().ifPresent(geometry -> {
            var pairs = geometry.wavePairs();
            long own = 0;
            for (double[] k : pairs) {
                // exp(2 i k a) is 1 for all primitive vectors where k and -k are the same
                boolean self = true;
                for (int d = 0; d < geometry.dimension(); d++) {
                    double phase = 0;
                    for (int x = 0; x < k.length; x++) {
                        phase += 2 * k[x] * geometry.primitive(d)[x];
                    }
                    self &= Math.abs(Math.cos(phase) - 1) < 1e-9;
                }
                own += self ? 1 : 0;
            }
            assertThat(2L * pairs.size() - own).isEqualTo(geometry.cells());
        });
    }

    @ParameterizedTest
    @MethodSource("lattices")
    void rotationsAndReflectionsFollowedByTranslationsAreAGroup(Lattice lattice) {
        var identity = Permutation.identity(lattice.sites());
        assertThat(lattice.pointGroup().getFirst()).isEqualTo(identity);
        Set<Permutation> all = new HashSet<>();
        for (var rotation : lattice.pointGroup()) {
            assertThat(pairs(lattice.bonds(), rotation)).isEqualTo(pairs(lattice.bonds(), identity));
            for (var move : lattice.translations()) {
                all.add(move.after(rotation));
            }
        }
        assertThat(all).hasSize(lattice.pointGroup().size() * lattice.translationCount());
        for (var a : lattice.pointGroup()) {
            for (var b : lattice.pointGroup()) {
                assertThat(all).contains(a.after(b));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("lattices")
    void nearestNeighboursAreAtTheDistanceOne(Lattice lattice) {
        lattice.geometry().ifPresent(geometry -> {
            assertThat(geometry.sites()).isEqualTo(lattice.sites());
            for (var bond : lattice.bonds()) {
                // the nearest image; rounding of coordinates of order ten
                assertThat(distance(geometry, bond.from(), bond.to())).isEqualTo(1, within(1e-12));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("lattices")
    void aWaveVectorHasTheSamePhaseAfterEachTranslation(Lattice lattice) {
        lattice.geometry().ifPresent(geometry -> {
            double[][] k = geometry.waveVectors();
            assertThat(k).hasNumberOfRows(lattice.sites() / geometry.basisSize());
            assertThat(k[0]).containsOnly(0.0);
            for (double[] wave : k) {
                for (var move : lattice.translations()) {
                    double first = Double.NaN;
                    for (int i = 0; i < lattice.sites(); i++) {
                        double phase = 0;
                        for (int x = 0; x < wave.length; x++) {
                            phase += wave[x] * (geometry.position(move.image(i))[x] - geometry.position(i)[x]);
                        }
                        first = i == 0 ? phase : first;
                        // phases of some tens
                        assertThat(Math.cos(phase - first)).isEqualTo(1, within(1e-12));
                    }
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("lattices")
    void sublatticesAreJoinedByEachBond(Lattice lattice) {
        lattice.bipartition().ifPresent(sublattices -> {
            for (var bond : lattice.bonds()) {
                assertThat(sublattices.odd(bond.from())).isNotEqualTo(sublattices.odd(bond.to()));
            }
        });
    }

    private static double distance(Geometry geometry, int from, int to) {
        double least = Double.POSITIVE_INFINITY;
        int images = (int) Math.pow(3, geometry.dimension());
        for (int code = 0; code < images; code++) {
            double[] r = geometry.position(to);
            double[] s = geometry.position(from);
            int rest = code;
            double sum = 0;
            for (int d = 0; d < geometry.dimension(); d++) {
                int turn = geometry.periodic(d) ? rest % 3 - 1 : 0;
                rest /= 3;
                double[] a = geometry.primitive(d);
                for (int x = 0; x < r.length; x++) {
                    r[x] += turn * geometry.length(d) * a[x];
                }
            }
            for (int x = 0; x < r.length; x++) {
                sum += (r[x] - s[x]) * (r[x] - s[x]);
            }
            least = Math.min(least, Math.sqrt(sum));
        }
        return least;
    }

    private static Set<Set<Integer>> pairs(List<Bond> bonds, Permutation move) {
        return bonds.stream()
                .map(b -> Set.of(move.image(b.from()), move.image(b.to())))
                .collect(Collectors.toSet());
    }
}
