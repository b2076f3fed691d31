/** Who is calling: verification of access tokens, the caller, the roles. */
@NullMarked
package io.medianest.runtime.security;

import org.jspecify.annotations.NullMarked;
