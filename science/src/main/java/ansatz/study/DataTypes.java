package ansatz.study;

import ansatz.data.DataFile;
import ansatz.data.Franke;
import ansatz.data.Idx;
import ansatz.data.IsingPhases;
import ansatz.data.Oscillator;
import ansatz.data.Shipped;
import ansatz.data.ToyHiggs;
import ansatz.learn.BayesianLinear;
import ansatz.learn.Centres;
import ansatz.learn.DenseRegions;
import ansatz.learn.ElasticNet;
import ansatz.learn.GaussianKernel;
import ansatz.learn.KernelMap;
import ansatz.learn.KernelRidge;
import ansatz.learn.LeastSquares;
import ansatz.learn.LinearComponents;
import ansatz.learn.Logistic;
import ansatz.learn.NormalClusters;
import ansatz.learn.PolynomialKernel;
import ansatz.learn.Ridge;
import ansatz.learn.Voting;
import ansatz.schema.Catalogue;
import java.util.List;

/// What a study of data can name.
public final class DataTypes implements Catalogue {
    /// For [java.util.ServiceLoader].
    public DataTypes() {}

    @Override
    public List<Class<? extends Record>> types() {
        return List.of(
                Learning.class,
                BiasVariance.class,
                Comparison.class,
                Clustering.class,
                Components.class,
                DataFile.class,
                Idx.class,
                Shipped.class,
                Franke.class,
                ToyHiggs.class,
                IsingPhases.class,
                Oscillator.class,
                LeastSquares.class,
                Ridge.class,
                BayesianLinear.class,
                ElasticNet.class,
                Logistic.class,
                KernelRidge.class,
                Voting.class,
                GaussianKernel.class,
                PolynomialKernel.class,
                Centres.class,
                NormalClusters.class,
                DenseRegions.class,
                LinearComponents.class,
                KernelMap.class);
    }
}
