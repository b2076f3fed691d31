/** The limits that hold for everything, before a request reaches a service. */
@NullMarked
package io.medianest.gateway.limit;

import org.jspecify.annotations.NullMarked;
