/** The relay against a real PostgreSQL and a real Kafka. */
@NullMarked
package io.medianest.runtime.outbox;

import org.jspecify.annotations.NullMarked;
