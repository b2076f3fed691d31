/** Which service is looked at when and by which instance, and what is recorded of it. */
@NullMarked
package io.medianest.monitor.schedule;

import org.jspecify.annotations.NullMarked;
