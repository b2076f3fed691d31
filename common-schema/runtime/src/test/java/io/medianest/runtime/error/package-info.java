/** Tests of what is told of errors. */
@NullMarked
package io.medianest.runtime.error;

import org.jspecify.annotations.NullMarked;
