/** The stream of events about downloads, and of how far they are. */
@NullMarked
package io.medianest.youtube.stream;

import org.jspecify.annotations.NullMarked;
