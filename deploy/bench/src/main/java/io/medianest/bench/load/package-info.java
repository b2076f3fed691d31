/** Makes load, and measures what becomes of it. */
@NullMarked
package io.medianest.bench.load;

import org.jspecify.annotations.NullMarked;
