/** Tests of the stream. */
@NullMarked
package io.medianest.youtube.stream;

import org.jspecify.annotations.NullMarked;
