/** Addresses at YouTube: what is accepted of what people paste, and what it is rebuilt to. */
@NullMarked
package io.medianest.youtube.address;

import org.jspecify.annotations.NullMarked;
