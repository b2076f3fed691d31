/** Tests of the package. */
@NullMarked
package io.medianest.runtime.outbound;

import org.jspecify.annotations.NullMarked;
