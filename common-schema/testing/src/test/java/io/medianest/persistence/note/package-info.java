/** A feature as small as can be, which writes, publishes and consumes as every feature does. */
@NullMarked
package io.medianest.persistence.note;

import org.jspecify.annotations.NullMarked;
