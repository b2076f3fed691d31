/** Tests of what is known of errors. */
@NullMarked
package io.medianest.monitor.error;

import org.jspecify.annotations.NullMarked;
