/** Tests of what happens to people. */
@NullMarked
package io.medianest.youtube.user;

import org.jspecify.annotations.NullMarked;
