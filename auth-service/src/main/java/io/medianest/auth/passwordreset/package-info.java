/** A forgotten password: asked for by anybody, answered by mail. */
@NullMarked
package io.medianest.auth.passwordreset;

import org.jspecify.annotations.NullMarked;
