/** The relay from a slice's outbox table to Kafka. */
@NullMarked
package io.medianest.runtime.outbox;

import org.jspecify.annotations.NullMarked;
