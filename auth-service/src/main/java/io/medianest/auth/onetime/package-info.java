/** Tokens that prove one thing once. */
@NullMarked
package io.medianest.auth.onetime;

import org.jspecify.annotations.NullMarked;
