/** Tests of telling people. */
@NullMarked
package io.medianest.monitor.alert;

import org.jspecify.annotations.NullMarked;
