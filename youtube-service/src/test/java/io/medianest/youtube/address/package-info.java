/** Tests of what addresses are accepted. */
@NullMarked
package io.medianest.youtube.address;

import org.jspecify.annotations.NullMarked;
