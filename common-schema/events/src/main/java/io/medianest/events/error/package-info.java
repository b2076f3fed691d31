/** What went wrong, as monitor-service collects it. */
@NullMarked
package io.medianest.events.error;

import org.jspecify.annotations.NullMarked;
