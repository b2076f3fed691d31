/** The recurring work as an ADMIN sees it. */
@NullMarked
package io.medianest.monitor.job;

import org.jspecify.annotations.NullMarked;
