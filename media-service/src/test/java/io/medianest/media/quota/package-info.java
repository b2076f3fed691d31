/** How much somebody may ask for. */
@NullMarked
package io.medianest.media.quota;

import org.jspecify.annotations.NullMarked;
