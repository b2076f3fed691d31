/** Tests of what people do with downloads. */
@NullMarked
package io.medianest.youtube.download;

import org.jspecify.annotations.NullMarked;
