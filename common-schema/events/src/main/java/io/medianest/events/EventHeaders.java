package io.medianest.events;

/** Names of the Kafka headers that an event travels with: CloudEvents 1.0 in binary mode, and the trace of the request. */
public final class EventHeaders {
    /** The event's unique id, a UUID; a redelivered event has the same. */
    public static final String ID = "ce_id";
    /** The event's type, see {@link EventType#wireName()}. */
    public static final String TYPE = "ce_type";
    /** The slice that published it, as a URI reference such as {@code /medianest/auth}. */
    public static final String SOURCE = "ce_source";
    /** When it happened, RFC 3339. */
    public static final String TIME = "ce_time";
    /** The version of CloudEvents, {@value #SPEC_VERSION_VALUE}. */
    public static final String SPEC_VERSION = "ce_specversion";
    /** The aggregate's version after the change: a consumer ignores what is older than what it has seen. */
    public static final String SEQUENCE = "ce_sequence";
    /** The media type of the data, {@value #CONTENT_TYPE_VALUE}. */
    public static final String CONTENT_TYPE = "content-type";
    /** The correlation id of the request that caused it. */
    public static final String CORRELATION_ID = "correlation-id";
    /** The W3C trace context of the request that caused it; may be absent. */
    public static final String TRACEPARENT = "traceparent";

    /** The value of {@link #SPEC_VERSION}. */
    public static final String SPEC_VERSION_VALUE = "1.0";
    /** The value of {@link #CONTENT_TYPE}. */
    public static final String CONTENT_TYPE_VALUE = "application/json";

    private EventHeaders() {}
}
