/** The stream of events about services. */
@NullMarked
package io.medianest.monitor.stream;

import org.jspecify.annotations.NullMarked;
