/** Tests of cleaning up, and of what stays fast among many people. */
@NullMarked
package io.medianest.auth.housekeeping;

import org.jspecify.annotations.NullMarked;
