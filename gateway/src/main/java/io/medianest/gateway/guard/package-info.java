/** Refuses requests whose form is ambiguous or too large, before any routing. */
@NullMarked
package io.medianest.gateway.guard;

import org.jspecify.annotations.NullMarked;
