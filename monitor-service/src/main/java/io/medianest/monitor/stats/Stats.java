package io.medianest.monitor.stats;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How much there was of what, at one moment.
 *
 * @param sampledAt when it was counted
 * @param activeSessions sessions of browsers that have not expired
 * @param activeDevices devices that are signed in
 * @param users people by status
 * @param mediaRequests requests by status
 * @param youtubeDownloads downloads by status
 * @param services watched services by status
 * @param errors of the last 24 hours by endpoint, those with most first, at most 50
 */
public record Stats(
        Instant sampledAt,
        long activeSessions,
        long activeDevices,
        Map<String, Long> users,
        Map<String, Long> mediaRequests,
        Map<String, Long> youtubeDownloads,
        Map<String, Long> services,
        List<EndpointErrors> errors) {

    /**
     * How often an endpoint failed.
     *
     * @param service where the errors arose
     * @param method the HTTP method, EVENT or JOB
     * @param route the template of the path, the topic or the work; "other" for what has none
     */
    public record EndpointErrors(String service, String method, String route, long errors) {}
}
