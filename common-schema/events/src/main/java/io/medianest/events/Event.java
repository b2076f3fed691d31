package io.medianest.events;

/**
 * A fact about one aggregate, as the data of a CloudEvent.
 *
 * <p>Every implementation is a record with an {@link EventType} and a JSON Schema beside it. A record only ever gains
 * components that may be null; anything else is a new event type. Events carry ids, never secrets, and of personal data
 * nothing that a consumer does not need.
 */
public interface Event {

    /** The id of the aggregate: the key of the Kafka record, by which the aggregate's events stay in order. */
    String key();
}
