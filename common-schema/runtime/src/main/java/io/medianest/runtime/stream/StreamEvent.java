package io.medianest.runtime.stream;

import io.medianest.runtime.events.EventPosition;
import io.medianest.runtime.security.Caller;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * An event as clients receive it.
 *
 * @param position where it stands in Kafka; its text is the {@code id}
 * @param time when it happened
 * @param name the {@code event}
 * @param data the JSON
 * @param audience who may see it
 */
record StreamEvent(EventPosition position, Instant time, String name, String data, Predicate<Caller> audience) {}
