package io.medianest.monitor.state;

import java.util.Locale;

/** The state of a service during an interval. */
public enum ServiceState {
    /** It does what it is there for. */
    ONLINE(Counted.AS_UP),
    /** It works, but slowly or in part; counts as up. */
    DEGRADED(Counted.AS_UP),
    /** It does not work. */
    OFFLINE(Counted.AS_DOWN),
    /** It may be off: somebody announced it. */
    MAINTENANCE(Counted.NOT_AT_ALL),
    /** Nobody wants it watched. */
    DISABLED(Counted.NOT_AT_ALL),
    /** Nobody looked, or nothing could be seen from here. */
    UNKNOWN(Counted.NOT_AT_ALL);

    private enum Counted {
        AS_UP,
        AS_DOWN,
        NOT_AT_ALL
    }

    private final Counted counted;

    ServiceState(Counted counted) {
        this.counted = counted;
    }

    /** Whether its time is downtime. */
    public boolean isDown() {
        return counted == Counted.AS_DOWN;
    }

    /** Whether its time is left out of uptime's denominator. */
    public boolean isExcluded() {
        return counted == Counted.NOT_AT_ALL;
    }

    /** The word in the database, events and answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The state of that word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ServiceState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
