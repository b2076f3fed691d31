/** Starts and stops a real PostgreSQL, Redis and Kafka as child processes, for the local stack and for tests. */
@NullMarked
package io.medianest.stores;

import org.jspecify.annotations.NullMarked;
