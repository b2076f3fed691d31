/** The figures that a run yields, as a table and as JSON. */
@NullMarked
package io.medianest.bench.figure;

import org.jspecify.annotations.NullMarked;
