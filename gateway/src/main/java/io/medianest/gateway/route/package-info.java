/** Which service answers which address, and where the services are. */
@NullMarked
package io.medianest.gateway.route;

import org.jspecify.annotations.NullMarked;
