/** Searching for titles and their details through Overseerr. */
@NullMarked
package io.medianest.media.search;

import org.jspecify.annotations.NullMarked;
