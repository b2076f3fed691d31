/** What happens to people and concerns their downloads. */
@NullMarked
package io.medianest.youtube.user;

import org.jspecify.annotations.NullMarked;
