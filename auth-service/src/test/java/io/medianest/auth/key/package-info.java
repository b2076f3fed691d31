/** The keys that access tokens are signed with, from inside the package. */
@NullMarked
package io.medianest.auth.key;

import org.jspecify.annotations.NullMarked;
