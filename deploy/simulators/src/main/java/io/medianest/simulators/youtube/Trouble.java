package io.medianest.simulators.youtube;

import java.util.Locale;

/** What is the matter with a video, or with YouTube as a whole. */
public enum Trouble {
    /** Nothing. */
    NONE("OK", ""),
    /** Only its owner sees it. */
    PRIVATE("LOGIN_REQUIRED", "Private video"),
    /** It was removed. */
    UNAVAILABLE("ERROR", "Video unavailable"),
    /** Only paying members of the channel see it. */
    MEMBERS_ONLY(
            "UNPLAYABLE",
            "Join this channel to get access to members-only content like this video, and other exclusive perks."),
    /** Only signed-in adults see it. */
    AGE_RESTRICTED("LOGIN_REQUIRED", "Sign in to confirm your age"),
    /** It is being broadcast. */
    LIVE("OK", ""),
    /** YouTube takes the client for a robot. */
    BOT_CHECK("LOGIN_REQUIRED", "Sign in to confirm you’re not a bot"),
    /** YouTube answers 429. */
    RATE_LIMITED("OK", ""),
    /** Its bytes come slowly. */
    SLOW("OK", ""),
    /** The connection breaks in the middle of its bytes, unless they are resumed. */
    DROPPED("OK", "");

    private final String playability;
    private final String reason;

    Trouble(String playability, String reason) {
        this.playability = playability;
        this.reason = reason;
    }

    /** What the player is told. */
    String playability() {
        return playability;
    }

    /** Why, in YouTube's words. */
    String reason() {
        return reason;
    }

    /** Whether the list says already that it cannot be played. */
    boolean showsInLists() {
        return this == PRIVATE || this == UNAVAILABLE;
    }

    /** By its name in any case, with dashes or underscores. */
    public static Trouble named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
