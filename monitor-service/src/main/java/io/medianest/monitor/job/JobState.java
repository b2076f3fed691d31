package io.medianest.monitor.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How recurring work stands. */
public enum JobState {
    /** It has not been done yet. */
    WAITING,
    /** An instance is at it. */
    RUNNING,
    /** It went well the last time. */
    DONE,
    /** It failed the last time, and is tried again. */
    FAILED;

    /** As it is written in JSON. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
