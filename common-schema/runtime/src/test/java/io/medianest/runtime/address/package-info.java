/** Tests of the package. */
@NullMarked
package io.medianest.runtime.address;

import org.jspecify.annotations.NullMarked;
