package io.medianest.monitor.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** A way to tell people. */
public enum AlertKind {
    /** A POST of JSON to an address. */
    @JsonProperty("webhook")
    WEBHOOK,
    /** A mail, by the server that all mails of MediaNest leave by. */
    @JsonProperty("email")
    EMAIL,
    /** A message of a topic at an ntfy server. */
    @JsonProperty("ntfy")
    NTFY;

    /** As the API and the database have it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of a word of the database. */
    static AlertKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
