/// States that evolve in time within a family of wave functions.
@org.jspecify.annotations.NullMarked
package ansatz.dynamics;
