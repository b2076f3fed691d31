package io.medianest.monitor.schedule;

import io.medianest.monitor.state.Timeline;
import java.util.UUID;

/**
 * A service that this instance looks at right now.
 *
 * @param serviceId its number
 * @param name its name
 * @param enabled whether it is to be looked at at all
 * @param owner by what it is this instance's, this time
 * @param lagMs how long after its time it was taken, in milliseconds
 * @param timeline what was known of it
 */
record Taken(int serviceId, String name, boolean enabled, UUID owner, long lagMs, Timeline timeline) {}
