package io.medianest.runtime.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error answer, RFC 9457 with MediaNest's members.
 *
 * @param type always {@code about:blank}: the {@link #code} says what happened
 * @param title the status' reason phrase
 * @param status the HTTP status
 * @param detail what went wrong and what to do, for a person
 * @param instance the path that was asked for
 * @param code stable name of the error for programs, such as {@code VALIDATION_FAILED}
 * @param correlationId the request's correlation id
 * @param errors one entry for each field that is wrong; null unless the request's content was refused
 * @param extensions further members of the answer, such as the id of the object in the way; may be empty
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "code", "correlationId", "errors"})
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        String correlationId,
        @Nullable List<FieldError> errors,
        @JsonAnyGetter Map<String, Object> extensions) {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * One field that is wrong.
     *
     * @param field the field's path in the body, or the parameter's name
     * @param message what is wrong and what would be right
     */
    public record FieldError(String field, String message) {}
}
