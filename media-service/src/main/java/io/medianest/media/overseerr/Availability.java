package io.medianest.media.overseerr;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** How much of a film, series or season can be watched, as Overseerr's media status says. */
public enum Availability {
    /** Nobody asked for it, or it was deleted. */
    NONE,
    /** Asked for in Overseerr, not approved there. */
    REQUESTED,
    /** Being fetched. */
    PROCESSING,
    /** Some of it can be watched. */
    PARTIAL,
    /** All of it can be watched. */
    AVAILABLE,
    /** Blocked in Overseerr: it will not take a request. */
    BLOCKED;

    private static final Logger LOG = Logger.getLogger(Availability.class);

    /** The availability that a media status stands for; an unknown number is logged and means nothing. */
    static Availability ofMediaStatus(@Nullable Integer status) {
        return switch (status) {
            case null -> NONE;
            case 1, 7 -> NONE;
            case 2 -> REQUESTED;
            case 3 -> PROCESSING;
            case 4 -> PARTIAL;
            case 5 -> AVAILABLE;
            case 6 -> BLOCKED;
            default -> {
                LOG.warnf("Overseerr's media status %d is not known here and is ignored", status);
                yield NONE;
            }
        };
    }

    /** Overseerr's number for it. */
    int mediaStatus() {
        return switch (this) {
            case NONE -> 1;
            case REQUESTED -> 2;
            case PROCESSING -> 3;
            case PARTIAL -> 4;
            case AVAILABLE -> 5;
            case BLOCKED -> 6;
        };
    }

    /** The one of two sources that knows of more; what is blocked stays so unless it can be watched all the same. */
    public Availability better(Availability other) {
        if (this == BLOCKED || other == BLOCKED) {
            Availability rest = this == BLOCKED ? other : this;
            return rest == PARTIAL || rest == AVAILABLE ? rest : BLOCKED;
        }
        return compareTo(other) >= 0 ? this : other;
    }

    /** The name in the API. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
