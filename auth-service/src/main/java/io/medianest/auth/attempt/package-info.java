/** Attempts to prove who one is, and how often they may fail. */
@NullMarked
package io.medianest.auth.attempt;

import org.jspecify.annotations.NullMarked;
