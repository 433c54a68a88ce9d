package ansatz.problem;

import ansatz.schema.Key;

/// One string of a sum, with its coefficient.
///
/// @param string the string, such as "X0 Z3"
/// @param coefficient the real part of its coefficient
/// @param imaginary the imaginary part, which has to cancel in the sum
/// @param translated whether all translations of the lattice are added too, each different string once
public record PauliTerm(
        @Key(
                value = "Pauli matrices with their sites, such as \"X0 Z3\"; an empty text is the identity",
                max = 10_000,
                required = true)
        String string,

        @Key(value = "coefficient, its real part", min = -1e9, max = 1e9)
        double coefficient,

        @Key(value = "imaginary part of the coefficient, which has to cancel in the sum", min = -1e9, max = 1e9)
        double imaginary,

        @Key("whether all translations of the lattice are added too")
        boolean translated) {

    /// One sigma^z.
    public static final PauliTerm DEFAULTS = new PauliTerm("Z0", 1.0, 0.0, false);

    /// A string with a real coefficient.
    public static PauliTerm of(double coefficient, String string) {
        return new PauliTerm(string, coefficient, 0.0, false);
    }

    /// The same term with all its translations.
    public PauliTerm everywhere() {
        return new PauliTerm(string, coefficient, imaginary, true);
    }
}
