/** The secrets of this service, each for its purpose. */
@NullMarked
package io.medianest.auth.secret;

import org.jspecify.annotations.NullMarked;
