/** Access tokens that are refused before they expire, known to every instance within a second. */
@NullMarked
package io.medianest.runtime.revocation;

import org.jspecify.annotations.NullMarked;
