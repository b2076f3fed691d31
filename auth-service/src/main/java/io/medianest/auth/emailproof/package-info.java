/** Proof that somebody reads the mail of an address. */
@NullMarked
package io.medianest.auth.emailproof;

import org.jspecify.annotations.NullMarked;
