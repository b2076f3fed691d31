/** How much somebody may ask for: films and seasons within days, open requests; told before it is reached. */
@NullMarked
package io.medianest.media.quota;

import org.jspecify.annotations.NullMarked;
