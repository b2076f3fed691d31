/** Tests of following Overseerr. */
@NullMarked
package io.medianest.media.sync;

import org.jspecify.annotations.NullMarked;
