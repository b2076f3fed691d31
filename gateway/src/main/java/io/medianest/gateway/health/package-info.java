/** Whether the gateway can serve, and the state of each service behind it. */
@NullMarked
package io.medianest.gateway.health;

import org.jspecify.annotations.NullMarked;
