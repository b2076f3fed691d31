package io.medianest.runtime.validation;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A text that people read: not blank, without control characters, line or paragraph separators, bidirectional
 * overrides or unpaired surrogates, and at most {@link #max} code points long. Null is valid; add {@code @NotNull}
 * where the field is required.
 */
@Documented
@Constraint(validatedBy = PlainTextValidator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface PlainText {
    /** The longest text taken, in code points. */
    int max() default 200;

    /** The message of a violation. */
    String message() default "must be 1 to {max} characters of plain text, without control characters";

    /** The groups of Bean Validation. */
    Class<?>[] groups() default {};

    /** The payload of Bean Validation. */
    Class<? extends Payload>[] payload() default {};
}
