package io.medianest.media.status;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the connection to Overseerr stands.
 *
 * @param usable whether everything can be asked and changed there now, as far as can be told without changing anything
 * @param problem what is in the way, and what helps; null if nothing is
 * @param url its address; null while none is configured
 * @param product overseerr or seerr; null while it is not known
 * @param version as it calls itself; null while it is not known
 * @param features what can be used: search, requests, import-from-plex, webhook, completed-status, deleted-status
 * @param lastContactAt when any instance last had an answer; null if none is remembered
 * @param queue the approved requests that it does not have yet
 * @param waitingWebhooks how many webhooks are still to be looked at
 */
public record OverseerrStatusView(
        boolean usable,
        @Nullable String problem,
        @Nullable String url,
        @Nullable String product,
        @Nullable String version,
        List<String> features,
        @Nullable Instant lastContactAt,
        WaitingRequests queue,
        int waitingWebhooks) {

    /**
     * Approved requests on their way.
     *
     * @param length how many
     * @param oldestSince when the first of them was approved; null if there is none
     * @param lastError what the last failed attempt at any of them came to; null if none failed
     */
    public record WaitingRequests(
            int length,
            @Nullable Instant oldestSince,
            @Nullable String lastError) {}
}
