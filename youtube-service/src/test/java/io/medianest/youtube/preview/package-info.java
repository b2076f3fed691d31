/** Tests of what playlists show before anybody asks for them. */
@NullMarked
package io.medianest.youtube.preview;

import org.jspecify.annotations.NullMarked;
