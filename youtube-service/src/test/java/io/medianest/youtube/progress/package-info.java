/** Tests of what instances tell each other. */
@NullMarked
package io.medianest.youtube.progress;

import org.jspecify.annotations.NullMarked;
