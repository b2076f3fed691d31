/** Overseerr and Seerr as a client sees them: users, search, requests, a library that fills, and webhooks. */
@NullMarked
package io.medianest.simulators.overseerr;

import org.jspecify.annotations.NullMarked;
