package io.medianest.monitor.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What is told. */
public enum AlertEvent {
    /** Something does not work as it should. */
    @JsonProperty("down")
    DOWN,
    /** It works again. */
    @JsonProperty("up")
    UP,
    /** Nothing: an ADMIN tries the channel. */
    @JsonProperty("test")
    TEST;

    /** The event of a word of the database. */
    static AlertEvent of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** As the API and the database have it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
