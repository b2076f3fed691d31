/** Access tokens that must be refused before they expire. */
@NullMarked
package io.medianest.events.revocation;

import org.jspecify.annotations.NullMarked;
