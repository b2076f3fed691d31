package io.medianest.media.request;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;
import java.util.Locale;

/** Why a request came to nothing. */
public enum FailureReason {
    /** Somebody who decides said no, here or in Overseerr. */
    DECLINED,
    /** Taken back while it was pending. */
    CANCELLED,
    /** It could not be fulfilled; the decision note says why and what helps. */
    ERROR;

    @EnumeratedValue
    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in the API and in the database. */
    @JsonValue
    public String wireName() {
        return wireName;
    }
}
