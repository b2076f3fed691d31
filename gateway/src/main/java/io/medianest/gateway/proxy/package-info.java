/** Hands requests to services and their answers back, with time-outs, limits and measurements. */
@NullMarked
package io.medianest.gateway.proxy;

import org.jspecify.annotations.NullMarked;
