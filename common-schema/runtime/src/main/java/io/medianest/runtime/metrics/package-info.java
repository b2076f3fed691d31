/** What all services measure alike. */
@NullMarked
package io.medianest.runtime.metrics;

import org.jspecify.annotations.NullMarked;
