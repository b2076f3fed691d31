/** Deleting what has outlived its time. */
@NullMarked
package io.medianest.auth.housekeeping;

import org.jspecify.annotations.NullMarked;
