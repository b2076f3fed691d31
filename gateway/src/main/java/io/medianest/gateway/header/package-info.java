/** What the gateway says to services about the client, and to clients about how to treat an answer. */
@NullMarked
package io.medianest.gateway.header;

import org.jspecify.annotations.NullMarked;
