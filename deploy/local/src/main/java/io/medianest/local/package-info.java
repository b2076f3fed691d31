/** What {@code ./medianest} does: its commands. */
@NullMarked
package io.medianest.local;

import org.jspecify.annotations.NullMarked;
