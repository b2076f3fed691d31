/** Traces of OpenTelemetry: what is told to whoever collects them, and how they go through the outbox. */
@NullMarked
package io.medianest.runtime.trace;

import org.jspecify.annotations.NullMarked;
