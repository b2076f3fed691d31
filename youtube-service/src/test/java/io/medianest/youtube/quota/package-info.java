/** Tests of what people may ask for. */
@NullMarked
package io.medianest.youtube.quota;

import org.jspecify.annotations.NullMarked;
