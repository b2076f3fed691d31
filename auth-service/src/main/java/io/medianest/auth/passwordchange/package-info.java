/** Changing one's own password, freely or because it was demanded. */
@NullMarked
package io.medianest.auth.passwordchange;

import org.jspecify.annotations.NullMarked;
