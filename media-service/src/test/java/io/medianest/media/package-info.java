/** Tests of media-service as a whole. */
@NullMarked
package io.medianest.media;

import org.jspecify.annotations.NullMarked;
