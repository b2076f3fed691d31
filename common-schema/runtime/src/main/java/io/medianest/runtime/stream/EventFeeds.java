package io.medianest.runtime.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.events.Event;
import io.medianest.events.Topic;
import io.medianest.runtime.events.BroadcastConsumers;
import io.medianest.runtime.events.ReceivedEvent;
import io.medianest.runtime.revocation.Revocations;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

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
    private final ObjectMapper json;
    private final List<EventFeed> feeds = new CopyOnWriteArrayList<>();

    EventFeeds(
            BroadcastConsumers consumers,
            Revocations revocations,
            StreamConfig config,
            Vertx vertx,
            MeterRegistry metrics,
            ObjectMapper json) {
        this.consumers = consumers;
        this.revocations = revocations;
        this.config = config;
        this.vertx = vertx;
        this.metrics = metrics;
        this.json = json;
    }

    /**
     * Follows a topic until this instance stops; call it once for each topic, at start.
     *
     * @param topic what to follow
     * @param kind which events of it clients hear of; the others they do not
     * @param news how clients see an event
     */
    public <E extends Event> EventFeed follow(Topic topic, Class<E> kind, BiFunction<ReceivedEvent, E, News> news) {
        EventFeed feed = new EventFeed(
                received -> received.data()
                        .filter(kind::isInstance)
                        .map(kind::cast)
                        .map(event -> news.apply(received, event)),
                config,
                revocations,
                json);
        feeds.add(feed);
        consumers.listen(topic, BACKLOG, feed);
        vertx.setPeriodic(TICK_MILLIS, id -> feed.tick());
        metrics.gauge("medianest.streams.open", Tags.of("topic", topic.name()), feed, EventFeed::openStreams);
        return feed;
    }

    /** Clients open their streams again, at another instance or after the restart. */
    void endAll(@Observes ShutdownDelayInitiatedEvent event) {
        feeds.forEach(EventFeed::leave);
    }
}
