/** Proving again who one is, before something that a stolen session must not be enough for. */
@NullMarked
package io.medianest.auth.freshsignin;

import org.jspecify.annotations.NullMarked;
