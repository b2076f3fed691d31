/** Tests of the merged stream. */
@NullMarked
package io.medianest.gateway.stream;

import org.jspecify.annotations.NullMarked;
