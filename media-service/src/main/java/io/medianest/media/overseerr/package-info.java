/** The one way to Overseerr: its contract, faults and people. */
@NullMarked
package io.medianest.media.overseerr;

import org.jspecify.annotations.NullMarked;
