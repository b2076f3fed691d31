/** Tests of the stack with real stores, and services small enough to start in no time. */
@NullMarked
package io.medianest.local.stack;

import org.jspecify.annotations.NullMarked;
