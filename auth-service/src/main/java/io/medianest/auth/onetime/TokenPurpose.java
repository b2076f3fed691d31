package io.medianest.auth.onetime;

import java.time.Duration;

/** What a one-time token is good for; a token of one purpose is nothing to another. */
public enum TokenPurpose {
    /** Choosing another password, because it was demanded. */
    PASSWORD_CHANGE("password-change", "mnchange_", Duration.ofMinutes(15)),
    /** Choosing another password, because the old one is forgotten. */
    PASSWORD_RESET("password-reset", "", Duration.ofMinutes(15)),
    /** Proving to read the mail of an address. */
    EMAIL("email", "", Duration.ofHours(24)),
    /** Ending every sign-in after a notice of something that one has not done. */
    NOT_ME("not-me", "", Duration.ofDays(7)),
    /** Proving a second factor, after the first one. */
    SECOND_FACTOR("second-factor", "", Duration.ofMinutes(5)),
    /** Adding a second factor, because it was demanded. */
    SECOND_FACTOR_SETUP("second-factor-setup", "mnsetup_", Duration.ofMinutes(15));

    private final String wireName;
    private final String prefix;
    private final Duration lifetime;

    TokenPurpose(String wireName, String prefix, Duration lifetime) {
        this.wireName = wireName;
        this.prefix = prefix;
        this.lifetime = lifetime;
    }

    /** What every token of this purpose begins with; empty for those that are never a bearer token. */
    public String prefix() {
        return prefix;
    }

    /** How long a token is good for. */
    public Duration lifetime() {
        return lifetime;
    }

    String wireName() {
        return wireName;
    }

    String identifier(Object userId) {
        return wireName + ":" + userId;
    }
}
