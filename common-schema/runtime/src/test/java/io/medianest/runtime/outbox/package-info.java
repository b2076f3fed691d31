/** Tests of the outbox that need neither database nor Kafka. */
@NullMarked
package io.medianest.runtime.outbox;

import org.jspecify.annotations.NullMarked;
