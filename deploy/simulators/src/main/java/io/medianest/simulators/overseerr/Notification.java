package io.medianest.simulators.overseerr;

import org.jspecify.annotations.Nullable;

/**
 * Something to tell by webhook, as things were when it happened.
 *
 * @param request null for a test
 * @param media null for a test
 * @param requestedBy null for a test
 */
record Notification(
        NotificationType type,
        String subject,
        String message,
        String image,
        @Nullable MediaRequest request,
        @Nullable Media media,
        @Nullable OverseerrUser requestedBy) {

    static Notification test() {
        return new Notification(
                NotificationType.TEST_NOTIFICATION,
                "Test Notification",
                "Check check, 1, 2, 3. Are we coming in clear?",
                "",
                null,
                null,
                null);
    }
}
