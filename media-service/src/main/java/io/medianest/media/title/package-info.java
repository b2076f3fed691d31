/** What a film or a series is to every feature. */
@NullMarked
package io.medianest.media.title;

import org.jspecify.annotations.NullMarked;
