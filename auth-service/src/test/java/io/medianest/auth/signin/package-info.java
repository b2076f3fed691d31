/** What stands between a proof and what it opens. */
@NullMarked
package io.medianest.auth.signin;

import org.jspecify.annotations.NullMarked;
