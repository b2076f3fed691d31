/** Codes by the time. */
@NullMarked
package io.medianest.auth.secondfactor;

import org.jspecify.annotations.NullMarked;
