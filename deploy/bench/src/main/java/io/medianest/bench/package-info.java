/** What MediaNest can do on this machine: {@code ./medianest bench}. */
@NullMarked
package io.medianest.bench;

import org.jspecify.annotations.NullMarked;
