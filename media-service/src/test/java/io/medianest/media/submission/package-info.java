/** Tests of sending requests. */
@NullMarked
package io.medianest.media.submission;

import org.jspecify.annotations.NullMarked;
