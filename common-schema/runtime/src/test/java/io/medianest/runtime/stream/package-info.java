/** Tests of streams. */
@NullMarked
package io.medianest.runtime.stream;

import org.jspecify.annotations.NullMarked;
