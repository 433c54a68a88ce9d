package ansatz.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks the public static method of a record by which a study may write one value in place of a table: with
/// `@Shorthand public static Schedule constant(double value)`, `rate = 0.05` means `Schedule.constant(0.05)`.
///
/// The method takes one argument, of a type that a key can have, and returns a record: what is
/// legal is said by the [Key]s of the record. An argument that means no record is refused by an
/// [IllegalArgumentException] whose message says what is legal.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Shorthand {}
