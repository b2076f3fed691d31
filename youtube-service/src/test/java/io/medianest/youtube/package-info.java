/** Tests of youtube-service as a whole. */
@NullMarked
package io.medianest.youtube;

import org.jspecify.annotations.NullMarked;
