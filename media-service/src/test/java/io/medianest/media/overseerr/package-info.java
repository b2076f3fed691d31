/** Tests of the way to Overseerr. */
@NullMarked
package io.medianest.media.overseerr;

import org.jspecify.annotations.NullMarked;
