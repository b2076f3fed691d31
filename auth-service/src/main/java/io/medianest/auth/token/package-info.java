/** Access tokens: making them, and getting another one for a refresh token. */
@NullMarked
package io.medianest.auth.token;

import org.jspecify.annotations.NullMarked;
