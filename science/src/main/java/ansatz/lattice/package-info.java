/// Sites, bonds and translations, without a Hamiltonian.
@NullMarked
package ansatz.lattice;

import org.jspecify.annotations.NullMarked;
