/** The public status page. */
@NullMarked
package io.medianest.monitor.page;

import org.jspecify.annotations.NullMarked;
