/** Tests of the stream. */
@NullMarked
package io.medianest.media.stream;

import org.jspecify.annotations.NullMarked;
