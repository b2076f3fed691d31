package io.medianest.runtime.problem;

import io.medianest.runtime.problem.Problem.FieldError;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A failure that is answered with a problem of its own. Services throw it for what a caller can understand; anything
 * else becomes a 500 without details.
 */
public final class ProblemException extends RuntimeException {
    private final int status;
    private final String code;
    private final String detail;
    private final List<FieldError> errors;
    private final transient Map<String, Object> extensions = new LinkedHashMap<>();
    private @Nullable Duration retryAfter;

    /**
     * @param status the HTTP status
     * @param code stable SCREAMING_SNAKE name
     * @param detail what went wrong and what to do; shown to the caller
     */
    public ProblemException(int status, String code, String detail) {
        this(status, code, detail, List.of());
    }

    private ProblemException(int status, String code, String detail, List<FieldError> errors) {
        super(code + ": " + detail);
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.errors = errors;
    }

    /** 400 {@code VALIDATION_FAILED} about one field. */
    public static ProblemException invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    /** 400 {@code VALIDATION_FAILED} about one or more fields. */
    public static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(400, "VALIDATION_FAILED", "Some fields are not valid; see errors.", errors);
    }

    /** 404 {@code NOT_FOUND}; also for what the caller may not know of. */
    public static ProblemException notFound(String what) {
        return new ProblemException(404, "NOT_FOUND", "There is no such " + what + ".");
    }

    /** 409 with a code of the feature's own. */
    public static ProblemException conflict(String code, String detail) {
        return new ProblemException(409, code, detail);
    }

    /** 412 {@code STALE_VERSION}: the object changed since the caller read it. */
    public static ProblemException stale() {
        return new ProblemException(
                412, "STALE_VERSION", "It was changed by somebody else meanwhile; read it again, then retry.");
    }

    /** 503 with a code of the feature's own and the time after which a retry makes sense. */
    public static ProblemException unavailable(String code, String detail, Duration retryAfter) {
        ProblemException problem = new ProblemException(503, code, detail);
        problem.retryAfter = retryAfter;
        return problem;
    }

    /** Adds a member to the answer, such as the id of the object that is in the way. */
    public ProblemException with(String member, Object value) {
        extensions.put(member, value);
        return this;
    }

    /** Adds {@code Retry-After}. */
    public ProblemException retryAfter(Duration duration) {
        retryAfter = duration;
        return this;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The stable code. */
    public String code() {
        return code;
    }

    /** What went wrong and what to do. */
    public String detail() {
        return detail;
    }

    /** The fields that are wrong; empty if the failure is not about fields. */
    public List<FieldError> errors() {
        return errors;
    }

    /** Further members of the answer. */
    public Map<String, Object> extensions() {
        return extensions;
    }

    /** After which time a retry makes sense; null if unknown. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
