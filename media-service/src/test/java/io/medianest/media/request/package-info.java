/** Tests of requests. */
@NullMarked
package io.medianest.media.request;

import org.jspecify.annotations.NullMarked;
