/** How much there is of what: people, sessions, requests, downloads, errors. */
@NullMarked
package io.medianest.monitor.stats;

import org.jspecify.annotations.NullMarked;
