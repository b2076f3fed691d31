/** The measurements, each for itself. */
@NullMarked
package io.medianest.bench.measure;

import org.jspecify.annotations.NullMarked;
