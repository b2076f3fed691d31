/** Tests of the stores against the real programs. */
@NullMarked
package io.medianest.stores;

import org.jspecify.annotations.NullMarked;
