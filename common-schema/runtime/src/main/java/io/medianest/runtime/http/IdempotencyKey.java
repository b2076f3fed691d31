package io.medianest.runtime.http;

import io.medianest.runtime.problem.ProblemException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client calls one thing that it wants done once, however often it has to ask: the {@code Idempotency-Key} header
 * of a call that creates something.
 */
public final class IdempotencyKey {
    /** The header's name. */
    public static final String HEADER = "Idempotency-Key";

    /** No key: each call is another one. */
    public static final IdempotencyKey NONE = new IdempotencyKey(Optional.empty());

    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]{1,64}");

    private final Optional<String> value;

    private IdempotencyKey(Optional<String> value) {
        this.value = value;
    }

    /**
     * Reads the header.
     *
     * @param header as it came; null if there was none
     * @throws ProblemException 400 {@code VALIDATION_FAILED}, naming the header, if it is no key
     */
    public static IdempotencyKey of(@Nullable String header) {
        if (header == null) {
            return NONE;
        }
        if (!PRINTABLE.matcher(header).matches()) {
            throw ProblemException.invalid(
                    HEADER, "must be 1 to 64 printable ASCII characters, such as a UUID; or leave it out");
        }
        return new IdempotencyKey(Optional.of(header));
    }

    /** The key; empty if the client gave none. */
    public Optional<String> value() {
        return value;
    }
}
