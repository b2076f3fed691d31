/** Tests of io.medianest.media.image. */
@NullMarked
package io.medianest.media.image;

import org.jspecify.annotations.NullMarked;
