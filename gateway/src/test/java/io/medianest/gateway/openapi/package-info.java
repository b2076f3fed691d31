/** Tests of the merged document. */
@NullMarked
package io.medianest.gateway.openapi;

import org.jspecify.annotations.NullMarked;
