package ansatz.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// One key of a study: the meaning, the unit and the legal range of a record component.
///
/// A component is a `boolean`, `int`, `long`, `double`, `String`, an enum (its constants are written in lower case
/// with hyphens), a record, an interface whose records a [Catalogue] names, or a `List` of one of these. Real
/// numbers are finite always. The range applies to numbers, to the elements of a list of numbers, and to the length
/// of a text.
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Key {
    /// What the key means, in a few words.
    String value();

    /// The unit, empty for a pure number.
    String unit() default "";

    /// The least legal value.
    double min() default Double.NEGATIVE_INFINITY;

    /// The largest legal value.
    double max() default Double.POSITIVE_INFINITY;

    /// Legal values are above this one, which is not legal itself.
    double above() default Double.NEGATIVE_INFINITY;

    /// Legal values are below this one, which is not legal itself.
    double below() default Double.POSITIVE_INFINITY;

    /// Whether a study has to give the key. What `DEFAULTS` holds for a required key is only an example.
    boolean required() default false;
}
