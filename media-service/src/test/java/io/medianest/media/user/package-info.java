/** Tests of what happens to people. */
@NullMarked
package io.medianest.media.user;

import org.jspecify.annotations.NullMarked;
