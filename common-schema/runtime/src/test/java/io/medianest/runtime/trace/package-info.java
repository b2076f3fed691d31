@NullMarked
package io.medianest.runtime.trace;

import org.jspecify.annotations.NullMarked;
