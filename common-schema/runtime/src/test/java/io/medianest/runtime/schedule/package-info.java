/** Tests of recurring work. */
@NullMarked
package io.medianest.runtime.schedule;

import org.jspecify.annotations.NullMarked;
