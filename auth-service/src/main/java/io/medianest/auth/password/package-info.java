/** Passwords: which ones are taken, how they are hashed, where the hash is kept. */
@NullMarked
package io.medianest.auth.password;

import org.jspecify.annotations.NullMarked;
