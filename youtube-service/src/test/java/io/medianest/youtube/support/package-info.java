/** What the tests of youtube-service share. */
@NullMarked
package io.medianest.youtube.support;

import org.jspecify.annotations.NullMarked;
