package io.medianest.simulators.overseerr;

/** The webhook notifications about requests, each with its bit in a webhook's {@code types}. */
public enum NotificationType {
    /** A request waits for a decision. */
    MEDIA_PENDING(2, "New %s Request"),
    /** Somebody approved a request. */
    MEDIA_APPROVED(4, "%s Request Approved"),
    /** All that a request asked for is there. */
    MEDIA_AVAILABLE(8, "%s Request Now Available"),
    /** Radarr or Sonarr refused a request. */
    MEDIA_FAILED(16, "%s Request Failed"),
    /** The operator tries the webhook. */
    TEST_NOTIFICATION(32, ""),
    /** Somebody declined a request. */
    MEDIA_DECLINED(64, "%s Request Declined"),
    /** A request was approved without anybody's doing. */
    MEDIA_AUTO_APPROVED(128, "%s Request Automatically Approved");

    private final int bit;
    private final String event;

    NotificationType(int bit, String event) {
        this.bit = bit;
        this.event = event;
    }

    boolean isIn(int types) {
        // A test is sent whatever is chosen.
        return this == TEST_NOTIFICATION || (types & bit) != 0;
    }

    String event(String mediaType) {
        return event.formatted(mediaType.equals("movie") ? "Movie" : "Series");
    }
}
