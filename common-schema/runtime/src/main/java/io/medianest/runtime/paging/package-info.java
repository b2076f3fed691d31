/** Keyset paging: opaque cursors, page requests and pages. */
@NullMarked
package io.medianest.runtime.paging;

import org.jspecify.annotations.NullMarked;
