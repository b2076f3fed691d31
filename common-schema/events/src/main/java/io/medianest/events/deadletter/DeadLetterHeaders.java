package io.medianest.events.deadletter;

/** What a dead letter carries beside the event's own headers, and an event that is given to its consumer again. */
public final class DeadLetterHeaders {
    /** Begins every header that tells of the failure. */
    public static final String PREFIX = "dead-letter-";
    /** The message of what went wrong. */
    public static final String REASON = PREFIX + "reason";
    /** The class of what went wrong. */
    public static final String EXCEPTION = PREFIX + "exception-class-name";
    /** The consumer group that could not handle it. */
    public static final String CONSUMER = PREFIX + "consumer";
    /** When it was given up, RFC 3339. */
    public static final String TIME = PREFIX + "time";
    /** The topic it came from. */
    public static final String TOPIC = PREFIX + "topic";
    /** The partition it came from. */
    public static final String PARTITION = PREFIX + "partition";
    /** The offset it came from. */
    public static final String OFFSET = PREFIX + "offset";

    /** On an event that is published again: the only consumer group that it is meant for. */
    public static final String REPLAY_FOR = "replay-for";
    /** On an event that is published again: the dead letter's id. */
    public static final String REPLAY_OF = "replay-of";

    private DeadLetterHeaders() {}
}
