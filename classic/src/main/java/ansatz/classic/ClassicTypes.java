package ansatz.classic;

import ansatz.schema.Catalogue;
import java.util.List;

/// The models that this module adds to a study.
public final class ClassicTypes implements Catalogue {
    /// For [java.util.ServiceLoader].
    public ClassicTypes() {}

    @Override
    public List<Class<? extends Record>> types() {
        return List.of(
                DecisionTree.class, Bagging.class, RandomForest.class, GradientBoosting.class, SupportVectors.class);
    }
}
