package ansatz.study;

import ansatz.lattice.Characters;
import ansatz.lattice.Symmetry;
import ansatz.problem.SpinProblem;
import ansatz.schema.Reference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// How far the lowest state of a sector lies above that of another one, of the same problem. A sector is the
/// magnetisation of the sampler together with the characters of the model.
///
/// The runs are independent where their seeds differ, so that the errors add in squares. What the two wave
/// functions
/// lack is not in the error, and cancels in part.
final class ExcitationEnergies {
    private ExcitationEnergies() {}

    /// A state of a sector.
    ///
    /// @param point its number, from 1
    private record Level(int point, Sector sector, Result energy) {}

    /// @param generators with the character of each
    private record Sector(OptionalInt magnetization, Map<Symmetry, List<Double>> generators) {
        static Sector of(GroundState study) {
            Characters imposed = study.model().imposed(study.problem().lattice());
            var characters = new LinkedHashMap<Symmetry, List<Double>>();
            for (Symmetry generator : imposed.generators()) {
                int g = imposed.elements().indexOf(generator);
                // 0.0 turns -0.0 into 0.0, which equals it only as a number
                characters.put(generator, List.of(imposed.real(g) + 0.0, imposed.imaginary(g) + 0.0));
            }
            return new Sector(study.sampler().sector(), characters);
        }
    }

    /// A result for each sector of a problem but the one of the lowest energy; none for a problem of which a sector
    /// was
    /// computed several times, since a choice by the energy would be biased.
    static List<Result> of(List<Measured> points) {
        Map<SpinProblem, List<Level>> problems = new LinkedHashMap<>();
        for (int k = 0; k < points.size(); k++) {
            if (points.get(k).study() instanceof GroundState study) {
                for (Result result : points.get(k).results()) {
                    if (result.name().equals(GroundState.ENERGY)) {
                        var level = new Level(k + 1, Sector.of(study), result);
                        problems.computeIfAbsent(study.problem(), same -> new ArrayList<>())
                                .add(level);
                    }
                }
            }
        }
        var gaps = new ArrayList<Result>();
        for (List<Level> levels : problems.values()) {
            if (levels.stream().map(Level::sector).distinct().count() == levels.size()) {
                levels.sort(Comparator.comparingDouble(level -> level.energy.mean()));
                levels.stream().skip(1).forEach(level -> gaps.add(gap(levels.getFirst(), level)));
            }
        }
        return gaps;
    }

    private static Result gap(Level ground, Level excited) {
        Result low = ground.energy;
        Result high = excited.energy;
        return new Result(
                "gap_of_point_" + excited.point + "_above_" + ground.point,
                high.mean() - low.mean(),
                Math.hypot(high.error(), low.error()),
                high.unit(),
                high.method(),
                Double.NaN,
                Double.NaN,
                Math.min(high.ess(), low.ess()),
                reference(low.reference(), high.reference()));
    }

    /// The difference of two energies that are known.
    private static @Nullable Reference reference(@Nullable Reference low, @Nullable Reference high) {
        if (low == null || high == null) {
            return null;
        }
        String source = low.source().equals(high.source()) ? high.source() : high.source() + "; " + low.source();
        return new Reference(
                high.value() - low.value(),
                Math.hypot(high.error(), low.error()),
                low.kind().with(high.kind()),
                source);
    }
}
