/** Tests of searching. */
@NullMarked
package io.medianest.media.search;

import org.jspecify.annotations.NullMarked;
