/** Tests of the commands, as a person would give them. */
@NullMarked
package io.medianest.local;

import org.jspecify.annotations.NullMarked;
