/** Signing in with a password, and signing out. */
@NullMarked
package io.medianest.auth.signin;

import org.jspecify.annotations.NullMarked;
