/** Real HTTP servers in the services' place, and clients that say what no well-behaved one would. */
@NullMarked
package io.medianest.gateway.support;

import org.jspecify.annotations.NullMarked;
