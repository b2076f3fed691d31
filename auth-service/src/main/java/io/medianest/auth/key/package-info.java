/** The keys that access tokens are signed with. */
@NullMarked
package io.medianest.auth.key;

import org.jspecify.annotations.NullMarked;
