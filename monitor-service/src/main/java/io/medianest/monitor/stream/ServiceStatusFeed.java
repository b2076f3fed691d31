package io.medianest.monitor.stream;

import io.medianest.events.Topics;
import io.medianest.events.service.ServiceStatusChanged;
import io.medianest.runtime.stream.EventFeed;
import io.medianest.runtime.stream.EventFeeds;
import io.medianest.runtime.stream.News;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** When services change their state: for everybody who is signed in, as {@code GET /services} is. */
@Startup
@Singleton
class ServiceStatusFeed {
    private final EventFeed feed;

    ServiceStatusFeed(EventFeeds feeds) {
        // How a service is reached is an ADMIN's business, so that service.config-changed is left out.
        feed = feeds.follow(
                Topics.SERVICES,
                ServiceStatusChanged.class,
                (received, event) -> new News("service-status", ServiceStatusNews.of(event), caller -> true));
    }

    /** The feed. */
    EventFeed feed() {
        return feed;
    }
}
