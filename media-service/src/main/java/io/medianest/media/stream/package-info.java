/** The stream of events about media requests. */
@NullMarked
package io.medianest.media.stream;

import org.jspecify.annotations.NullMarked;
