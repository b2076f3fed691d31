/** Tests of what makes load. */
@NullMarked
package io.medianest.bench.load;

import org.jspecify.annotations.NullMarked;
