/** A second proof at the sign-in: codes of an app (RFC 6238), and recovery codes for when the app is gone. */
@NullMarked
package io.medianest.auth.secondfactor;

import org.jspecify.annotations.NullMarked;
