/** A client of a service's server-sent events. */
@NullMarked
package io.medianest.testing.stream;

import org.jspecify.annotations.NullMarked;
