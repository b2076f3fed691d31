/** One stream of everything that a caller may hear of, made of the streams of the services. */
@NullMarked
package io.medianest.gateway.stream;

import org.jspecify.annotations.NullMarked;
