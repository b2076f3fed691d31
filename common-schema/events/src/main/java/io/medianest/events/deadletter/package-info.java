/** Events that a consumer could not handle: how they are kept, listed and given to it again. Plain Java. */
@NullMarked
package io.medianest.events.deadletter;

import org.jspecify.annotations.NullMarked;
