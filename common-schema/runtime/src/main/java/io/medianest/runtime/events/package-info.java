/**
 * Receiving events: as one of a group, each event once and in order ({@link
 * io.medianest.runtime.events.EventConsumer}), or in every instance ({@link
 * io.medianest.runtime.events.BroadcastConsumers}).
 */
@NullMarked
package io.medianest.runtime.events;

import org.jspecify.annotations.NullMarked;
