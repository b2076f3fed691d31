/** Pages for browsers that the gateway serves itself. */
@NullMarked
package io.medianest.gateway.page;

import org.jspecify.annotations.NullMarked;
