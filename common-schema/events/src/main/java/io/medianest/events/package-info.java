/** The facts that the services tell each other through Kafka: topics, event types and how events are written as JSON. */
@NullMarked
package io.medianest.events;

import org.jspecify.annotations.NullMarked;
