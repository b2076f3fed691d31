/** A copy of everything that is stored about somebody, for that person alone. */
@NullMarked
package io.medianest.auth.export;

import org.jspecify.annotations.NullMarked;
