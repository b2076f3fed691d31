/** Work that only one instance may do at a time. */
@NullMarked
package io.medianest.media.lease;

import org.jspecify.annotations.NullMarked;
