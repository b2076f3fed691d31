/** Where Overseerr is and how to sign in there, as the configuration says right now. */
@NullMarked
package io.medianest.media.connection;

import org.jspecify.annotations.NullMarked;
