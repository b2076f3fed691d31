package io.medianest.runtime.stream;

import io.medianest.events.Topic;
import io.medianest.runtime.events.BroadcastConsumers;
import io.medianest.runtime.events.ReceivedEvent;
import io.medianest.runtime.revocation.Revocations;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;

/** Makes the feeds of this service's streams. */
@ApplicationScoped
public class EventFeeds {
    private static final long TICK_MILLIS = 500;
    /** So many events before the start are read in each partition, so that a restart resets no client. */
    private static final long BACKLOG = 500;

    private final BroadcastConsumers consumers;
    private final Revocations revocations;
    private final StreamConfig config;
    private final Vertx vertx;
    private final MeterRegistry metrics;

    EventFeeds(
            BroadcastConsumers consumers,
            Revocations revocations,
            StreamConfig config,
            Vertx vertx,
            MeterRegistry metrics) {
        this.consumers = consumers;
        this.revocations = revocations;
        this.config = config;
        this.vertx = vertx;
        this.metrics = metrics;
    }

    /**
     * Follows a topic until this instance stops; call it once for each topic, at start.
     *
     * @param topic what to follow
     * @param view how clients see an event, or empty if they do not
     */
    public EventFeed follow(Topic topic, Function<ReceivedEvent, Optional<StreamEvent>> view) {
        EventFeed feed = new EventFeed(view, config, revocations);
        consumers.listen(topic, BACKLOG, feed);
        vertx.setPeriodic(TICK_MILLIS, id -> feed.tick());
        metrics.gauge("medianest.streams.open", Tags.of("topic", topic.name()), feed, EventFeed::openStreams);
        return feed;
    }
}
