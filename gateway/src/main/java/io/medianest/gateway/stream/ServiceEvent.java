package io.medianest.gateway.stream;

import org.jspecify.annotations.Nullable;

/**
 * An event of a service's stream.
 *
 * @param id null if it cannot be resumed after
 * @param name the kind of event
 * @param data the JSON, in one line
 */
record ServiceEvent(@Nullable String id, String name, String data) {}
