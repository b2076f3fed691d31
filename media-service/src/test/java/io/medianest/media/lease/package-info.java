/** Tests of leases. */
@NullMarked
package io.medianest.media.lease;

import org.jspecify.annotations.NullMarked;
