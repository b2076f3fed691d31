/**
 * Streams of events to clients, as server-sent events that can be resumed: {@link io.medianest.runtime.stream.EventFeed}
 * keeps a topic's newest events in memory and hands each to the open streams that may see it.
 */
@NullMarked
package io.medianest.runtime.stream;

import org.jspecify.annotations.NullMarked;
