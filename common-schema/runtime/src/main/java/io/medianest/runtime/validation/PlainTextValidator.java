package io.medianest.runtime.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks {@link PlainText}. */
public class PlainTextValidator implements ConstraintValidator<PlainText, String> {
    private int max;

    @Override
    public void initialize(PlainText constraint) {
        max = constraint.max();
    }

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
        return text == null
                || (!text.isBlank()
                        && text.codePointCount(0, text.length()) <= max
                        && text.codePoints().allMatch(PlainTextValidator::isReadable));
    }

    private static boolean isReadable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            case Character.FORMAT -> !isBidirectionalControl(codePoint);
            default -> true;
        };
    }

    /** U+202A to U+202E and U+2066 to U+2069 make a text look like another one. */
    private static boolean isBidirectionalControl(int codePoint) {
        return (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }
}
