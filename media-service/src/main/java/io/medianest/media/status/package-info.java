/** How the connection to Overseerr stands, for those who look after it. */
@NullMarked
package io.medianest.media.status;

import org.jspecify.annotations.NullMarked;
