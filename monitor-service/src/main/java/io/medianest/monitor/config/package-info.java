/** How outside services are reached: addresses, keys and settings as an ADMIN configured them. */
@NullMarked
package io.medianest.monitor.config;

import org.jspecify.annotations.NullMarked;
