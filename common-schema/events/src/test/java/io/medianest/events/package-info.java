/** The contracts of the events, held against their schemas and the committed baseline. */
@NullMarked
package io.medianest.events;

import org.jspecify.annotations.NullMarked;
