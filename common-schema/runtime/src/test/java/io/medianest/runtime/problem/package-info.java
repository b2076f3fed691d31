/** Tests of problems. */
@NullMarked
package io.medianest.runtime.problem;

import org.jspecify.annotations.NullMarked;
