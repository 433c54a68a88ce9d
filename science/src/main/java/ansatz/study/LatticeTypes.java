package ansatz.study;

import ansatz.lattice.BondList;
import ansatz.lattice.Chain;
import ansatz.lattice.Cubic;
import ansatz.lattice.Honeycomb;
import ansatz.lattice.Kagome;
import ansatz.lattice.Ladder;
import ansatz.lattice.Square;
import ansatz.lattice.Triangular;
import ansatz.model.Convolutional;
import ansatz.model.FeedForward;
import ansatz.model.Jastrow;
import ansatz.model.Made;
import ansatz.model.MeanField;
import ansatz.model.ModulusPhase;
import ansatz.model.PairProduct;
import ansatz.model.Product;
import ansatz.model.Projected;
import ansatz.model.Rbm;
import ansatz.model.Recurrent;
import ansatz.model.Transformer;
import ansatz.observable.Fidelity;
import ansatz.observable.Magnetization;
import ansatz.observable.OperatorSum;
import ansatz.observable.RenyiEntropy;
import ansatz.observable.SpinCorrelation;
import ansatz.observable.StructureFactor;
import ansatz.optimizer.Adam;
import ansatz.optimizer.NaturalGradient;
import ansatz.optimizer.Sgd;
import ansatz.optimizer.Spring;
import ansatz.problem.Heisenberg;
import ansatz.problem.Ising;
import ansatz.problem.J1J2;
import ansatz.problem.PauliTerms;
import ansatz.problem.Xxz;
import ansatz.sampler.Direct;
import ansatz.sampler.Enumeration;
import ansatz.sampler.Exchange;
import ansatz.sampler.Metropolis;
import ansatz.sampler.ParallelTempering;
import ansatz.schema.Catalogue;
import ansatz.thermal.ClassicalIsing;
import ansatz.thermal.Potts;
import ansatz.thermal.SingleSpin;
import ansatz.thermal.SwendsenWang;
import ansatz.thermal.Wolff;
import java.util.List;

/// What a study of spins on a lattice can name.
public final class LatticeTypes implements Catalogue {
    /// For [java.util.ServiceLoader].
    public LatticeTypes() {}

    @Override
    public List<Class<? extends Record>> types() {
        return List.of(
                GroundState.class,
                Evolution.class,
                Chain.class,
                Ladder.class,
                Square.class,
                Triangular.class,
                Honeycomb.class,
                Kagome.class,
                Cubic.class,
                BondList.class,
                Ising.class,
                Heisenberg.class,
                Xxz.class,
                J1J2.class,
                PauliTerms.class,
                Rbm.class,
                MeanField.class,
                Jastrow.class,
                FeedForward.class,
                Convolutional.class,
                Transformer.class,
                Made.class,
                Recurrent.class,
                PairProduct.class,
                Product.class,
                ModulusPhase.class,
                Projected.class,
                Metropolis.class,
                Exchange.class,
                ParallelTempering.class,
                Enumeration.class,
                Direct.class,
                NaturalGradient.class,
                Spring.class,
                Sgd.class,
                Adam.class,
                Magnetization.class,
                SpinCorrelation.class,
                StructureFactor.class,
                OperatorSum.class,
                RenyiEntropy.class,
                Fidelity.class,
                Thermal.class,
                ClassicalIsing.class,
                Potts.class,
                SingleSpin.class,
                Wolff.class,
                SwendsenWang.class);
    }
}
