/** auth-service as its callers see it: through HTTP, on real stores. */
@NullMarked
package io.medianest.auth;

import org.jspecify.annotations.NullMarked;
