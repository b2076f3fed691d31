/** Tests of io.medianest.media.library. */
@NullMarked
package io.medianest.media.library;

import org.jspecify.annotations.NullMarked;
