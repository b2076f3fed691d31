/** Tests of child processes with real ones. */
@NullMarked
package io.medianest.stores.process;

import org.jspecify.annotations.NullMarked;
