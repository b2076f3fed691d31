package io.medianest.media.support;

import io.medianest.events.Event;
import io.medianest.testing.stores.EventPublisher;
import java.util.UUID;

/** Publishes events as another service would. */
public final class Publisher {
    private Publisher() {}

    /** Publishes an event as it stands. */
    public static void publish(UUID id, Event event) {
        try (EventPublisher publisher = EventPublisher.create()) {
            publisher.publish(id, event, 1);
        }
    }

    /** Publishes any text as the data of an event. */
    public static void publish(UUID id, String type, String topic, String key, String data) {
        try (EventPublisher publisher = EventPublisher.create()) {
            publisher.publish(topic, key, EventPublisher.headers(id, type, 1), data);
        }
    }
}
