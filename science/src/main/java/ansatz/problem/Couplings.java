package ansatz.problem;

import ansatz.lattice.Bond;
import java.util.List;

/// The interactions of spins that Heisenberg models are made of.
final class Couplings {
    private Couplings() {}

    /// Adds coupling * sum over bonds of c_ij (x x + y y + anisotropy z z).
    static void add(PauliSum.Builder sum, double coupling, double anisotropy, List<Bond> bonds) {
        for (var bond : bonds) {
            double c = coupling * bond.coupling();
            int i = bond.from();
            int j = bond.to();
            sum.add(c, PauliString.IDENTITY.x(i).x(j));
            sum.add(c, PauliString.IDENTITY.y(i).y(j));
            sum.add(c * anisotropy, PauliString.IDENTITY.z(i).z(j));
        }
    }
}
