/** What becomes of the packaged suite when parts of it are killed, go away, slow down, or when its disk or clock fails. */
@NullMarked
package io.medianest.local.faults;

import org.jspecify.annotations.NullMarked;
