/** The recurring work of the services, as an ADMIN sees it and asks for it. */
@NullMarked
package io.medianest.monitor.job;

import org.jspecify.annotations.NullMarked;
