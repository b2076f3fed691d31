/** Tests of the bench; none is about how fast anything is. */
@NullMarked
package io.medianest.bench;

import org.jspecify.annotations.NullMarked;
