/** The first ADMIN, made once with a one-time token. */
@NullMarked
package io.medianest.auth.setup;

import org.jspecify.annotations.NullMarked;
