/** Consumption against a real Kafka. */
@NullMarked
package io.medianest.runtime.events;

import org.jspecify.annotations.NullMarked;
