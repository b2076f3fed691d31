/** What the tests of monitor-service share. */
@NullMarked
package io.medianest.monitor.support;

import org.jspecify.annotations.NullMarked;
