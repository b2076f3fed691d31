package io.medianest.youtube.queue;

import io.medianest.youtube.download.FailureReason;
import io.medianest.youtube.ytdlp.FailureKind;
import java.util.Locale;

/**
 * Why something did not come.
 *
 * @param reason roughly
 * @param kind finely
 * @param message as a sentence for people
 */
record Reason(FailureReason reason, String kind, String message) {
    private static final int MAX_MESSAGE = 500;
    /** Somebody took it back. */
    static final Reason CANCELLED = new Reason(FailureReason.CANCELLED, "cancelled", "This download was cancelled.");

    /** Whoever wants it has no room left. */
    static final Reason QUOTA = of(FailureKind.QUOTA, FailureKind.QUOTA.sentence());

    static Reason of(FailureKind kind, String message) {
        FailureReason reason = switch (kind) {
            case PRIVATE, MEMBERS_ONLY, AGE_RESTRICTED, UNAVAILABLE, LIVE, TOO_LARGE, NO_PLAYLIST ->
                FailureReason.UNAVAILABLE;
            case BOT_CHECK, RATE_LIMITED -> FailureReason.BLOCKED;
            case DISK_FULL, QUOTA -> FailureReason.DISK_FULL;
            case NETWORK, TIMED_OUT, TOOL_BROKEN, OTHER -> FailureReason.ERROR;
        };
        return new Reason(
                reason,
                kind.name().toLowerCase(Locale.ROOT),
                message.substring(0, Math.min(message.length(), MAX_MESSAGE)));
    }
}
