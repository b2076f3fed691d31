/** Who calls: the client's address and scheme, believed from nobody but the connection and trusted proxies. */
@NullMarked
package io.medianest.gateway.client;

import org.jspecify.annotations.NullMarked;
