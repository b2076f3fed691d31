/** The bookkeeping of consumed events, on a real PostgreSQL. */
@NullMarked
package io.medianest.persistence.event;

import org.jspecify.annotations.NullMarked;
