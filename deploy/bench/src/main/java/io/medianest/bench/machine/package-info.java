/** What the machine is and what processes take of it. */
@NullMarked
package io.medianest.bench.machine;

import org.jspecify.annotations.NullMarked;
