/** Where a request came from. */
@NullMarked
package io.medianest.auth.client;

import org.jspecify.annotations.NullMarked;
