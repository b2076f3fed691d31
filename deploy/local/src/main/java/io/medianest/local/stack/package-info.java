/** The stores, the services and the gateway as child processes, started and stopped in order. */
@NullMarked
package io.medianest.local.stack;

import org.jspecify.annotations.NullMarked;
