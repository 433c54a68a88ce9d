package ansatz.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The name by which a study asks for a record (`type = "ising"`), with what `list` and `describe` say about it.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Name {
    /// The name in a study: lower case, words joined by hyphens.
    String value();

    /// One line: what it is, with its formula.
    String summary();

    /// The paper, equation or book it comes from; empty if none.
    String cite() default "";

    /// What is known exactly about it, and by whose formula; empty if nothing.
    String exact() default "";
}
