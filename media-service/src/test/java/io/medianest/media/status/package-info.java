/** Tests of how the connection to Overseerr stands. */
@NullMarked
package io.medianest.media.status;

import org.jspecify.annotations.NullMarked;
