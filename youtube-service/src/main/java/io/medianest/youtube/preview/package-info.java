/** What is in a playlist, before anybody asks for it. */
@NullMarked
package io.medianest.youtube.preview;

import org.jspecify.annotations.NullMarked;
