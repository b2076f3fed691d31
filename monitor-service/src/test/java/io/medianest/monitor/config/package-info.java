/** Tests of the configuration of services. */
@NullMarked
package io.medianest.monitor.config;

import org.jspecify.annotations.NullMarked;
