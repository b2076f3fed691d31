/** Revocations against a real Kafka and a real PostgreSQL. */
@NullMarked
package io.medianest.runtime.revocation;

import org.jspecify.annotations.NullMarked;
