package io.medianest.runtime.http;

import io.medianest.runtime.problem.ProblemException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which version of an object a caller means to change, by the {@code If-Match} header (RFC 9110). The service checks it
 * in the transaction of the change.
 */
public final class IfMatch {
    /** The header's name. */
    public static final String HEADER = "If-Match";

    private final Optional<Set<String>> tags;

    private IfMatch(Optional<Set<String>> tags) {
        this.tags = tags;
    }

    /**
     * Reads the header.
     *
     * @param header as it came; null or {@code *} for whatever version there is
     */
    public static IfMatch of(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return new IfMatch(Optional.empty());
        }
        return new IfMatch(
                Optional.of(Arrays.stream(header.split(",")).map(String::strip).collect(Collectors.toSet())));
    }

    /** The {@code ETag} of a version. */
    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Checks that a version is one that the caller means. A weak tag never is.
     *
     * @throws ProblemException 412 {@code STALE_VERSION} if it is another one
     */
    public void check(long version) {
        if (tags.isPresent() && !tags.get().contains(etag(version))) {
            throw ProblemException.stale();
        }
    }
}
