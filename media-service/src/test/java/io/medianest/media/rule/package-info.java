/** Rules and who is under them. */
@NullMarked
package io.medianest.media.rule;

import org.jspecify.annotations.NullMarked;
