package ansatz.lattice;

/// A rotation or reflection of a lattice about some point.
///
/// @param permutation where the sites move
/// @param proper whether it is a rotation, of determinant 1
/// @param order the least power of its linear map that is the identity
public record PointOperation(Permutation permutation, boolean proper, int order) {}
