/** Requests through whatever may happen to them. */
@NullMarked
package io.medianest.media.life;

import org.jspecify.annotations.NullMarked;
