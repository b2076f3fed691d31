/** What the tests of media-service share: people, a simulated Overseerr, and ways to look. */
@NullMarked
package io.medianest.media.support;

import org.jspecify.annotations.NullMarked;
