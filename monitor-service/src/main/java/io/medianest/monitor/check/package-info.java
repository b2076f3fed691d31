/** The last looks at services. */
@NullMarked
package io.medianest.monitor.check;

import org.jspecify.annotations.NullMarked;
