/** Tests of the running gateway. */
@NullMarked
package io.medianest.gateway;

import org.jspecify.annotations.NullMarked;
